"""Time limits as the clock counts them: units, fractions, months, and how they are written."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.procedure_terms import Limit
from law.calendar import VIETNAM
from law.clock.count import count
from law.clock.facts import ClockFacts
from law.clock.limit import TimeLimit
from law.holidays import vietnam
from law.time_limit import due_date, receipt_time

MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2031, 12, 31)).map(
    lambda at: at.replace(tzinfo=VIETNAM)
)
CALENDAR = vietnam()


def due_of(written: str, arrival: datetime) -> datetime:
    return count(CALENDAR, ClockFacts(limit=TimeLimit.parse(written), arrival=arrival)).due.at


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("3wd", "3", "working_day"),
        ("0.5wd", "0.5", "working_day"),
        ("8wh", "8", "working_hour"),
        ("10cd", "10", "calendar_day"),
        ("10d", "10", "calendar_day"),
        ("2mo", "2", "month"),
    ],
)
def test_a_limit_is_written_as_a_number_and_a_unit(written: str, value: str, unit: str) -> None:
    limit = TimeLimit.parse(written)

    assert (limit.value, limit.unit) == (Decimal(value), unit)
    assert (limit.source, limit.assumed) == (None, False)


@pytest.mark.parametrize("wrong", ["", "3", "wd", "3 wd", "-1wd", "3wk", "3wd2", "1.wd"])
def test_what_is_not_written_so_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="a time limit such as 3wd, 8wh, 10cd or 2mo"):
        TimeLimit.parse(wrong)


@pytest.mark.parametrize("wrong", ["3651wd", "1.5cd", "0.5mo", "0.001wd", "0.001wh"])
def test_days_and_months_are_whole_and_fractions_make_whole_minutes(wrong: str) -> None:
    with pytest.raises(ValidationError):
        TimeLimit.parse(wrong)


def test_refused_fractions_say_why() -> None:
    with pytest.raises(ValidationError, match="days and months are whole"):
        TimeLimit.parse("1.5mo")
    with pytest.raises(ValidationError, match="a fraction makes whole minutes"):
        TimeLimit.parse("0.001wh")


def test_the_longest_limit_and_the_shortest_are_taken() -> None:
    assert TimeLimit.parse("3650wd").value == 3650
    assert TimeLimit.parse("0wd").is_same_day
    assert not TimeLimit.parse("0.5wd").is_same_day


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("8wh", 480), ("0.5wh", 30), ("0.5wd", 240), ("1.5wd", 720), ("0.3wd", 144)],
)
def test_hours_and_fractions_of_a_day_run_in_working_time(written: str, minutes: int) -> None:
    assert TimeLimit.parse(written).working_time() == timedelta(minutes=minutes)


@pytest.mark.parametrize("written", ["0wd", "0wh", "3wd", "3.0wd", "10cd", "2mo"])
def test_whole_days_and_months_do_not(written: str) -> None:
    assert TimeLimit.parse(written).working_time() is None


def test_the_limit_of_a_procedure_keeps_its_source() -> None:
    limit = Limit(value=5, unit="calendar_day", source="QĐ 1", assumed=True)

    assert TimeLimit.of(limit).as_whole() == limit
    assert TimeLimit.parse("1.5wd").as_whole() is None
    assert TimeLimit.parse("1mo").as_whole() is None


def test_a_fraction_of_a_working_day_is_explained_in_hours() -> None:
    limit = TimeLimit(value=Decimal("1.50"), unit="working_day", source="QĐ 1", assumed=True)
    facts = ClockFacts(limit=limit, arrival=datetime(2026, 11, 16, 9, tzinfo=VIETNAM))

    due = count(CALENDAR, facts).due

    assert [step.vi for step in due.steps] == [
        "Tiếp nhận lúc 09:00 thứ Hai 16/11/2026.",
        "Thời hạn 1,5 ngày làm việc (QĐ 1): bằng 12 giờ làm việc; chỉ tính giờ làm việc, kể từ lúc "
        "tiếp nhận. Thời hạn này tạm tính, chưa đối chiếu được văn bản gốc.",
        "Hẹn trả lúc 14:30 thứ Ba 17/11/2026.",
    ]
    assert due.steps[1].en == (
        "Limit 1.5 working days (QĐ 1): that is 12 h of working time; only working time counts, "
        "from the moment of receipt. This limit is assumed: no official text was at hand."
    )


def test_a_limit_in_months_is_explained() -> None:
    facts = ClockFacts(
        limit=TimeLimit.parse("1mo"), arrival=datetime(2027, 1, 29, 9, tzinfo=VIETNAM)
    )

    due = count(CALENDAR, facts).due

    assert [step.vi for step in due.steps] == [
        "Tiếp nhận lúc 09:00 thứ Sáu 29/01/2027.",
        "Thời hạn 1 tháng: kết thúc vào ngày tương ứng của tháng cuối, không có thì ngày cuối "
        "tháng đó; ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc sau.",
        "Ngày cuối Chủ nhật 28/02/2027 không làm việc (ngày nghỉ hằng tuần), chuyển sang thứ Hai "
        "01/03/2027.",
        "Hẹn trả lúc 17:00 thứ Hai 01/03/2027.",
    ]
    assert due.steps[1].en == (
        "Limit 1 months: ends on the same date of the last month, else on its last day; "
        "a last day off moves to the next working day."
    )


@given(
    MOMENTS,
    st.builds(
        Limit,
        value=st.integers(0, 90),
        unit=st.sampled_from(["working_hour", "working_day", "calendar_day"]),
    ),
)
def test_without_events_the_clock_says_what_casework_says(arrival: datetime, limit: Limit) -> None:
    facts = ClockFacts(limit=TimeLimit.of(limit), arrival=arrival)

    assert count(CALENDAR, facts).due == due_date(CALENDAR, limit, arrival)


@given(MOMENTS, st.integers(1, 30))
def test_a_limit_in_months_ends_on_the_same_date_or_the_last_of_its_month(
    arrival: datetime, months: int
) -> None:
    first, due = receipt_time(CALENDAR, arrival).day, due_of(f"{months}mo", arrival).date()
    last = next(
        day
        for day in (due - timedelta(days=n) for n in range(30))
        if day == due or CALENDAR.day_off(day)
        if (day.year - first.year) * 12 + day.month - first.month == months
        and (day.day == first.day or (day.day < first.day and is_last_of_its_month(day)))
    )

    assert not CALENDAR.day_off(due)
    assert all(CALENDAR.day_off(last + timedelta(days=n)) for n in range((due - last).days))


def is_last_of_its_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


@given(MOMENTS, st.integers(1, 60))
def test_a_limit_in_days_ends_that_many_days_after_the_receipt_or_on_the_next_working_day(
    arrival: datetime, days: int
) -> None:
    last = receipt_time(CALENDAR, arrival).day + timedelta(days=days)
    due = due_of(f"{days}cd", arrival).date()

    assert due == (CALENDAR.next_working_day(last) if CALENDAR.day_off(last) else last)


@given(MOMENTS, st.integers(1, 200))
def test_a_fraction_of_a_working_day_is_worked_to_the_minute(
    arrival: datetime, twentieths: int
) -> None:
    limit = TimeLimit(value=Decimal(twentieths) / 20, unit="working_hour")
    start = receipt_time(CALENDAR, arrival).at

    due = count(CALENDAR, ClockFacts(limit=limit, arrival=arrival)).due.at

    assert CALENDAR.worked_between(start, due) == timedelta(minutes=3 * twentieths)


@given(
    st.integers(1, 60), st.sampled_from(["wd", "cd", "wh"]), MOMENTS, st.sampled_from([1, 5, 40])
)
def test_a_longer_limit_never_ends_earlier(
    value: int, unit: str, arrival: datetime, more: int
) -> None:
    assert due_of(f"{value}{unit}", arrival) <= due_of(f"{value + more}{unit}", arrival)
