"""Two ways to plant a fault: in the code of functions that are loaded already, or in a module about to be imported."""

import gc
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.mutants.mutations import Mutant


def plant_in_functions(mutant: Mutant, root: Path) -> None:
    """Give the functions of the loaded module the faulty code, and empty every cache of our own."""
    codes = _codes_by_place(compile(mutant.tree(), str(mutant.path), "exec"))
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == str(mutant.path):
            code = codes.get((thing.__code__.co_qualname, thing.__code__.co_firstlineno))
            if code and len(code.co_freevars) == len(thing.__code__.co_freevars):
                thing.__code__ = code
        elif isinstance(
            thing, _lru_cache_wrapper
        ) and thing.__wrapped__.__code__.co_filename.startswith(str(root)):
            thing.cache_clear()


def _codes_by_place(module: CodeType) -> dict[tuple[str, int], CodeType]:
    codes = list(_codes(module))
    places = Counter((code.co_qualname, code.co_firstlineno) for code in codes)
    named = {(code.co_qualname, code.co_firstlineno): code for code in codes}
    return {place: code for place, code in named.items() if places[place] == 1}


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def plant_in_import(mutant: Mutant) -> None:
    """Make the coming import of the module load the faulty one."""
    assert mutant.module not in sys.modules, f"{mutant.module} is loaded already"
    sys.meta_path.insert(0, _Finder(mutant))


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        return importlib.util.spec_from_file_location(
            fullname, self._mutant.path, loader=_Loader(fullname, self._mutant)
        )


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, mutant: Mutant) -> None:
        super().__init__(fullname, str(mutant.path))
        self._mutant = mutant

    def get_code(self, fullname: str) -> Any:
        return compile(self._mutant.tree(), str(self._mutant.path), "exec", dont_inherit=True)
