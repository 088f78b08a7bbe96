"""MiniStack with functions as on AWS: a bare interpreter, and code that is unpacked once.

MiniStack starts Python functions with the interpreter that runs itself, so a dependency missing
from a zip would stay hidden, and unpacks the zip anew for every worker: dozens of workers start at
once and starve a small machine. The wrapped names are private to MiniStack, which is why
requirements/ministack.in pins the version and tests/infra checks the names.

Beside their code functions find one module of ours, which moves their clock (`clock.py`).
"""

import gc
import hashlib
import os
import shutil
import sys
import tempfile
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace

from ministack.app import main
from ministack.core import lambda_runtime

PYTHON = os.environ.pop("MOTCUA_FUNCTION_PYTHON")
CODE = Path(os.environ.pop("MOTCUA_FUNCTION_CODE"))
CLOCK = Path(os.environ["LOCAL_CLOCK"])
detect_runtime_binary = lambda_runtime._detect_runtime_binary
unpack_lock = threading.Lock()


def function_python(runtime: str) -> tuple[str, str]:
    """The bare interpreter for Python functions, MiniStack's own choice for others."""
    binary, script = detect_runtime_binary(runtime)
    return (PYTHON if binary == sys.executable else binary), script


class SharedZip(zipfile.ZipFile):
    """A zip whose contents are unpacked once; each extraction is a link to them."""

    def extractall(self, path=None, members=None, pwd=None):  # type: ignore[no-untyped-def]
        """Replace `path`, an empty folder, by a link to the contents."""
        index = "".join(f"{entry.filename} {entry.CRC}\n" for entry in self.infolist())
        contents = CODE / hashlib.sha256(index.encode()).hexdigest()[:32]
        with unpack_lock:
            if not contents.exists():
                unpacked = tempfile.mkdtemp(dir=CODE)
                super().extractall(unpacked, members, pwd)
                Path(unpacked).rename(contents)
        Path(path).rmdir()
        Path(path).symlink_to(contents)


gc.set_threshold(100_000, 50, 1_000)  # what is stored lives on: it is not looked through so often
shutil.rmtree(CODE, ignore_errors=True)
CODE.mkdir(parents=True)
lambda_runtime._detect_runtime_binary = function_python
lambda_runtime.zipfile = SimpleNamespace(ZipFile=SharedZip, BadZipFile=zipfile.BadZipFile)
CLOCK.unlink(missing_ok=True)
os.environ["PYTHONPATH"] = str(Path(__file__).with_name("function_clock"))
main()
