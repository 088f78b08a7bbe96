"""Runs MiniStack with functions in a bare virtual environment of their own, so a dependency missing from a zip shows.

MiniStack starts Python functions with the interpreter that runs itself. The function wrapped here is private to it,
which is why requirements/ministack.in pins the version and tests/infra checks that the name is still there.
"""

import os
import sys

from ministack.app import main
from ministack.core import lambda_runtime

python = os.environ.pop("MOTCUA_FUNCTION_PYTHON")
choose = lambda_runtime._detect_runtime_binary


def function_python(runtime: str) -> tuple[str, str]:
    """The bare interpreter for Python functions, MiniStack's own choice for others."""
    binary, script = choose(runtime)
    return (python if binary == sys.executable else binary), script


lambda_runtime._detect_runtime_binary = function_python
main()
