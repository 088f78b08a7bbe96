"""Every text that people read, from where it is written, by the area it is for."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from infra.places import ROOT

Area = Literal["citizens", "officials", "letters", "papers", "refusals", "local"]
VIETNAMESE: Final = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one language; `file` is where it is written, without `.vi.json`."""

    file: str
    key: str
    language: Literal["vi", "en"]
    value: str
    area: Area


Reading = tuple[str, Literal["vi", "en"], str]
"""Key, language, text."""


def texts() -> Iterator[Text]:
    """All of them, by file; a file's texts in the order in which they are written."""
    for pattern, area, reader in SOURCES:
        paths = sorted(ROOT.glob(pattern))
        if not paths:
            raise FileNotFoundError(pattern)
        for path in paths:
            if path.is_symlink() or "vendor" in path.parts:
                continue
            file = str(path.relative_to(ROOT)).removesuffix(".vi.json")
            for key, language, value in reader(path):
                yield Text(file, key, language, value, area)


def _pairs(path: Path) -> Iterator[Reading]:
    for language, file in (("vi", path), ("en", path.with_name(path.name[:-7] + "en.json"))):
        for key, value in json.loads(file.read_text("utf-8")).items():
            yield key, "vi" if language == "vi" else "en", value


def _notices(path: Path) -> Iterator[Reading]:
    language: Literal["vi", "en"] = "vi" if path.stem == "vi" else "en"
    for key, value in _flat(json.loads(path.read_text("utf-8")), ""):
        yield key, language, value


def _lists(path: Path) -> Iterator[Reading]:
    for each in json.loads(path.read_text("utf-8")):
        yield each["list"], "vi", each["vi"]
        yield each["list"], "en", each["en"]


def _flat(value: Any, key: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, each in value.items():
                yield from _flat(each, f"{key}.{name}" if key else name)
        case list():
            for place, each in enumerate(value):
                yield from _flat(each, f"{key}.{place}")
        case str():
            yield key, value


def _errors(path: Path) -> Iterator[Reading]:
    """`vi` and `en` of the classes of a module that have a `code`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ClassDef):
            continue
        own = {name: value for st in node.body for name, value in _assigned(st)}
        if "code" in own and "vi" in own:
            yield own["code"], "vi", own["vi"]
            if "en" in own:
                yield own["code"], "en", own["en"]


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, str]]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))):
            yield name, value
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(value))):
            yield name, value


def _sentences(path: Path) -> Iterator[Reading]:
    """The Vietnamese literals of a module, and the English that stands beside one, by line."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(target=ast.Name(id="COMMITTEES")):
                documentation |= {id(each) for each in ast.walk(node)}  # forms that are read
            case ast.Call(keywords=words) if {"vi", "en"} <= {each.arg for each in words}:
                yield from _beside([each.value for each in words if each.arg == "en"])
            case ast.Call(args=[first, second]) | ast.Tuple(elts=[first, second]):
                if (text := _literal(first)) and VIETNAMESE.search(text):
                    yield from _beside([second])
            case ast.Constant() | ast.JoinedStr() if id(node) not in documentation:
                if (text := _literal(node)) and VIETNAMESE.search(text):
                    yield str(node.lineno), "vi", text


def _beside(nodes: list[ast.expr]) -> Iterator[Reading]:
    for node in nodes:
        text = _literal(node)
        if text and not VIETNAMESE.search(text):
            yield str(node.lineno), "en", text


def _literal(node: ast.AST) -> str | None:
    """A literal text; what is put into it at run time is `{}`."""
    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.JoinedStr(values=parts):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts
            )
    return None


def _typst(path: Path) -> Iterator[Reading]:
    """The lines of a form, without its comments and code."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.lstrip().startswith("//") and VIETNAMESE.search(line):
            text = re.sub(r"#[\w.-]+(?:\([^)]*\))?|[*_\\]|^\s*\.\.\w+", "{}", line)
            yield str(number), "vi", text.strip(" ,")


Reader = Callable[[Path], Iterator[Reading]]
_INTAKE: Final = "services/intake/intake/domain"
_PAPERS: Final = "services/documents/documents/rendering"
SOURCES: Final[tuple[tuple[str, Area, Reader], ...]] = (
    ("front/texts/*.vi.json", "citizens", _pairs),
    ("services/portal/portal/texts/*.vi.json", "citizens", _pairs),
    ("services/desk/desk/texts/*.vi.json", "officials", _pairs),
    ("services/notifications/notifications/delivery/texts/*.json", "letters", _notices),
    *(
        (f"{_INTAKE}/{name}.py", "citizens", _sentences)
        for name in (
            *("answer_faults", "fee_explanation", "fee_words", "offered_terms"),
            *("paper_reasons", "profile_fields", "rejections", "warehouse"),
        )
    ),
    ("law/explain.py", "citizens", _sentences),
    ("law/clock/sentences.py", "citizens", _sentences),
    ("services/status/status/domain/national_status.py", "citizens", _sentences),
    ("services/casework/casework/domain/words.py", "officials", _sentences),
    ("services/casework/casework/worklist/lists.json", "officials", _lists),
    ("services/payments/payments/domain/unread_transaction.py", "officials", _sentences),
    ("services/*/*/**/*.py", "refusals", _errors),
    ("kit/**/*.py", "refusals", _errors),
    ("contracts/*.py", "refusals", _errors),
    ("law/clock/*.py", "refusals", _errors),
    ("infra/service/gateway_responses.py", "refusals", _sentences),
    (f"{_PAPERS}/forms/*.typ", "papers", _typst),
    (f"{_PAPERS}/*.py", "papers", _sentences),
    ("local/doubles/*/page.py", "local", _sentences),
)
"""Pattern of files, area, how their texts are read."""
