"""Each walk ends with what the person came for, in as many steps as docs/walks.md says.

`UPDATE_WALKS=1 .venv/bin/python -m pytest -n 0 -m "soak or not soak" tests/browser/test_walks.py`
writes the numbers and the pictures, `python -m docs.walk_table` the table.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docs.walk_table import NUMBERS
from tests.browser.services_site import ServicesSite, running_site
from tests.browser.walks.every_walk import WALKERS, Walker
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
UPDATE = bool(os.environ.get("UPDATE_WALKS"))


@pytest.fixture
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


@pytest.mark.parametrize(
    "walker",
    [
        pytest.param(each, id=each.slug, marks=() if each.short else pytest.mark.soak)
        for each in WALKERS
    ],
)
def test_a_new_user_ends_with_what_they_came_for(
    walker: Walker, chromium: "Browser", site: ServicesSite, tmp_path: Path
) -> None:
    pictures = NUMBERS.parent if UPDATE else None

    walk = walker.walk(Walking(site, chromium, tmp_path, pictures))

    assert walk.in_hand
    if UPDATE:
        update(walker, walk)
    expected = numbers()[walker.slug]
    assert walk.counts() == {name: expected[name] for name in walk.counts()}, walk.record()


def numbers() -> dict[str, Any]:
    """The numbers of the documents, by walk."""
    recorded: dict[str, Any] = json.loads(NUMBERS.read_text(encoding="utf-8"))
    return recorded


def update(walker: Walker, walk: Walk) -> None:
    """Write the numbers of one walk into the documents."""
    record = {"who": walker.who, "came_for": walker.came_for} | walk.record()
    all_numbers = (numbers() if NUMBERS.exists() else {}) | {walker.slug: record}
    ordered = {each.slug: all_numbers[each.slug] for each in WALKERS if each.slug in all_numbers}
    text = json.dumps(ordered, ensure_ascii=False, indent=1)
    NUMBERS.write_text(text + "\n", encoding="utf-8")
