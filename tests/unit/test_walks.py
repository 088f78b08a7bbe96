"""The page on walks agrees with their numbers, and shows each of its pictures."""

import json
import re

from docs import walk_table
from infra.places import ROOT
from tests.browser.walks.every_walk import WALKERS

FOLDER = ROOT / "docs" / "walks"
LARGEST = 60_000
PICTURES = range(2, 5)


def test_the_table_is_that_of_the_numbers() -> None:
    assert walk_table.PAGE.read_text(encoding="utf-8") == walk_table.page()


def test_every_walk_has_its_numbers_before_and_now_and_a_section() -> None:
    slugs = [each.slug for each in WALKERS]
    sections = re.findall(r"^### (.+)$", walk_table.PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert list(json.loads(walk_table.NUMBERS.read_text(encoding="utf-8"))) == slugs
    assert list(json.loads(walk_table.BEFORE.read_text(encoding="utf-8"))) == slugs
    assert sections == [each.who for each in WALKERS]


def test_each_walk_shows_two_to_four_small_pictures() -> None:
    page = walk_table.PAGE.read_text(encoding="utf-8")
    files = sorted(FOLDER.glob("*.png"))

    assert {f"walks/{file.name}" for file in files} == set(re.findall(r"\((walks/[^)]+)\)", page))
    assert [file.name for file in files if file.stat().st_size > LARGEST] == []
    for each in WALKERS:
        assert sum(file.name.startswith(each.slug) for file in files) in PICTURES, each.slug
