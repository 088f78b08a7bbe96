"""Routes come in groups: what a process imports with the first request to a path."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from infra.places import ROOT
from kit.http.router import Router

LOADED = """
import sys
import app
app.app.routes[sys.argv[1]]
print(*(name for name in sys.modules if name.startswith(sys.argv[2])))
"""


def imported_with(service: ModuleType, path: str) -> list[str]:
    """The modules of a service that its HTTP function has after a first request to `path`."""
    app = Path(str(service.__file__)).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", LOADED, path, f"{service.__name__}."],
        cwd=app,
        env={"PYTHONPATH": f"{app}:{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def require_operations_by_prefix(router: Callable[[], Router[Any]]) -> None:
    """Each path has, from a new router, the operations that the whole one has for it."""
    everything = router().operations
    for path in {operation.path for operation in everything}:
        assert [each.id for each in router().operations_at(path)] == [
            each.id for each in everything if each.path == path
        ]
