"""Every text was read a second time as it is (docs/texts/second_reader.md)."""

import re
from datetime import date

from docs.texts.readings import CHECKLIST, digest_of, outdated, readings, units
from docs.texts.sources import Text
from infra.places import ROOT


def test_every_text_was_read_a_second_time_as_it_is() -> None:
    wrong = outdated()

    assert wrong == {}, f"read them by {CHECKLIST}, then python -m docs.texts read UNIT: {wrong}"


def test_each_reading_says_when_of_how_many_texts_and_what_became_of_it() -> None:
    latest = readings()

    assert sum(each.texts for each in latest.values()) == sum(map(len, units().values()))
    for each in latest.values():
        assert date.fromisoformat(each.day)
        assert all((each.texts, each.findings, each.changed))


def test_a_changed_word_asks_for_another_reading_and_a_moved_line_does_not() -> None:
    text = Text("a.py", "12", "vi", "Nộp hồ sơ", "citizens")
    moved = Text("a.py", "99", "vi", "Nộp hồ sơ", "citizens")
    changed = Text("a.py", "12", "vi", "Nộp lại hồ sơ", "citizens")

    assert digest_of([text]) == digest_of([moved]) != digest_of([changed])


def test_the_checklist_has_its_questions() -> None:
    checklist = (ROOT / CHECKLIST).read_text("utf-8")

    assert len(re.findall(r"^\d+\. ", checklist, re.MULTILINE)) == 14
