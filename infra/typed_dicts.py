"""Shapes for type checkers inside a library's module, which a function would make at its start."""

import ast
from pathlib import Path
from typing import Final

SHAPES: Final = ("pydantic_core/core_schema.py",)
"""Modules with typed dictionaries that nothing looks into at run time. Python compiles the text of
each of their annotations: 90 million instructions of pydantic's eight hundred.
"""


def leave_out_fields(tree: Path) -> None:
    """Take the fields of the shapes out of an installed tree, before it is compiled."""
    for name in SHAPES:
        module = tree / name
        if module.exists():
            module.write_text(without_fields(module.read_text(encoding="utf-8")), encoding="utf-8")


def without_fields(source: str) -> str:
    """The module with its typed dictionaries empty, and every other line in its place."""
    lines = source.splitlines(keepends=True)
    for shape in ast.parse(source).body:
        if isinstance(shape, ast.ClassDef) and _is_typed_dict(shape):
            first, end = shape.body[0].lineno - 1, shape.end_lineno or 0
            lines[first:end] = ["    pass\n", *["\n"] * (end - first - 1)]
    return "".join(lines)


def _is_typed_dict(shape: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "TypedDict" for base in shape.bases)
