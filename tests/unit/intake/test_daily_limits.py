"""How much one citizen may begin and file on one day."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.daily_limits import (
    DailyLimits,
    TooManyDrafts,
    TooManyFilings,
    seconds_left,
)
from intake.domain.draft import Draft
from tests.unit.intake.world import AGENCY, CODE, World, a_procedure

NOON = datetime(2026, 11, 29, 5, 0, tzinfo=UTC)
"""In Vietnam."""


def ready_draft(world: World, sub: str = "an") -> Draft:
    draft = world.prepare_draft(sub=sub)
    world.attach(draft)
    return draft


def test_a_citizen_creates_so_many_drafts_a_day_and_others_are_not_held_up() -> None:
    world = World(limits=DailyLimits(drafts=2))
    draft = world.prepare_draft()
    world.create_draft()
    with pytest.raises(TooManyDrafts) as refused:
        world.create_draft()
    assert 0 < (refused.value.retry_after or 0) <= 24 * 3600
    assert world.create_draft(request=draft.id).id == draft.id
    assert world.create_draft(sub="binh")
    world.clock.now += timedelta(days=1)
    assert world.create_draft()


def test_a_citizen_files_so_many_dossiers_a_day_and_filing_again_is_none() -> None:
    world = World(limits=DailyLimits(filings=1))
    first = ready_draft(world)
    filed = world.file(first)
    second = ready_draft(world)
    with pytest.raises(TooManyFilings):
        world.file(second)
    assert world.file(first).id == filed.id
    world.clock.now += timedelta(days=1)
    assert world.file(second).id != filed.id


def test_the_refusal_is_a_problem_document_with_the_time_to_wait() -> None:
    world = World(limits=DailyLimits(drafts=0))
    world.publish(a_procedure())
    answer = world.client.post("/v1/drafts", "an", {"procedure": CODE, "agency": AGENCY})
    assert (answer.status, answer.body["code"]) == (429, "too_many_drafts")
    assert "Retry-After" in answer.headers


@pytest.mark.parametrize(
    ("at", "left"),
    [
        (datetime(2026, 11, 29, 17, 0, tzinfo=UTC), 24 * 3600),
        (datetime(2026, 11, 29, 16, 59, 59, tzinfo=UTC), 1),
        (datetime(2026, 11, 29, 5, 0, tzinfo=UTC), 12 * 3600),
    ],
)
def test_the_day_ends_at_midnight_in_vietnam(at: datetime, left: int) -> None:
    assert seconds_left(at) == left


def test_a_stage_without_settings_takes_forty_drafts_and_twenty_filings() -> None:
    limits = DailyLimits()

    assert (limits.drafts, limits.filings) == (40, 20)
    limits.require("drafts", 40, NOON)
    limits.require("filings", 20, NOON)
    with pytest.raises(TooManyDrafts) as drafts:
        limits.require("drafts", 41, NOON)
    with pytest.raises(TooManyFilings) as filings:
        limits.require("filings", 21, NOON)
    assert (drafts.value.code, drafts.value.retry_after) == ("too_many_drafts", 12 * 3600)
    assert (filings.value.code, filings.value.retry_after) == ("too_many_filings", 12 * 3600)
    assert "20 dossiers" in filings.value.message("en")


def test_a_caller_waits_at_least_a_second() -> None:
    assert seconds_left(datetime(2026, 11, 29, 16, 59, 59, 900_000, tzinfo=UTC)) == 1
