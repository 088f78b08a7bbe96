"""`python -m docs.banned_words`: fails on an identifier with a banned word.

The words and the exceptions are data, in docs/banned_words.yaml.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from infra.yaml_reader import read_yaml

WORDS_FILE: Final = Path(__file__).with_name("banned_words.yaml")
WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
LOG_CALLS: Final = ("info", "warning", "failure", "metric")


@dataclass(frozen=True, slots=True)
class Use:
    """An identifier or sentence at a line of a file; `kind` names the list of words that holds for
    it."""

    path: Path
    line: int
    name: str
    kind: str

    @property
    def key(self) -> str:
        """`path: name`, without its line, which moves."""
        return f"{self.path}: {self.name}"

    @property
    def words(self) -> set[str]:
        """Its words in small letters, whether it is written in snake_case or in CamelCase."""
        return {word.lower() for word in WORD.findall(self.name)}


def uses(path: Path, source: str) -> Iterator[Use]:
    """Every name that a module defines, and every event that it logs."""
    if path.stem not in ("__init__", "__main__"):
        yield Use(path, 1, path.stem.removeprefix("test_"), _kind(path.stem))
    for node in ast.walk(ast.parse(source)):
        for line, name in _names(node):
            yield Use(path, line, name, _kind(name))
        if sentence := _log_event(node):
            yield Use(path, node.lineno, sentence, "sentences")  # type: ignore[attr-defined]


def _kind(name: str) -> str:
    return "sentences" if name.startswith("test_") else "identifiers"


def _names(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.FunctionDef() | ast.ClassDef() | ast.AsyncFunctionDef():
            yield node.lineno, node.name
        case ast.arg():
            yield node.lineno, node.arg
        case ast.Name(ctx=ast.Store()):
            yield node.lineno, node.id
        case ast.Attribute(ctx=ast.Store()):
            yield node.lineno, node.attr
        case ast.alias(asname=str(name)):
            yield node.lineno, name


def _log_event(node: ast.AST) -> str | None:
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="log"), attr=attr),
            args=[ast.Constant(value=str(text)), *_],
        ) if attr in LOG_CALLS:
            return text
    return None


@dataclass(frozen=True, slots=True)
class Violation:
    """A banned word in a name."""

    use: Use
    word: str
    instead: str

    def __str__(self) -> str:
        return (
            f"{self.use.path}:{self.use.line}: {self.use.name}: “{self.word}”, say: {self.instead}"
        )


def violations(paths: list[Path], words: dict[str, Any]) -> list[Violation]:
    """Each banned word in a name that is not allowed."""
    return [
        Violation(use, word, words[use.kind][word])
        for path in paths
        for use in uses(path, path.read_text(encoding="utf-8"))
        if not {use.name, use.key} & words["allowed"].keys()
        for word in sorted(use.words & words[use.kind].keys())
    ]


def tracked_modules() -> list[Path]:
    """Every Python file under version control; links of vendor/ lead to files that are listed
    anyway."""
    listed = subprocess.run(
        ["git", "ls-files", "*.py"], capture_output=True, text=True, check=True
    ).stdout.split()
    return [path for name in listed if not (path := Path(name)).is_symlink()]


def main() -> int:
    """Exit 1 if a name holds a banned word that is not allowed there."""
    words: dict[str, Any] = read_yaml(WORDS_FILE)
    modules = [path for path in tracked_modules() if path.exists()]
    present = violations(modules, words)
    print("\n".join(map(str, present)) or f"no banned word in the names of {len(modules)} modules")
    return 1 if present else 0


if __name__ == "__main__":
    sys.exit(main())
