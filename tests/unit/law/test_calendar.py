"""The Vietnamese working calendar: holidays, official swaps, years without a plan, an agency's own hours."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from data.convert.lunar_calendar import first_of_month
from data.convert.statutory_holidays import holidays_of
from law.calendar import VIETNAM, Span, WorkingHours
from law.holidays import vietnam

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
    assert vietnam().provisional_years(date(2026, 12, 30), date(2027, 1, 4)) == (2027,)
    assert vietnam().provisional_years(date(2026, 1, 1), date(2026, 12, 31)) == ()


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
        {"spans": ()},
        {"spans": ({"start": "12:00", "end": "08:00"},)},
        {"spans": ({"start": "08:00", "end": "12:00"}, {"start": "11:00", "end": "17:00"})},
        {"weekdays": ()},
        {"weekdays": (7,)},
    ],
)
def test_hours_that_cannot_be_worked_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        WorkingHours.model_validate(wrong)


@given(DAYS)
def test_the_next_working_day_is_worked_and_nothing_between_is(day: date) -> None:
    calendar = vietnam()
    found = calendar.next_working_day(day)

    assert calendar.spans(found)
    assert all(not calendar.spans(day + timedelta(days=n)) for n in range(1, (found - day).days))
