"""When a case is due: examples as tables, and what must hold for every receipt."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.procedure_terms import Limit, Unit
from contracts.terms import Channel
from law.calendar import VIETNAM
from law.holidays import vietnam
from law.time_limit import (
    due_date,
    latest_due_date,
    receipt_time,
    reception_due_date,
    working_time_after,
)

MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2031, 12, 31)).map(
    lambda at: at.replace(tzinfo=VIETNAM)
)
LIMITS = st.builds(
    Limit,
    value=st.integers(0, 90),
    unit=st.sampled_from(["working_hour", "working_day", "calendar_day"]),
)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def limit(value: int, unit: Unit = "working_day", channel: Channel | None = None) -> Limit:
    return Limit(value=value, unit=unit, channel=channel)


@pytest.mark.parametrize(
    ("came", "counts"),
    [
        ("16/11/2026 07:00", "16/11/2026 07:30"),
        ("16/11/2026 07:30", "16/11/2026 07:30"),
        ("16/11/2026 11:29", "16/11/2026 11:29"),
        ("16/11/2026 11:30", "16/11/2026 13:00"),
        ("16/11/2026 12:59", "16/11/2026 13:00"),
        ("16/11/2026 16:59", "16/11/2026 16:59"),
        ("16/11/2026 17:00", "17/11/2026 07:30"),
        ("21/11/2026 09:00", "23/11/2026 07:30"),
        ("23/11/2026 17:00", "25/11/2026 07:30"),
        ("02/01/2026 10:00", "05/01/2026 07:30"),
        ("10/01/2026 10:00", "10/01/2026 10:00"),
    ],
)
def test_receipt_is_moved_to_the_next_opening(came: str, counts: str) -> None:
    assert receipt_time(vietnam(), at(came)).at == at(counts)


@pytest.mark.parametrize(
    ("value", "unit", "came", "ends"),
    [
        # the day of receipt is not counted
        (3, "working_day", "16/11/2026 09:00", "19/11/2026 17:00"),
        # one minute costs a day
        (3, "working_day", "16/11/2026 16:59", "19/11/2026 17:00"),
        (3, "working_day", "16/11/2026 17:00", "20/11/2026 17:00"),
        # filed on a Saturday night before a Tuesday off (24/11)
        (3, "working_day", "21/11/2026 23:00", "27/11/2026 17:00"),
        # Tết
        (2, "working_day", "13/02/2026 10:00", "24/02/2026 17:00"),
        # the swapped working Saturday is counted
        (5, "working_day", "17/08/2026 10:00", "22/08/2026 17:00"),
        (1, "working_day", "09/01/2026 10:00", "10/01/2026 17:00"),
        # calendar days: the last day is due first, then rolled once
        (10, "calendar_day", "16/11/2026 09:00", "26/11/2026 17:00"),
        (5, "calendar_day", "16/11/2026 09:00", "23/11/2026 17:00"),
        (8, "calendar_day", "16/11/2026 09:00", "25/11/2026 17:00"),
        (30, "calendar_day", "16/11/2026 17:00", "17/12/2026 17:00"),
        # working hours
        (8, "working_hour", "16/11/2026 15:00", "17/11/2026 15:00"),
        (2, "working_hour", "16/11/2026 15:00", "16/11/2026 17:00"),
        (4, "working_hour", "16/11/2026 07:30", "16/11/2026 11:30"),
        (4, "working_hour", "16/11/2026 11:30", "16/11/2026 17:00"),
        (8, "working_hour", "20/11/2026 17:00", "23/11/2026 17:00"),
        (8, "working_hour", "23/11/2026 15:00", "25/11/2026 15:00"),
        # the same day, until 15:00
        (0, "working_day", "16/11/2026 14:59", "16/11/2026 17:00"),
        (0, "working_day", "16/11/2026 15:00", "16/11/2026 17:00"),
        (0, "working_day", "16/11/2026 15:01", "17/11/2026 17:00"),
        (0, "working_day", "16/11/2026 17:00", "17/11/2026 17:00"),
        (0, "working_day", "20/11/2026 15:30", "23/11/2026 17:00"),
    ],
)
def test_due(value: int, unit: Unit, came: str, ends: str) -> None:
    assert due_date(vietnam(), limit(value, unit), at(came)).at == at(ends)


def test_the_limit_of_the_channel_applies_and_of_several_the_longest() -> None:
    limits = (
        limit(15),
        limit(2, channel="online"),
        limit(4, "calendar_day", channel="online"),
        limit(30, channel="post"),
    )
    came = at("16/11/2026 09:00")

    assert latest_due_date(vietnam(), limits, "online", came).at == at("20/11/2026 17:00")
    assert latest_due_date(vietnam(), limits[1:], "counter", came).at > at("20/11/2026 17:00")
    assert (
        latest_due_date(vietnam(), (), "online", came).at
        == latest_due_date(vietnam(), (limit(15),), "post", came).at
    )


def test_the_case_within_a_procedure_chooses_among_the_limits_of_the_channel() -> None:
    limits = (
        limit(15),
        Limit(value=2, unit="working_day", case="giấy tờ có sẵn"),
        Limit(value=4, unit="working_day", case="phải xác minh"),
        Limit(value=1, unit="working_day", channel="online", case="phải xác minh"),
    )
    came = at("16/11/2026 09:00")

    def due(case: str | None, channel: Channel, of: tuple[Limit, ...] = limits) -> datetime:
        return latest_due_date(vietnam(), of, channel, came, case=case).at

    assert due("giấy tờ có sẵn", "counter") == at("18/11/2026 17:00")
    assert due("phải xác minh", "counter") == at("20/11/2026 17:00")
    assert due("phải xác minh", "online") == at("17/11/2026 17:00")
    assert due("trường hợp khác", "counter") == due(None, "counter") == at("08/12/2026 17:00")
    assert due("trường hợp khác", "counter", limits[1:3]) == at("20/11/2026 17:00")
    assert due("phải xác minh", "counter", ()) == due(None, "counter", (limit(15),))


def test_the_desk_has_eight_working_hours() -> None:
    due = reception_due_date(vietnam(), at("21/11/2026 22:00"))

    assert due.at == at("23/11/2026 17:00")
    assert "8 working hours (NĐ 45/2020/NĐ-CP)" in (due.steps[2].en or "")
    assert not any("This limit is assumed" in (step.en or "") for step in due.steps)


def test_every_step_is_explained_in_both_languages() -> None:
    due = due_date(vietnam(), limit(3), at("21/11/2026 23:00"))

    assert [step.vi for step in due.steps] == [
        "Đến lúc 23:00 thứ Bảy 21/11/2026 (ngày nghỉ hằng tuần), "
        "tính là tiếp nhận lúc 07:30 thứ Hai 23/11/2026.",
        "Không tính 1 ngày nghỉ hằng tuần: 22/11.",
        "Thời hạn 3 ngày làm việc: không tính ngày tiếp nhận; "
        "hạn là giờ đóng cửa của ngày làm việc cuối cùng.",
        "Không tính thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam.",
        "Hẹn trả lúc 17:00 thứ Sáu 27/11/2026.",
    ]
    assert due.steps[0].en is not None
    assert "outside" in (receipt_time(vietnam(), at("16/11/2026 17:00")).step.en or "")
    assert all(step.en for step in due.steps)


def test_a_due_moment_in_a_year_without_a_plan_says_that_it_is_provisional() -> None:
    inside, beyond = (due_date(vietnam(), limit(n), at("28/12/2027 09:00")) for n in (3, 4))

    assert (inside.at, inside.provisional) == (at("31/12/2027 17:00"), False)
    assert (beyond.at, beyond.provisional) == (at("04/01/2028 17:00"), True)
    assert "2028" in beyond.steps[-1].vi


def test_an_assumed_unit_says_so() -> None:
    due = due_date(
        vietnam(), Limit(value=3, unit="working_day", assumed=True), at("16/11/2026 09:00")
    )

    assert "assumed" in (due.steps[1].en or "")


@given(MOMENTS, LIMITS)
def test_a_due_moment_lies_in_working_time_and_after_the_receipt(
    came: datetime, term: Limit
) -> None:
    calendar = vietnam()
    due = due_date(calendar, term, came)
    received = receipt_time(calendar, came)

    assert due.at >= received.at
    assert any(start < due.at <= end for start, end in calendar.spans(due.at.date()))
    assert len(due.steps) < 40


@given(MOMENTS, LIMITS, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_who_comes_later_is_never_due_earlier(
    came: datetime, term: Limit, later: timedelta
) -> None:
    assert due_date(vietnam(), term, came + later).at >= due_date(vietnam(), term, came).at


@given(MOMENTS, st.integers(1, 60))
def test_working_days_are_exactly_as_many_as_the_limit(came: datetime, number: int) -> None:
    calendar = vietnam()
    day, last = receipt_time(calendar, came).day, due_date(calendar, limit(number), came).at.date()

    counted = [d for d in _days(day, last) if not calendar.day_off(d)]

    assert len(counted) == number


@given(MOMENTS, st.integers(1, 100))
def test_working_hours_add_up_to_the_limit(came: datetime, hours: int) -> None:
    calendar = vietnam()
    start, end = (
        receipt_time(calendar, came).at,
        due_date(calendar, limit(hours, "working_hour"), came).at,
    )

    worked = [
        min(b, end) - max(a, start)
        for day in _days(start.date(), end.date(), first=True)
        for a, b in calendar.spans(day)
        if b > start and a < end
    ]

    assert sum(worked, timedelta(0)) == timedelta(hours=hours)


@given(MOMENTS, st.integers(1, 40), st.integers(1, 40))
def test_what_is_left_after_a_break_can_be_counted_on(
    came: datetime, first: int, rest: int
) -> None:
    calendar = vietnam()
    start = receipt_time(calendar, came).at
    middle = working_time_after(calendar, start, timedelta(hours=first)).at

    assert (
        working_time_after(calendar, middle, timedelta(hours=rest)).at
        == working_time_after(calendar, start, timedelta(hours=first + rest)).at
    )


def _days(after: date, last: date, *, first: bool = False) -> list[date]:
    return [after + timedelta(days=n) for n in range(0 if first else 1, (last - after).days + 1)]
