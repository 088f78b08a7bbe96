"""Moments of a limit, the limits of the desk, hours of an office, and the clock's command."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.procedure_terms import Limit
from contracts.terms import LocalizedText
from law.calendar import CLOSED, VIETNAM
from law.clock.__main__ import main
from law.clock.count import Count, count
from law.clock.extension import (
    AlreadyExtended,
    ExtensionNotLater,
    ExtensionOutOfHours,
    ExtensionTooFar,
    ExtensionTooLate,
    ExtensionWhilePaused,
    extend,
)
from law.clock.facts import ClockFacts, Extension, Pause
from law.clock.limit import TimeLimit
from law.clock.moments import escalation_moments, share_moment, step_due_dates
from law.clock.reception import answer_until, end_of_day, hand_over_due, reception
from law.holidays import vietnam
from law.working_hours import WeeklyHours

CALENDAR = vietnam()
OFFICE = [["07:30", "11:30"], ["13:00", "17:00"]]


def at(text: str) -> datetime:
    return datetime.strptime(f"{text} +0700", "%d/%m/%Y %H:%M %z").astimezone(VIETNAM)


def facts(limit: str = "5wd", *pauses: Pause) -> ClockFacts:
    arrival = at("02/11/2026 07:30")
    return ClockFacts(limit=TimeLimit.parse(limit), arrival=arrival, events=pauses)


def counted(limit: str = "5wd", *pauses: Pause) -> Count:
    return count(CALENDAR, facts(limit, *pauses))


def test_a_case_goes_to_a_superior_at_half_at_80_per_cent_when_due_and_when_late_by_law() -> None:
    moments = escalation_moments(CALENDAR, TimeLimit.parse("5wd"), counted())

    assert moments == {
        "half": at("04/11/2026 17:00"),
        "nearly_due": at("06/11/2026 15:24"),
        "due": at("09/11/2026 17:00"),
        "overdue": at("10/11/2026 00:00"),
    }


def test_a_limit_in_hours_is_late_when_it_is_due() -> None:
    moments = escalation_moments(CALENDAR, TimeLimit.parse("8wh"), counted("8wh"))

    assert moments["overdue"] == moments["due"] == at("02/11/2026 17:00")


def test_steps_share_the_limit_and_the_last_ends_at_the_due_date() -> None:
    assert step_due_dates(CALENDAR, counted(), [25, 50, 25]) == [
        at("03/11/2026 11:30"),
        at("06/11/2026 11:30"),
        at("09/11/2026 17:00"),
    ]
    assert step_due_dates(CALENDAR, counted(), [100]) == [at("09/11/2026 17:00")]


@pytest.mark.parametrize("shares", [[50, 49], [50, 51], [100, 0], [101, -1]])
def test_shares_that_do_not_add_up_are_refused(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="the shares of the steps add up to 100 per cent"):
        step_due_dates(CALENDAR, counted(), shares)


def test_no_share_is_more_than_the_whole() -> None:
    with pytest.raises(ValueError, match="a share of at most 100 per cent"):
        share_moment(CALENDAR, counted(), 101)


def test_a_share_counts_whole_minutes() -> None:
    assert share_moment(CALENDAR, counted("1wh"), 1) == at("02/11/2026 07:31")
    assert share_moment(CALENDAR, counted("1wh"), 2) == at("02/11/2026 07:32")
    assert share_moment(CALENDAR, counted("0.5wh"), 50) == at("02/11/2026 07:45")


def test_a_share_that_ends_where_a_pause_begins_ends_there() -> None:
    pause = Pause(kind="fee", start=at("02/11/2026 09:30"), end=at("04/11/2026 09:00"))

    assert share_moment(CALENDAR, counted("4wh", pause), 50) == at("02/11/2026 09:30")
    assert share_moment(CALENDAR, counted("4wh", pause), 51) == at("04/11/2026 09:03")


def test_a_pause_at_the_receipt_leaves_nothing_before_it() -> None:
    pause = Pause(kind="fee", start=at("02/11/2026 07:30"), end=at("04/11/2026 09:00"))

    assert share_moment(CALENDAR, counted("4wh", pause), 50) == at("04/11/2026 11:00")


@given(st.integers(1, 99), st.sampled_from(["3wd", "10cd", "8wh", "1mo", "0wd"]))
def test_a_larger_share_is_never_over_earlier(percent: int, limit: str) -> None:
    earlier, later = (share_moment(CALENDAR, counted(limit), p) for p in (percent, percent + 1))

    assert earlier <= later <= counted(limit).due.at


def test_a_reception_is_late_by_its_working_time() -> None:
    since = at("16/11/2026 09:00")
    in_time = reception(CALENDAR, since, accepted=at("17/11/2026 09:00"))
    late = reception(CALENDAR, since, accepted=at("17/11/2026 09:01"))

    assert (in_time.due, in_time.is_late) == (at("17/11/2026 09:00"), False)
    assert (late.due, late.is_late, late.late_by) == (in_time.due, True, timedelta(minutes=1))


def test_seconds_of_an_acceptance_are_cut_off() -> None:
    accepted = at("17/11/2026 09:00") + timedelta(seconds=59)

    assert not reception(CALENDAR, at("16/11/2026 09:00"), accepted=accepted).is_late


def test_a_dossier_is_handed_over_by_the_rules_cut_off() -> None:
    due = [
        hand_over_due(CALENDAR, at(f"16/11/2026 {clock}"), cut_off=time(15))
        for clock in ("15:00", "15:01")
    ]

    assert due == [at("16/11/2026 17:00"), at("17/11/2026 07:30")]


def test_an_applicant_has_the_whole_of_the_last_day() -> None:
    limit = Limit(value=7, unit="working_day")

    assert answer_until(CALENDAR, at("02/11/2026 10:00"), limit) == at("12/11/2026 00:00")
    assert end_of_day(datetime.fromisoformat("2026-12-31T16:59Z")) == at("01/01/2027 00:00")
    assert end_of_day(datetime.fromisoformat("2026-12-31T17:00Z")) == at("02/01/2027 00:00")


def extended(start: str, due: str, history: ClockFacts) -> ClockFacts:
    extension = Extension(start=at(start), due=at(due))
    return extend(CALENDAR, history, extension, days_before=1)


def test_an_extension_joins_the_facts() -> None:
    history = extended("08/11/2026 23:59", "12/11/2026 17:00", facts())
    result = count(CALENDAR, history)

    assert len(history.extensions) == 1
    assert (result.due.at, result.first_due) == (at("12/11/2026 17:00"), at("09/11/2026 17:00"))


@pytest.mark.parametrize(
    ("start", "due", "error", "status"),
    [
        ("09/11/2026 00:00", "12/11/2026 10:00", ExtensionTooLate, 409),
        ("06/11/2026 10:00", "09/11/2026 17:00", ExtensionNotLater, 422),
        ("06/11/2026 10:00", "10/12/7512 10:00", ExtensionTooFar, 422),
        ("06/11/2026 10:00", "10/11/2026 07:29", ExtensionOutOfHours, 422),
        ("06/11/2026 10:00", "10/11/2026 11:31", ExtensionOutOfHours, 422),
        ("06/11/2026 10:00", "24/11/2026 10:00", ExtensionOutOfHours, 422),
    ],
)
def test_an_extension_that_breaks_a_rule_is_refused(
    start: str,
    due: str,
    error: type[ExtensionTooLate | ExtensionNotLater | ExtensionOutOfHours | ExtensionTooFar],
    status: int,
) -> None:
    with pytest.raises(error) as refusal:
        extended(start, due, facts())

    assert refusal.value.status == status
    assert refusal.value.message("vi") != refusal.value.message("en")
    assert refusal.value.field == ("due" if status == 422 else None)


@pytest.mark.parametrize("due", ["10/11/2026 07:30", "10/11/2026 11:30", "10/11/2026 17:00"])
def test_an_opening_and_a_closing_are_within_working_hours(due: str) -> None:
    assert count(CALENDAR, extended("06/11/2026 10:00", due, facts())).due.at == at(due)


def test_a_second_extension_is_refused() -> None:
    once = extended("06/11/2026 10:00", "12/11/2026 10:00", facts())

    with pytest.raises(AlreadyExtended) as refusal:
        extended("10/11/2026 10:00", "16/11/2026 10:00", once)

    assert (refusal.value.status, refusal.value.code) == (409, "already_extended")


def test_an_extension_waits_for_the_end_of_a_pause() -> None:
    paused = facts(
        "5wd", Pause(kind="fee", start=at("04/11/2026 10:00"), end=at("06/11/2026 10:00"))
    )

    for start in ("04/11/2026 10:00", "06/11/2026 09:59"):
        with pytest.raises(ExtensionWhilePaused) as refusal:
            extended(start, "16/11/2026 10:00", paused)
        assert refusal.value.status == 409
    resumed = extended("06/11/2026 10:00", "16/11/2026 10:00", paused)
    assert count(CALENDAR, resumed).due.at == at("16/11/2026 10:00")


def test_an_office_may_work_on_saturday_mornings_from_a_day_on() -> None:
    weekly = WeeklyHours.model_validate_json(
        json.dumps({"valid_from": "2026-07-01", "days": {"mon": OFFICE, "sat": OFFICE[:1]}})
    )
    calendar = CALENDAR.with_weekly_hours(weekly)

    assert calendar.day_off(date(2026, 6, 27)) is not None
    assert calendar.closing(date(2026, 7, 4)) == at("04/07/2026 11:30")
    assert calendar.day_off(date(2026, 7, 7)) is not None
    assert calendar.closing(date(2026, 8, 22)) == at("22/08/2026 17:00")
    assert calendar.closures == {}


def test_later_hours_replace_earlier_ones_whatever_their_order() -> None:
    later, earlier = (
        WeeklyHours(valid_from=day, days={"mon": ((time(8), time(hour)),)})
        for day, hour in ((date(2026, 11, 9), 12), (date(2026, 11, 2), 11))
    )
    calendar = CALENDAR.with_weekly_hours(later).with_weekly_hours(earlier)

    assert [calendar.closing(date(2026, 11, day)).hour for day in (2, 9)] == [11, 12]


def test_a_closure_is_no_working_day_and_says_why() -> None:
    calendar = CALENDAR.with_closures([date(2026, 9, 7)]).with_closures(
        [date(2026, 8, 22)], LocalizedText(vi="bão")
    )
    storm, closed = calendar.day_off(date(2026, 8, 22)), calendar.day_off(date(2026, 9, 7))

    assert storm is not None
    assert closed is not None
    assert (storm.name.vi, closed.name, closed.weekly) == ("bão", CLOSED, False)
    assert calendar.day_off(date(2026, 9, 8)) is None
    assert CALENDAR.day_off(date(2026, 9, 7)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": {}},
        {"days": {"mon": []}},
        {"days": {"mon": [["11:30", "07:30"]]}},
        {"days": {"mon": [["07:30", "11:30"], ["11:30", "17:00"]]}},
        {"days": {"monday": OFFICE}},
        {"days": {"mon": [["07:30+07:00", "11:30"]]}},
    ],
)
def test_weekly_hours_that_cannot_be_worked_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        WeeklyHours.model_validate_json(json.dumps(wrong))


def test_a_week_without_hours_says_why_it_is_refused() -> None:
    with pytest.raises(ValidationError, match="a week has working hours"):
        WeeklyHours(days={"mon": ()})


@given(st.integers(0, 40_000), st.integers(0, 40_000))
def test_working_time_between_two_moments_adds_up(first: int, second: int) -> None:
    start = at("02/01/2026 00:00")
    middle, end = (start + timedelta(minutes=n) for n in sorted((first, second)))

    assert CALENDAR.worked_between(start, middle) + CALENDAR.worked_between(
        middle, end
    ) == CALENDAR.worked_between(start, end)
    assert CALENDAR.worked_between(end, start) == timedelta(0)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_the_command_prints_due_date_and_steps_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "--received", "2026-02-13T16:00+07:00", "--limit", "3wd", "--json")
    result = json.loads(out)

    assert list(result) == ["due", "provisional", "steps"]
    assert (result["due"], result["provisional"]) == ("2026-02-25T17:00:00+07:00", False)
    assert result["steps"][-1] == {
        "vi": "Hẹn trả lúc 17:00 thứ Tư 25/02/2026.",
        "en": "Due at 17:00 on Wednesday 25/02/2026.",
    }


def test_the_command_prints_the_sentences_to_a_reader(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--received", "2026-11-16T02:00Z", "--limit", "1wh").splitlines()

    assert lines[0] == "Tiếp nhận lúc 09:00 thứ Hai 16/11/2026."
    assert lines[-1] == "Hẹn trả lúc 10:00 thứ Hai 16/11/2026."


def test_the_command_takes_pauses_a_new_start_and_hours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hours = {
        "valid_from": "2026-01-01",
        "days": {"mon": OFFICE, "tue": OFFICE, "wed": OFFICE, "sat": OFFICE[:1]},
        "closed": ["2026-11-18"],
    }
    file = tmp_path / "hours.json"
    file.write_text(json.dumps(hours), encoding="utf-8")
    base = ("--received", "2026-11-02T09:00", "--limit", "2wd", "--hours", str(file))
    pause = ("--pause", "2026-11-03T10:00/2026-11-07T09:00")

    paused = printed(capsys, *base, *pause)
    restarted = printed(capsys, *base, *pause, "--restart", "2026-11-17T10:00", "--json")

    assert paused.splitlines()[-1] == "Hẹn trả lúc 17:00 thứ Hai 09/11/2026."
    assert json.loads(restarted)["due"] == "2026-11-23T17:00:00+07:00"


def test_the_command_restarts_without_a_pause(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--received", "2026-11-02T09:00", "--limit", "2wd")

    out = printed(capsys, *arguments, "--restart", "2026-11-10T10:00")

    assert out.splitlines()[-1] == "Hẹn trả lúc 17:00 thứ Năm 12/11/2026."


@pytest.mark.parametrize(
    "wrong",
    [
        ("--limit", "3weeks"),
        ("--limit", "3wd", "--pause", "2026-11-01T10:00/2026-11-04T10:00"),
        ("--limit", "3wd", "--pause", "2026-11-04T10:00"),
        ("--limit", "3wd", "--restart", "2026-11-01T10:00"),
        (),
    ],
)
def test_arguments_that_make_no_sense_end_with_2(
    wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(("--received", "2026-11-02T09:00", *wrong))

    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
