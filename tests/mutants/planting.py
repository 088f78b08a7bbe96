"""Two ways to plant a fault: in the code of loaded functions, or in a module to be imported."""

import ast
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

from tests.mutants.mutations import Mutant, outermost

NOTE: Final = "__note_entry__"


class LoadedCode:
    """The functions and the caches that lie in memory, found once: to look through every object
    takes longer than a test.
    """

    def __init__(self, root: Path) -> None:
        self._root = f"{root}{os.sep}"
        self._modules = 0
        self._caches: list[_lru_cache_wrapper[object]] = []
        self._functions: dict[str, list[FunctionType]] = {}

    def find(self) -> None:
        """Look again where modules were imported since."""
        if len(sys.modules) == self._modules:
            return
        self._modules = len(sys.modules)
        things = gc.get_objects()
        self._caches = [thing for thing in things if self._is_our_cache(thing)]
        self._functions = defaultdict(list)
        for thing in things:
            if isinstance(thing, FunctionType):
                self._functions[thing.__code__.co_filename].append(thing)

    def plant(self, mutant: Mutant) -> None:
        """Give the functions of the module the faulty code."""
        self.forget()
        codes = _codes_by_place(compile(mutant.tree(), str(mutant.path), "exec"))
        for function in self._functions.get(str(mutant.path), ()):
            code = codes.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
            if code and len(code.co_freevars) == len(function.__code__.co_freevars):
                function.__code__ = code

    def forget(self) -> None:
        """Empty every cache of our own: what is in it was computed without the fault."""
        for cache in self._caches:
            cache.cache_clear()

    def _is_our_cache(self, thing: object) -> bool:
        if not isinstance(thing, _lru_cache_wrapper):
            return False
        code = getattr(thing.__wrapped__, "__code__", None)
        path: str = code.co_filename if code else ""
        return path.startswith(self._root) and "/.venv/" not in path


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
    sys.meta_path.insert(
        0, _Finder({mutant.module: _Changed(mutant.module, mutant.path, mutant.tree)})
    )


def note_entries(modules: Mapping[str, Path], note: Callable[[str, str], None]) -> None:
    """Make these modules, when they are imported, call `note(file, function)` in every function."""
    sys.meta_path.insert(
        0, _Finder({name: _Noting(name, path, note) for name, path in modules.items()})
    )


class _Changed(importlib.machinery.SourceFileLoader):
    def __init__(self, module: str, path: Path, tree: Callable[[], ast.Module]) -> None:
        super().__init__(module, str(path))
        self._tree = tree

    def get_code(self, fullname: str) -> Any:
        return compile(self._tree(), self.path, "exec", dont_inherit=True)


class _Noting(_Changed):
    def __init__(self, module: str, path: Path, note: Callable[[str, str], None]) -> None:
        super().__init__(module, path, lambda: _with_notes(path))
        self._note = note

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__[NOTE] = self._note
        super().exec_module(module)


def _with_notes(path: Path) -> ast.Module:
    tree = ast.parse(path.read_text("utf-8"))
    for name, function in outermost(tree):
        call = ast.parse(f"{NOTE}({str(path)!r}, {name!r})").body[0]
        documented = ast.get_docstring(function, clean=False) is not None
        function.body.insert(int(documented), ast.copy_location(call, function.body[0]))
    return ast.fix_missing_locations(tree)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, loaders: Mapping[str, _Changed]) -> None:
        self._loaders = loaders

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        loader = self._loaders.get(fullname)
        return (
            importlib.util.spec_from_file_location(fullname, loader.path, loader=loader)
            if loader
            else None
        )
