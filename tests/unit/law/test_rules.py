"""The rules of law as data: each says where it is from, and what is made from them is not stale."""

from datetime import date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from docs.lawbook import page
from docs.lawbook.cases import case_files
from docs.lawbook.cases_page import cases_page
from docs.lawbook.rules import COMPILED, ROOT, Rule, RuleValue, rules, to_json
from law.calendar import VIETNAM
from law.rulebook import rule_value, rule_values
from law.time_limit import reception_limit, unstated_limit
from law.working_hours import usual_hours

BOOK = rules()
RULES = {rule.id: rule for rule in BOOK}
STALE = "make law writes it anew"


def in_force(rule: str) -> Any:
    return rule_value(rule, on=date(2026, 11, 24)).value


def test_what_functions_read_is_compiled_from_the_rules() -> None:
    assert COMPILED.read_text("utf-8") == to_json(BOOK), STALE


def test_the_pages_are_made_from_rules_and_cases() -> None:
    assert page.ENGLISH.read_text("utf-8") == page.rules_page(BOOK, "en"), STALE
    vietnamese = page.rules_page(BOOK, "vi") + "\n" + cases_page(case_files())
    assert page.VIETNAMESE.read_text("utf-8") == vietnamese, STALE


@pytest.mark.parametrize("path", [page.ENGLISH, page.VIETNAMESE], ids=lambda path: path.name)
def test_prose_is_at_most_a_hundred_columns_wide(path: Path) -> None:
    prose = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("|")]
    assert [line for line in prose if len(line) > 100] == []


def test_rules_stand_in_both_languages_and_in_one_order() -> None:
    texts = [text for rule in BOOK for text in (rule.name, *(value.text for value in rule.values))]
    assert all(text.vi and text.en for text in texts)
    places = [(rule.section, rule.position) for rule in BOOK]
    assert len(set(places)) == len(places)


def test_a_rule_whose_source_was_read_names_source_and_day() -> None:
    read = [value for rule in BOOK for value in rule.values if value.confidence in ("H", "M")]
    assert [value.text.vi for value in read if value.source and not value.read_on] == []
    with pytest.raises(ValueError, match="names the day"):
        RuleValue.model_validate({"text": "x", "source": "y", "confidence": "H"})


def test_values_out_of_order_are_refused() -> None:
    values = [
        {"text": "x", "confidence": "L", "effective_from": day}
        for day in ("2026-01-02", "2026-01-01")
    ]
    named = {
        "id": "r",
        "section": "fees",
        "position": 1,
        "name": "r",
        "applied_in": (),
        "standing": "added",
    }
    with pytest.raises(ValueError, match="by effective date"):
        Rule.model_validate({**named, "values": values})


def test_every_place_where_a_rule_is_applied_exists() -> None:
    missing = [
        f"{rule.id}: {place}" for rule in BOOK for place in rule.applied_in if not exists(place)
    ]
    assert missing == []


def exists(place: str) -> bool:
    if "/" in place:
        return (ROOT / place).exists()
    module, _, attributes = place.partition(":")
    try:
        holder: Any = import_module(module)
        for attribute in attributes.split(".") if attributes else ():
            holder = getattr(holder, attribute)
    except (ImportError, AttributeError):
        return False
    return True


def test_every_rule_that_a_worked_case_shows_exists() -> None:
    assert [rule for file in case_files() for rule in file.rules if rule not in RULES] == []


def test_the_value_in_force_is_the_last_that_has_taken_effect_and_before_all_the_first() -> None:
    plans = "official_holiday_plans"
    assert rule_value(plans, on=date(2024, 12, 31)).value == "2024"
    assert rule_value(plans, on=date(2025, 1, 1)).value == "2025"
    assert rule_value(plans, on=date(2022, 12, 31)).value == "2023"
    assert [value.effective_from.year for value in rule_values(plans)] == [
        2023,
        2024,
        2025,
        2026,
        2027,
    ]
    assert rule_value("same_day_cut_off", on=date(2026, 1, 1)).effective_from == date.min
    with pytest.raises(KeyError):
        rule_value("no_such_rule", on=date(2026, 1, 1))


def test_a_rule_from_memory_is_assumed_and_one_that_was_read_is_not() -> None:
    assert [value.assumed for value in rule_values("official_holiday_plans")] == [
        True,
        False,
        True,
        False,
        False,
    ]
    assert rule_value("time_zone", on=date(2026, 1, 1)).assumed is False


def test_the_limits_of_the_desk_and_of_who_states_none_are_the_rules() -> None:
    at = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)
    desk, unstated = reception_limit(at), unstated_limit(at)

    assert (desk.value, desk.unit) == (8, "working_hour")
    assert (desk.source, desk.assumed) == ("NĐ 45/2020/NĐ-CP", False)
    assert (unstated.value, unstated.unit) == (15, "working_day")
    assert (unstated.source, unstated.assumed) == (None, True)


def test_the_usual_hours_are_the_rule() -> None:
    (usual,) = usual_hours()

    assert usual.valid_from == date.min
    assert [(span.start, span.end) for span in usual.spans] == [
        (time(7, 30), time(11, 30)),
        (time(13), time(17)),
    ]
    assert usual.weekdays == (0, 1, 2, 3, 4)
    day = [
        datetime.combine(date.min, edge) for span in usual.spans for edge in (span.start, span.end)
    ]
    hours = (day[1] - day[0]) + (day[3] - day[2])
    assert hours == timedelta(hours=in_force("length_of_a_working_day"))


def test_the_clock_of_vietnam_is_the_rule() -> None:
    assert VIETNAM.utcoffset(None) == timedelta(hours=in_force("time_zone"))
