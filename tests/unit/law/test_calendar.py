"""The working calendar: holidays, official swaps, years without a plan, an agency's own hours."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.terms import LocalizedText
from data.convert.lunar_calendar import first_of_month
from data.convert.statutory_holidays import holidays_of
from law.calendar import VIETNAM, FixedHoliday
from law.holidays import vietnam
from law.working_hours import Span, WorkingHours, usual_hours

DAYS = st.dates(date(2023, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "vi"),
    [
        (date(2026, 1, 1), "Tết Dương lịch"),
        (date(2026, 2, 16), "Tết Âm lịch"),
        (date(2026, 4, 27), "Giỗ Tổ Hùng Vương (nghỉ bù)"),
        (date(2026, 8, 31), "Nghỉ hoán đổi"),
        (date(2026, 9, 1), "Quốc khánh"),
        (date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
        (date(2026, 11, 22), "Chủ nhật"),
    ],
)
def test_a_day_off_says_why(day: date, vi: str) -> None:
    off = vietnam().day_off(day)

    assert off is not None
    assert off.name.vi == vi


def test_the_official_swap_that_the_library_misses_is_in_force() -> None:
    assert vietnam().day_off(date(2026, 1, 2)) is not None
    assert vietnam().day_off(date(2026, 1, 10)) is None


def test_a_swapped_saturday_is_worked_at_the_usual_hours() -> None:
    saturday = date(2026, 8, 22)

    assert vietnam().opening(saturday) == datetime(2026, 8, 22, 7, 30, tzinfo=VIETNAM)
    assert vietnam().closing(saturday) == datetime(2026, 8, 22, 17, tzinfo=VIETNAM)


def test_a_year_without_an_official_plan_is_provisional() -> None:
    assert vietnam().provisional_years(date(2027, 12, 30), date(2028, 1, 4)) == (2028,)
    assert vietnam().provisional_years(date(2026, 1, 1), date(2027, 12, 31)) == ()


def test_a_year_beyond_the_file_is_computed_holidays_of() -> None:
    tet = vietnam().day_off(date(2029, 2, 13))

    assert tet is not None
    assert tet.name.en == "Lunar New Year"
    assert vietnam().provisional_years(date(2029, 1, 1), date(2029, 1, 1)) == (2029,)


@pytest.mark.parametrize(
    ("year", "tet", "hung_kings"),
    [
        (2023, date(2023, 1, 22), date(2023, 4, 29)),
        (2024, date(2024, 2, 10), date(2024, 4, 18)),
        (2025, date(2025, 1, 29), date(2025, 4, 7)),
        (2026, date(2026, 2, 17), date(2026, 4, 26)),
        (2027, date(2027, 2, 6), date(2027, 4, 16)),
    ],
)
def test_lunar_dates_agree_with_the_published_ones(year: int, tet: date, hung_kings: date) -> None:
    assert first_of_month(year, 1) == tet
    assert first_of_month(year, 3) + timedelta(days=9) == hung_kings


@pytest.mark.parametrize("year", range(2021, 2050))
def test_a_year_by_rule_has_twelve_working_days_off_at_most_thirteen(year: int) -> None:
    working = [d for d in holidays_of(year) if d.weekday() < 5]

    assert len(working) in ((11,) if year < 2026 else (12,))


def test_a_holiday_on_a_weekend_is_taken_on_the_next_day_that_is_free() -> None:
    first_of_may_2027 = holidays_of(2027)

    assert date(2027, 5, 1).weekday() == 5
    assert first_of_may_2027[date(2027, 5, 3)].en == "International Labor Day (observed)"


def test_an_agency_keeps_its_own_hours_from_their_day_on() -> None:
    saturdays = WorkingHours(
        valid_from=date(2026, 7, 1),
        spans=(Span(start=time(8), end=time(12)),),
        weekdays=(0, 1, 2, 3, 4, 5),
    )
    calendar = vietnam().with_hours((saturdays, WorkingHours()))

    assert calendar.day_off(date(2026, 6, 27)) is not None
    assert calendar.closing(date(2026, 7, 4)) == datetime(2026, 7, 4, 12, tzinfo=VIETNAM)
    assert vietnam().day_off(date(2026, 7, 4)) is not None


def test_hours_announced_for_next_year_were_kept_at_once() -> None:
    usual, announced = Span(start=time(8), end=time(16)), Span(start=time(8), end=time(12))
    above = vietnam().with_hours((WorkingHours(spans=(usual,)),))

    calendar = above.with_hours((WorkingHours(valid_from=date(2027, 1, 1), spans=(announced,)),))

    assert calendar.closing(date(2026, 11, 23)).time() == time(16)
    assert calendar.closing(date(2027, 1, 4)).time() == time(12)
    assert vietnam().with_hours(()) == vietnam()


@pytest.mark.parametrize(
    "wrong",
    [
        {"spans": []},
        {"spans": [{"start": "12:00", "end": "08:00"}]},
        {"spans": [{"start": "08:00", "end": "08:00"}]},
        {"spans": [{"start": "08:00", "end": "12:00"}, {"start": "11:00", "end": "17:00"}]},
        {"spans": [{"start": "08:00", "end": "12:00"}, {"start": "12:00", "end": "17:00"}]},
        {"spans": [{"start": f"{hour:02}:00", "end": f"{hour:02}:30"} for hour in range(7, 18)]},
        {"spans": [{"start": "08:00+07:00", "end": "12:00"}]},
        {"spans": [{"start": "08:00:00.5", "end": "12:00"}]},
        {"weekdays": []},
        {"weekdays": [7]},
        {"weekdays": [-1]},
        {"weekdays": [0, 1, 2, 3, 4, 5, 6, 0]},
    ],
)
def test_hours_that_cannot_be_worked_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        WorkingHours.model_validate_json(json.dumps(wrong))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"spans": [{"start": "12:00", "end": "08:00"}]}, "spans must follow each other"),
        (
            {"spans": [{"start": "08:00Z", "end": "12:00"}]},
            "a time of the clock in Vietnam, without zone",
        ),
    ],
)
def test_refused_hours_say_why(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=f"Value error, {message} \\["):
        WorkingHours.model_validate_json(json.dumps(wrong))


def test_hours_may_fill_the_week_and_ten_spans_of_a_day() -> None:
    spans = [{"start": f"{hour:02}:00", "end": f"{hour:02}:30"} for hour in range(7, 17)]

    hours = WorkingHours.model_validate_json(
        json.dumps({"spans": spans, "weekdays": list(range(7))})
    )

    assert (len(hours.spans), hours.weekdays) == (10, (0, 1, 2, 3, 4, 5, 6))
    assert WorkingHours.model_validate_json('{"weekdays": [6]}').weekdays == (6,)


def test_hours_that_are_left_out_are_the_usual_ones() -> None:
    (usual,) = usual_hours()

    assert WorkingHours() == usual
    assert WorkingHours(weekdays=(5,)).spans == usual.spans


def test_the_public_form_of_a_clock_time_has_a_pattern() -> None:
    schema = Span.model_json_schema()["properties"]["start"]

    assert schema["type"] == "string"
    assert re.fullmatch(schema["pattern"], "07:30")
    assert re.fullmatch(schema["pattern"], "23:59:59")
    assert not re.fullmatch(schema["pattern"], "24:00")
    assert not re.fullmatch(schema["pattern"], "07:30+07:00")


def test_an_agencys_hours_begin_on_their_first_day_whatever_their_order() -> None:
    short, shorter = Span(start=time(8), end=time(16)), Span(start=time(8), end=time(12))
    calendar = vietnam().with_hours(
        (
            WorkingHours(valid_from=date(2026, 11, 25), spans=(shorter,)),
            WorkingHours(valid_from=date(2026, 11, 19), spans=(short,)),
        )
    )

    closings = [calendar.closing(date(2026, 11, day)).hour for day in (18, 19, 23, 25)]

    assert closings == [17, 16, 16, 12]


def test_the_file_lists_the_years_2023_to_2040() -> None:
    assert vietnam().years == frozenset(range(2023, 2041))


@pytest.mark.parametrize("year", [2022, 2041])
def test_a_year_outside_the_file_has_the_holidays_of_a_fixed_date_alone(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]

    holidays = [off for off in map(vietnam().day_off, days) if off and not off.weekly]

    fixed = [(1, 1), (4, 30), (5, 1), (9, 2)] + [(11, 24)] * (year > 2026)
    assert [(off.day.month, off.day.day) for off in holidays] == fixed
    assert [off.name.en for off in holidays][:2] == [
        "New Year's Day",
        "Liberation Day/Reunification Day",
    ]
    assert vietnam().provisional_years(days[0], days[-1]) == (year,)


def test_a_holiday_of_a_fixed_date_begins_in_its_first_year() -> None:
    culture = FixedHoliday(
        month=11, day=24, since=2026, name=LocalizedText(vi="Ngày Văn hóa Việt Nam")
    )
    calendar = replace(vietnam(), years=frozenset(), fixed_holidays=(culture,))

    assert [calendar.day_off(date(year, 11, 24)) is not None for year in (2025, 2026, 2027)] == [
        False,
        True,
        True,
    ]


def test_days_off_are_listed_with_both_ends() -> None:
    days = vietnam().days_off(date(2026, 11, 21), date(2026, 11, 24))

    assert [off.day.day for off in days] == [21, 22, 24]
    assert [off.weekly for off in days] == [True, True, False]


def test_working_time_begins_within_a_stretch_and_leaves_out_what_is_over() -> None:
    spans = vietnam().spans_from(datetime(2026, 11, 16, 11, 30, tzinfo=VIETNAM))

    first, second = next(spans), next(spans)

    assert [moment.strftime("%d %H:%M") for moment in (*first, *second)] == [
        "16 13:00",
        "16 17:00",
        "17 07:30",
        "17 11:30",
    ]


def test_a_day_off_has_no_opening() -> None:
    with pytest.raises(IndexError):
        vietnam().opening(date(2026, 11, 24))


def test_the_time_zone_bears_its_name() -> None:
    assert VIETNAM.tzname(None) == "Asia/Ho_Chi_Minh"


@given(DAYS)
def test_the_next_working_day_is_worked_and_nothing_between_is(day: date) -> None:
    calendar = vietnam()
    following = calendar.next_working_day(day)

    assert calendar.spans(following)
    assert all(
        not calendar.spans(day + timedelta(days=n)) for n in range(1, (following - day).days)
    )
