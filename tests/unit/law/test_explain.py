"""The sentences about days, in both languages, that the worked cases don't reach."""

from datetime import date, datetime, timedelta

import pytest

from contracts.procedure_terms import Limit
from law import explain
from law.calendar import VIETNAM, WEEKDAYS, DayOff
from law.holidays import vietnam
from law.time_limit import due_date, receipt_time, working_days_after


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (16, "thứ Hai", "Monday"),
        (17, "thứ Ba", "Tuesday"),
        (18, "thứ Tư", "Wednesday"),
        (19, "thứ Năm", "Thursday"),
        (20, "thứ Sáu", "Friday"),
        (21, "thứ Bảy", "Saturday"),
        (22, "Chủ nhật", "Sunday"),
    ],
)
def test_a_day_is_named_with_its_weekday(day: int, vi: str, en: str) -> None:
    words = explain.on_day(date(2026, 11, day))

    assert (words.vi, words.en) == (f"{vi} {day}/11/2026", f"{en} {day}/11/2026")


def test_a_moment_stands_in_the_time_of_vietnam() -> None:
    words = explain.on_moment(datetime.fromisoformat("2026-11-20T17:30:00Z"))

    assert (words.vi, words.en) == ("00:30 thứ Bảy 21/11/2026", "00:30 on Saturday 21/11/2026")


def test_seconds_of_a_receipt_are_cut_off_and_leave_no_trace() -> None:
    late = datetime(2026, 11, 16, 16, 59, 59, 999_999, tzinfo=VIETNAM)

    receipt = receipt_time(vietnam(), late)

    assert receipt.at == datetime(2026, 11, 16, 16, 59, tzinfo=VIETNAM)
    assert receipt.step.vi == "Tiếp nhận lúc 16:59 thứ Hai 16/11/2026."


def test_a_swapped_saturday_of_receipt_is_not_said_to_be_counted() -> None:
    end = working_days_after(vietnam(), date(2026, 8, 22), 1)

    assert end.at.date() == date(2026, 8, 24)
    assert [step.vi for step in end.steps] == ["Không tính 1 ngày nghỉ hằng tuần: 23/08."]


@pytest.mark.parametrize(
    ("number", "listed"), [(8, "03/11, 04/11"), (9, "từ 01/11/2026 đến 09/11/2026")]
)
def test_up_to_eight_weekly_days_off_are_listed_one_by_one(number: int, listed: str) -> None:
    days = [DayOff(date(2026, 11, day), WEEKDAYS[6], weekly=True) for day in range(1, number + 1)]

    (sentence,) = explain.skipped(days)

    assert listed in sentence.vi


def test_a_limit_names_its_source() -> None:
    words = explain.limit(Limit(value=3, unit="calendar_day", source="QĐ 1"))

    assert words.vi.startswith("Thời hạn 3 ngày (QĐ 1): không tính ngày tiếp nhận; ")
    assert (words.en or "").startswith(
        "Limit 3 calendar days (QĐ 1): the day of receipt is not counted"
    )


def test_provisional_years_are_listed() -> None:
    words = explain.provisional((2040, 2041))

    assert "năm 2040, 2041 chưa công bố" in words.vi
    assert "of 2040, 2041 is not published" in (words.en or "")


def test_a_limit_that_begins_in_a_provisional_year_says_so_too() -> None:
    arrival = datetime(2028, 3, 1, 9, tzinfo=VIETNAM)

    due = due_date(vietnam(), Limit(value=0, unit="working_day"), arrival)

    assert due.provisional
    assert due.at == arrival + timedelta(hours=8)
