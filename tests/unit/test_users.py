"""Each group of users has what it came for in a test that exists and is not skipped."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from infra.places import ROOT
from tests.browser.walks.every_walk import WALKERS

PAGE = ROOT / "docs" / "users.md"
GROUPS = 13
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)(?:\[([\w-]+)\])?`")
NONE = "none yet"
SKIPPING = {"skip", "skipif", "xfail"}


def groups() -> dict[str, list[tuple[str, str]]]:
    """What each group came for, and the test of it, by the headings of the page."""
    _, *sections = PAGE.read_text(encoding="utf-8").split("\n## ")
    rows = {each.partition("\n")[0]: ROW.findall(each) for each in sections}
    return {name: [row for row in each if row[0] != "came for"] for name, each in rows.items()}


def cited() -> Iterator[tuple[str, str, str]]:
    for rows in groups().values():
        for _, test in rows:
            yield from TEST.findall(test)


@cache
def functions(path: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}


def names(node: ast.AST) -> set[str]:
    attributes = (each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute))
    return {*attributes}


def test_thirteen_groups_came_for_something_and_have_a_test_of_it() -> None:
    assert len(groups()) == GROUPS
    for name, rows in groups().items():
        assert any(TEST.fullmatch(test) for _, test in rows), name
        assert [test for _, test in rows if not TEST.fullmatch(test) and test != NONE] == []


@pytest.mark.parametrize(("path", "name", "walk"), [*cited()])
def test_what_shows_it_exists_and_is_not_skipped(path: str, name: str, walk: str) -> None:
    function = functions(path).get(name)

    assert function is not None, f"{path} has no {name}"
    assert not SKIPPING & {each for mark in function.decorator_list for each in names(mark)}
    assert not walk or walk in {each.slug for each in WALKERS}


def test_every_walk_is_of_a_group() -> None:
    assert {walk for *_, walk in cited() if walk} == {each.slug for each in WALKERS}
