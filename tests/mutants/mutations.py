"""The faults that are planted: operators, conditions, constants, returns, entries, statements.

A mutant is named by module, scope and change, not by line: a list of survivors outlives edits.
"""

import ast
import copy
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
DOCUMENTATION: Final = frozenset({"description", "title", "examples", "json_schema_extra"})
"""Keywords that describe a field and change nothing."""
SENTENCES: Final = frozenset({"vi", "en"})
"""Class attributes of errors: contract tests see that they exist, people read what they say."""
TYPES: Final = frozenset({"Literal", "TypeVar", "cast", "NewType"})
DELETED: Final = "(deleted)"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: `scope` is the outermost function it lies in, or None at module or class level."""

    path: Path
    module: str
    scope: str | None
    change: str
    index: int

    @property
    def name(self) -> str:
        """What a list of survivors calls it."""
        return f"{self.scope or '(module)'}: {self.change}"

    def tree(self) -> ast.Module:
        """The module with this fault in it."""
        tree = ast.parse(self.path.read_text("utf-8"))
        _, _, plant = next(itertools.islice(_sites(tree), self.index, None))
        plant()
        return ast.fix_missing_locations(tree)


def mutants_of(path: Path, module: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its text."""
    seen: Counter[str] = Counter()
    mutants = []
    for index, (scope, described, _) in enumerate(_sites(ast.parse(path.read_text("utf-8")))):
        change = described()
        seen[f"{scope}: {change}"] += 1
        number = seen[f"{scope}: {change}"]
        mutants.append(
            Mutant(path, module, scope, change if number == 1 else f"{change} #{number}", index)
        )
    return mutants


def outermost(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods that lie in no other function, by qualified name."""
    yield from _outermost(tree, "")


def _outermost(node: ast.AST, qualified: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield f"{qualified}{child.name}", child
        elif isinstance(child, ast.ClassDef):
            yield from _outermost(child, f"{qualified}{child.name}.")
        else:
            yield from _outermost(child, qualified)


Site = tuple[str | None, Callable[[], str], "Plant"]
"""The scope, the change in words, and what makes it: words cost far more than to find a site."""


class Plant:
    """Puts a node in the place of another: a field of its parent, or an element of that field."""

    def __init__(
        self, parent: ast.AST, field: str, position: int | None, new: ast.AST | None
    ) -> None:
        self._place = (parent, field, position)
        self._new = new

    def __call__(self) -> None:
        parent, field, position = self._place
        if position is None:
            setattr(parent, field, self._new)
            return
        items = getattr(parent, field)
        if self._new is None:
            del items[position]
        else:
            items[position] = self._new


def _sites(tree: ast.Module) -> Iterator[Site]:
    yield from _walk(tree, scope=None, qualified="", in_function=False)


def _walk(node: ast.AST, *, scope: str | None, qualified: str, in_function: bool) -> Iterator[Site]:
    for field, position, child in _children(node):
        if _is_left_out(node, field, child):
            continue
        for new in _replacements(node, field, child):
            yield scope, partial(_change, child, new), Plant(node, field, position, new)
        if isinstance(child, ast.Dict):
            yield from _dropped_entries(child, scope)
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            name = f"{qualified}{child.name}"
            is_function = isinstance(child, ast.FunctionDef)
            inner = scope if in_function else (name if is_function else scope)
            yield from _walk(
                child, scope=inner, qualified=f"{name}.", in_function=in_function or is_function
            )
        elif (
            isinstance(node, ast.FunctionDef) and field == "args"
        ):  # a default is computed when the module is imported
            yield from _walk(child, scope=None, qualified=qualified, in_function=False)
        else:
            yield from _walk(child, scope=scope, qualified=qualified, in_function=in_function)


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            yield from (
                (field, n, child) for n, child in enumerate(value) if isinstance(child, ast.AST)
            )


def _is_left_out(parent: ast.AST, field: str, child: ast.AST) -> bool:
    """Types, documentation, imports and what a decorator says."""
    if field in (
        "annotation",
        "returns",
        "decorator_list",
        "bases",
        "format_spec",
        "type_params",
        "op",
        "ops",
    ):
        return True
    if isinstance(parent, ast.ClassDef) and (field == "keywords" or _is_sentence(child)):
        return True
    if isinstance(child, ast.Import | ast.ImportFrom | ast.Assert):
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    if isinstance(child, ast.Subscript | ast.Call):
        named = child.value if isinstance(child, ast.Subscript) else child.func
        if isinstance(named, ast.Name) and named.id in TYPES:
            return True
    return isinstance(child, ast.keyword) and child.arg in DOCUMENTATION


def _is_sentence(child: ast.AST) -> bool:
    targets = child.targets if isinstance(child, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id in SENTENCES for target in targets)


def _replacements(parent: ast.AST, field: str, child: ast.AST) -> Iterator[ast.AST | None]:
    if isinstance(child, ast.expr):
        yield from _expressions(parent, field, child)
    elif isinstance(child, ast.keyword) and child.arg is not None:
        yield None
    elif isinstance(child, ast.stmt):
        yield from _statements(child)
    elif isinstance(child, ast.comprehension) and child.ifs:
        unfiltered = copy.deepcopy(child)
        unfiltered.ifs = []
        yield unfiltered


def _expressions(parent: ast.AST, field: str, child: ast.expr) -> Iterator[ast.expr]:
    match child:
        case ast.Compare():
            for number, operator in enumerate(child.ops):
                other = copy.deepcopy(child)
                other.ops[number] = COMPARISONS[type(operator)]()
                yield other
        case ast.BoolOp():
            joined = copy.deepcopy(child)
            joined.op = ast.Or() if isinstance(child.op, ast.And) else ast.And()
            yield joined
        case ast.BinOp() if type(child.op) in OPERATORS:
            computed = copy.deepcopy(child)
            computed.op = OPERATORS[type(child.op)]()
            yield computed
        case ast.UnaryOp(op=ast.Not()) | ast.UnaryOp(op=ast.USub()):
            yield copy.deepcopy(child.operand)
        case ast.Constant():
            yield from _constants(copy.copy(child))
    if (
        field == "test"
        and isinstance(parent, ast.If | ast.While | ast.IfExp)
        and not isinstance(child, ast.Compare)
    ):
        yield ast.copy_location(ast.UnaryOp(op=ast.Not(), operand=copy.deepcopy(child)), child)


def _constants(new: ast.Constant) -> Iterator[ast.Constant]:
    match new.value:
        case bool():
            new.value = not new.value
        case int() | float():
            new.value = new.value + 1
        case str():
            new.value = f"{new.value}XX"
        case _:
            return
    yield new


def _statements(child: ast.stmt) -> Iterator[ast.stmt]:
    match child:
        case ast.Return(value=ast.expr() as value) if not (
            isinstance(value, ast.Constant) and value.value is None
        ):
            yield ast.copy_location(
                ast.Return(value=ast.copy_location(ast.Constant(value=None), value)), child
            )
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.copy_location(ast.Pass(), child)
    if isinstance(child, ast.AugAssign) and type(child.op) in OPERATORS:
        other = copy.deepcopy(child)
        other.op = OPERATORS[type(child.op)]()
        yield other


def _dropped_entries(child: ast.Dict, scope: str | None) -> Iterator[Site]:
    for number, (key, value) in enumerate(zip(child.keys, child.values, strict=True)):
        yield scope, partial(_dropped, key, value), _DroppedEntry(child, number)


class _DroppedEntry(Plant):
    def __init__(self, parent: ast.Dict, position: int) -> None:
        self._dict, self._position = parent, position

    def __call__(self) -> None:
        del self._dict.keys[self._position], self._dict.values[self._position]


def _change(before: ast.AST, after: ast.AST | None) -> str:
    words = DELETED if after is None or isinstance(after, ast.Pass) else _text(after)
    return f"{_text(before)} -> {words}"


def _dropped(key: ast.expr | None, value: ast.expr) -> str:
    before = f"{_text(key)}: {_text(value)}" if key else f"**{_text(value)}"
    return f"{before} -> {DELETED}"


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.comprehension):
        return ast.unparse(ast.GeneratorExp(elt=ast.Name("…"), generators=[node]))
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"
