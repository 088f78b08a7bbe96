"""The check of banned words: which names it refuses, and which it allows."""

from pathlib import Path

import pytest

from docs.banned_words import Violation, violations

WORDS = {
    "identifiers": {"told": "the noun itself", "door": "route"},
    "sentences": {"door": "route"},
    "allowed": {"told_by_law": "a term of somebody else"},
}


def present(tmp_path: Path, source: str, name: str = "module.py") -> list[Violation]:
    path = tmp_path / name
    path.write_text(source)
    return violations([path], WORDS)


@pytest.mark.parametrize(
    "source",
    [
        "told = 1",
        "def tell(told): ...",
        "class ToldPerson: ...",
        "class A:\n    was_told: int = 0",
        "def f(self):\n    self.told = 1",
        "import os as told",
        "def test_the_door_is_open(): ...",
        "log.info('door_opened')",
    ],
)
def test_a_name_with_a_banned_word_is_a_violation(tmp_path: Path, source: str) -> None:
    assert len(present(tmp_path, source)) == 1


def test_a_module_with_a_banned_word_in_its_name_is_a_violation(tmp_path: Path) -> None:
    assert len(present(tmp_path, "", "doors.py")) == 0
    assert len(present(tmp_path, "", "door.py")) == 1


@pytest.mark.parametrize(
    "source",
    ["order = 1", "def test_the_receipt_is_told(): ...", "told_by_law = 1", "print(told)"],
)
def test_other_names_and_uses_pass(tmp_path: Path, source: str) -> None:
    assert present(tmp_path, source) == []


def test_a_name_may_be_allowed_in_one_module_alone(tmp_path: Path) -> None:
    modules = [tmp_path / name for name in ("wire.py", "other.py")]
    for module in modules:
        module.write_text("told = 1")
    allowed = {f"{modules[0]}: told": "promised on the wire"}

    assert [v.use.path for v in violations(modules, WORDS | {"allowed": allowed})] == [modules[1]]
