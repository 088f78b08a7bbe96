"""Loads the services' apps side by side: every one of them is called app.py."""

import importlib.util
import sys
from functools import cache
from types import ModuleType

from infra.places import ROOT
from kit.http.operation import Operation


@cache
def app_module(service: str) -> ModuleType:
    """`services/<service>/app.py` under a name of its own; its import root must be on the path."""
    name = f"{service}_app"
    spec = importlib.util.spec_from_file_location(name, ROOT / "services" / service / "app.py")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(service)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def operations_of(service: str) -> list[Operation]:
    """What a service's routes declare."""
    operations: list[Operation] = app_module(service).service.router.operations
    return operations
