"""In the functions of the local cloud: the clock of `kit.core.time` goes by the cloud's shift.

Python runs this file before a function's own code, because the launcher of MiniStack puts its
folder on the path. No zip contains it, so no other cloud has a clock that can be moved.
"""

import importlib.util
import os
import sys
from datetime import datetime, timedelta
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

MODULE = "kit.core.time"


class ClockFinder(MetaPathFinder):
    """Finds the one module as Python does, and leaves the list of finders with it."""

    def __init__(self, shift: Path) -> None:
        self._shift = shift

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """None for every other module."""
        if name != MODULE:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec and spec.loader:
            spec.loader = ClockLoader(spec.loader, self._shift)
        return spec


class ClockLoader(Loader):
    """Loads the module by `loader`, then replaces its clock."""

    def __init__(self, loader: Loader, shift: Path) -> None:
        self._loader = loader
        self._shift = shift

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As Python does."""
        return self._loader.create_module(spec)

    def exec_module(self, module: Any) -> None:
        """`system_clock` is as far ahead as the file has it; without a file it is the machine's."""
        self._loader.exec_module(module)
        system_clock = module.system_clock

        def moved_clock() -> datetime:
            try:
                ahead = timedelta(seconds=float(self._shift.read_text()))
            except FileNotFoundError:
                ahead = timedelta()
            moment: datetime = system_clock() + ahead
            return moment

        module.system_clock = moved_clock


if "LOCAL_CLOCK" in os.environ:
    sys.meta_path.insert(0, ClockFinder(Path(os.environ["LOCAL_CLOCK"])))
