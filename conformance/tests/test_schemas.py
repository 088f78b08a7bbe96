"""The schemas are JSON Schema 2020-12, and this kit reads them as jsonschema does."""

import ast
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import dvcqg
from dvcqg.form.schema import UnknownKeyword, compile_schema
from dvcqg.form.services import request_check, schema_of, service_names
from dvcqg.generate.mistakes import mistakes
from dvcqg.generate.right import right_document

CONFIDENCES = {"text", "third-party", "assumption"}
PACKAGE = Path(str(dvcqg.__file__)).parent


def members_of(schema: Any) -> Any:
    """Every schema of a member, with its name."""
    if isinstance(schema, dict):
        for name, part in schema.get("properties", {}).items():
            yield name, part
            yield from members_of(part)
        yield from members_of(schema.get("items"))


@pytest.mark.parametrize("service", sorted(service_names()))
def test_a_schema_is_valid_and_marks_every_member(service: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema_of(service))
    plain = {"array", "object", None}
    for name, part in members_of(schema_of(service)):
        assert part.get("type") in plain or part["x-confidence"] in CONFIDENCES, name


def test_jsonschema_finds_the_same_places() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    documents = [m.text for m in mistakes() if m.code.startswith("V-F") and m.code != "V-F01"]
    documents += [json.dumps(right_document(number, mode="final")) for number in range(12)]
    compared = 0
    for text in documents:
        for call in json.loads(text)["calls"]:
            if call["service"] not in service_names():
                continue
            validator = jsonschema.Draft202012Validator(schema_of(call["service"]))
            theirs = {
                (tuple(error.absolute_path), error.validator)
                for error in validator.iter_errors(call["payload"])
            }
            ours = {
                (v.path[:-1] if v.keyword in OF_THE_OBJECT else v.path, v.keyword)
                for v in request_check(call["service"])(call["payload"], ())
            }
            mistyped = {path for path, keyword in theirs if keyword == "type"}
            theirs = {row for row in theirs if row[0] not in mistyped or row[1] == "type"}
            assert ours == theirs
            compared += len(theirs)
    assert compared > 15


OF_THE_OBJECT = ("required", "additionalProperties")
"""jsonschema names the object that lacks a member, we name the member."""


def test_a_keyword_that_is_not_understood_is_refused() -> None:
    with pytest.raises(UnknownKeyword):
        compile_schema({"type": "string", "format": "date"})
    with pytest.raises(UnknownKeyword):
        compile_schema({"type": "integer"})


def test_every_file_of_the_package_is_installed() -> None:
    """By the patterns of pyproject.toml beside it."""
    text = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
    patterns = tomllib.loads(text)["tool"]["setuptools"]["package-data"]["dvcqg"]
    installed = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    present = {
        path
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".py" and path.parent.name != "__pycache__"
    }
    assert present == installed


def test_the_package_imports_the_standard_library_and_itself_alone() -> None:
    foreign = {
        (path.name, name)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
        if name != "dvcqg" and name not in sys.stdlib_module_names
    }
    assert foreign == set()


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name.partition(".")[0] for alias in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module.partition(".")[0]]
        case ast.ImportFrom():
            return ["a relative import"]
    return []
