"""An extension with apology: once, in time, and never while the case waits."""

from datetime import datetime

import pytest

from casework.domain.transitions import ActNotAllowed
from contracts.terms import Due
from kit.core.errors import ServiceError
from tests.unit.casework.world import World, utc

LATER = utc("2026-12-04 03:00")
"""Friday 4 December 2026, 10:00 in Vietnam."""


def test_the_applicant_reads_the_old_and_the_new_due_date_and_why() -> None:
    world = World.with_case_in_work()

    case = world.extend(LATER)

    assert case.due
    assert (case.state, case.due.at) == ("in_work", LATER)
    event = world.events()[-1]
    assert event.type == "case.extended"
    assert datetime.fromisoformat(event.data["old_due"]) == utc("2026-11-27 10:00")
    assert datetime.fromisoformat(event.data["new_due"]) == LATER
    assert Due.model_validate(event.data["due"]) == case.due
    assert "xin lỗi và gia hạn" in " ".join(step.vi for step in case.due.steps)
    entry = world.cases.audit_entries_of(case)[-1]
    assert (entry.act, entry.reason) == ("extend", "Chờ ý kiến của cơ quan khác.")


def test_an_extension_comes_at_the_latest_the_day_before() -> None:
    world = World.with_case_in_work()
    world.clock.now = utc("2026-11-26 16:58")

    world.extend(LATER)  # at 23:59 of Thursday, in Vietnam

    assert world.event_types[-1] == "case.extended"


@pytest.mark.parametrize(
    ("at", "due", "code"),
    [
        ("2026-11-26 17:00", "2026-12-04 03:00", "extension_too_late"),
        ("2026-11-30 02:00", "2026-12-04 03:00", "extension_too_late"),
        ("2026-11-25 02:00", "2026-11-27 10:00", "extension_not_later"),
        ("2026-11-25 02:00", "2026-12-05 03:00", "extension_out_of_hours"),  # a Saturday
        ("2026-11-25 02:00", "2026-12-04 13:00", "extension_out_of_hours"),
    ],
)
def test_an_extension_out_of_time_or_to_a_wrong_moment_changes_nothing(
    at: str, due: str, code: str
) -> None:
    world = World.with_case_in_work()
    world.clock.now = utc(at)
    before = world.case

    with pytest.raises(ServiceError) as refused:
        world.extend(utc(due))

    assert refused.value.code == code
    assert world.case == before


def test_a_case_is_extended_once() -> None:
    world = World.with_case_in_work()
    world.extend(LATER)

    with pytest.raises(ServiceError) as refused:
        world.extend(utc("2026-12-11 03:00"))

    assert (refused.value.status, refused.value.code) == (409, "already_extended")
    assert world.event_types.count("case.extended") == 1


def test_a_case_that_waits_is_not_extended() -> None:
    world = World.with_case_in_work()
    world.request_supplement()

    with pytest.raises(ActNotAllowed) as refused:
        world.extend(LATER)

    assert refused.value.message("vi") == "Hồ sơ đang chờ người nộp bổ sung nên không thể gia hạn."
