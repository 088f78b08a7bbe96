"""The clock of a case: what pauses, new starts and extensions do, and how they are explained."""

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.terms import LocalizedText
from docs.lawbook.clock_cases import value_of
from law.calendar import VIETNAM, Calendar
from law.clock.count import count, recount
from law.clock.extension import ExtensionTooLate, extend
from law.clock.facts import (
    MOST_EXTENSIONS,
    ClockFacts,
    Event,
    Extension,
    Pause,
    Restart,
)
from law.clock.limit import TimeLimit
from law.holidays import vietnam
from law.time_limit import receipt_time

CALENDAR = vietnam()
UNITS = ("wd", "cd", "wh", "mo")
ROLLED = r"Ngày cuối \D+ (\d\d/\d\d/\d{{4}}) không làm việc .*, chuyển sang \D+ {}"


def at(text: str) -> datetime:
    return datetime.strptime(f"{text} +0700", "%d/%m/%Y %H:%M %z").astimezone(VIETNAM)


def facts(*events: Event, limit: str = "5wd", arrival: str = "02/11/2026 09:00") -> ClockFacts:
    return ClockFacts(limit=TimeLimit.parse(limit), arrival=at(arrival), events=events)


def pause(start: str, end: str) -> Pause:
    return Pause(kind="fee", start=at(start), end=at(end))


def sentences(facts: ClockFacts, calendar: Calendar = CALENDAR) -> list[str]:
    return [step.vi for step in count(calendar, facts).due.steps]


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 6, 30)).map(
    lambda moment: moment.replace(tzinfo=VIETNAM)
)
LATER = st.timedeltas(timedelta(minutes=1), timedelta(days=20))


@st.composite
def histories(draw: st.DrawFn, unit: str = "") -> ClockFacts:
    """Facts with up to four pauses and requests for supplements that may overlap."""
    limit = TimeLimit.parse(f"{draw(st.integers(1, 30))}{unit or draw(st.sampled_from(UNITS))}")
    start, events = draw(MOMENTS), list[Event]()
    arrival = start
    for _ in range(draw(st.integers(0, 4))):
        start += draw(LATER)
        if draw(st.booleans()):
            events.append(Pause(kind="explanation", start=start, end=start + draw(LATER)))
        else:
            events.append(Restart(start=start, end=start + draw(LATER)))
    return ClockFacts(limit=limit, arrival=arrival, events=tuple(events))


@pytest.mark.parametrize("unit", UNITS)
@given(st.data())
def test_no_event_makes_a_due_date_earlier(unit: str, data: st.DataObject) -> None:
    history = data.draw(histories(unit))
    dues = [
        count(CALENDAR, history.model_copy(update={"events": history.events[:number]})).due.at
        for number in range(len(history.events) + 1)
    ]

    assert all(earlier <= later for earlier, later in pairwise(dues))


@pytest.mark.parametrize("unit", UNITS)
@given(st.data())
def test_the_working_time_of_a_limit_does_not_overlap_and_ends_at_the_due_date(
    unit: str, data: st.DataObject
) -> None:
    counted = count(CALENDAR, data.draw(histories(unit)))
    edges = [edge for stretch in counted.stretches for edge in stretch]

    assert all(earlier <= later for earlier, later in pairwise(edges))
    assert edges[-1] == counted.due.at


@given(histories("wh"))
def test_a_limit_in_hours_is_worked_to_the_minute_whatever_happens(history: ClockFacts) -> None:
    counted = count(CALENDAR, history)
    worked = (CALENDAR.worked_between(start, end) for start, end in counted.stretches)

    assert sum(worked, timedelta(0)) == history.limit.working_time()


@given(histories("wd"))
def test_a_limit_in_working_days_has_at_least_its_days(history: ClockFacts) -> None:
    counted = count(CALENDAR, history)
    first = receipt_time(CALENDAR, history.arrival).day
    days = (counted.due.at.date() - first).days

    assert days - len(CALENDAR.days_off(first, counted.due.at.date())) >= history.limit.value - 1


@given(histories())
def test_the_same_facts_in_another_time_zone_are_due_at_the_same_moment(
    history: ClockFacts,
) -> None:
    elsewhere = ClockFacts.model_validate_json(history.model_dump_json())

    assert count(CALENDAR, elsewhere).due == count(CALENDAR, history).due


@given(histories())
def test_every_explanation_ends_at_the_due_date_and_names_every_day_skipped(
    history: ClockFacts,
) -> None:
    counted = count(CALENDAR, history)
    steps = [step.vi for step in counted.due.steps]
    last = steps[-2] if counted.due.provisional else steps[-1]

    assert f"Hẹn trả lúc {counted.due.at:%H:%M}" in last
    assert f"{counted.due.at:%d/%m/%Y}." in last
    assert all(step.en for step in counted.due.steps)
    assert [day for day in skipped(history) if not is_named(day, steps)] == []


def skipped(history: ClockFacts) -> list[date]:
    """Days off that the last stretch leaves out; of calendar days those after a last day off."""
    counted = count(CALENDAR, history)
    first = counted.stretches[-1][0].date() + timedelta(days=1)
    if history.limit.unit in ("calendar_day", "month"):
        text = "\n".join(step.vi for step in counted.due.steps)
        rolled = re.findall(ROLLED.format(f"{counted.due.at:%d/%m/%Y}"), text)
        last = f"{counted.due.at:%d/%m/%Y}" if not rolled else rolled[-1]
        first = datetime.strptime(last, "%d/%m/%Y").date()
    return [day.day for day in CALENDAR.days_off(first, counted.due.at.date())]


def is_named(day: date, steps: list[str]) -> bool:
    """By its date, in a list of days, or within a range of weekly days off."""
    text = "\n".join(steps)
    if f"{day:%d/%m/%Y}" in text or re.search(rf"hằng tuần: [^\n]*{day:%d/%m}", text):
        return True
    ranges = re.findall(r"từ (\d\d/\d\d/\d{4}) đến (\d\d/\d\d/\d{4})", text)
    return any(
        datetime.strptime(first, "%d/%m/%Y").date()
        <= day
        <= datetime.strptime(last, "%d/%m/%Y").date()
        for first, last in ranges
    )


def test_an_arrival_on_the_first_day_of_tet_names_every_day_until_the_receipt() -> None:
    steps = sentences(facts(limit="1wd", arrival="14/02/2026 08:00"))

    assert [step for step in steps if "Không tính" in step] == [
        "Không tính thứ Hai 16/02/2026: Tết Âm lịch.",
        "Không tính thứ Ba 17/02/2026: Tết Âm lịch.",
        "Không tính thứ Tư 18/02/2026: Tết Âm lịch.",
        "Không tính thứ Năm 19/02/2026: Tết Âm lịch.",
        "Không tính thứ Sáu 20/02/2026: Tết Âm lịch.",
        "Không tính 3 ngày nghỉ hằng tuần: 15/02, 21/02, 22/02.",
    ]


def test_a_pause_is_explained_with_what_is_left_and_when_the_limit_runs_again() -> None:
    due = count(CALENDAR, facts(pause("10/11/2026 10:00", "21/11/2026 10:00"), limit="10wd")).due

    assert [step.vi for step in due.steps[2:]] == [
        "Không tính 2 ngày nghỉ hằng tuần: 07/11, 08/11.",
        "Tạm dừng từ 10:00 thứ Ba 10/11/2026 đến 10:00 thứ Bảy 21/11/2026: chờ nộp phí, lệ phí; "
        "còn 4 ngày làm việc.",
        "10:00 thứ Bảy 21/11/2026 là ngày nghỉ hằng tuần, nên tính từ 07:30 thứ Hai 23/11/2026.",
        "Không tính 1 ngày nghỉ hằng tuần: 22/11.",
        "Không tính thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam.",
        "Không tính 2 ngày nghỉ hằng tuần: 28/11, 29/11.",
        "Hẹn trả lúc 17:00 thứ Hai 30/11/2026.",
    ]
    assert [step.en for step in due.steps[3:5]] == [
        "Paused from 10:00 on Tuesday 10/11/2026 to 10:00 on Saturday 21/11/2026: "
        "waiting for the fee; 4 working days left.",
        "10:00 on Saturday 21/11/2026 is a weekly day off, so it counts from 07:30 on Monday "
        "23/11/2026.",
    ]


def test_a_pause_of_hours_says_what_is_left_in_hours_and_minutes() -> None:
    history = facts(pause("02/11/2026 10:15", "03/11/2026 17:00"), limit="8wh")
    due = count(CALENDAR, history).due

    assert [step.vi for step in due.steps[2:4]] == [
        "Tạm dừng từ 10:15 thứ Hai 02/11/2026 đến 17:00 thứ Ba 03/11/2026: chờ nộp phí, lệ phí; "
        "còn 6 giờ 45 phút làm việc.",
        "17:00 thứ Ba 03/11/2026 ngoài giờ làm việc, nên tính từ 07:30 thứ Tư 04/11/2026.",
    ]
    assert [step.en for step in due.steps[2:4]] == [
        "Paused from 10:15 on Monday 02/11/2026 to 17:00 on Tuesday 03/11/2026: "
        "waiting for the fee; 6 h 45 min of working time left.",
        "17:00 on Tuesday 03/11/2026 is outside working hours, so it counts from 07:30 on "
        "Wednesday 04/11/2026.",
    ]


@pytest.mark.parametrize(
    ("events", "vi", "en"),
    [
        (
            [pause("04/11/2026 08:00", "04/11/2026 16:00")],
            "Tạm dừng từ 08:00 thứ Tư 04/11/2026 đến 16:00 thứ Tư 04/11/2026: "
            "chờ nộp phí, lệ phí; trong cùng một ngày nên hạn không đổi.",
            "Paused from 08:00 on Wednesday 04/11/2026 to 16:00 on Wednesday 04/11/2026: "
            "waiting for the fee; within one day, so nothing changes.",
        ),
        (
            [
                pause("03/11/2026 10:00", "06/11/2026 10:00"),
                pause("04/11/2026 10:00", "05/11/2026 10:00"),
            ],
            "Tạm dừng đến 10:00 thứ Năm 05/11/2026 (chờ nộp phí, lệ phí): lúc đó chưa tính "
            "thời hạn.",
            "Paused until 10:00 on Thursday 05/11/2026 (waiting for the fee): "
            "the limit did not run then.",
        ),
        (
            [pause("10/11/2026 08:00", "11/11/2026 10:00")],
            "Lúc 08:00 thứ Ba 10/11/2026 đã hết hạn 17:00 thứ Hai 09/11/2026: hạn không đổi.",
            "At 08:00 on Tuesday 10/11/2026 the limit had ended at 17:00 on Monday 09/11/2026: "
            "nothing changes.",
        ),
        (
            [Restart(start=at("04/11/2026 10:00"), end=at("10/11/2026 09:00"))],
            "Đã bổ sung đủ hồ sơ lúc 09:00 thứ Ba 10/11/2026: thời hạn tính lại từ đầu.",
            "All supplements were there at 09:00 on Tuesday 10/11/2026: the limit starts anew.",
        ),
        (
            [Extension(start=at("06/11/2026 10:00"), due=at("13/11/2026 10:00"))],
            "Lúc 10:00 thứ Sáu 06/11/2026 cơ quan xin lỗi và gia hạn; hẹn ban đầu là 17:00 "
            "thứ Hai 09/11/2026.",
            "At 10:00 on Friday 06/11/2026 the agency apologised and extended the first due date, "
            "17:00 on Monday 09/11/2026.",
        ),
        (
            [
                Extension(start=at("06/11/2026 10:00"), due=at("30/11/2026 10:00")),
                Restart(start=at("10/11/2026 10:00"), end=at("11/11/2026 10:00")),
            ],
            "Không sớm hơn ngày đã hẹn: 10:00 thứ Hai 30/11/2026.",
            "Never earlier than promised: 10:00 on Monday 30/11/2026.",
        ),
    ],
)
def test_what_happened_is_explained(events: list[Event], vi: str, en: str) -> None:
    assert LocalizedText(vi=vi, en=en) in count(CALENDAR, facts(*events)).due.steps


@pytest.mark.parametrize(
    ("kind", "vi"),
    [
        ("supplement", "chờ bổ sung hồ sơ"),
        ("explanation", "chờ giải trình"),
        ("consultation", "chờ ý kiến cơ quan khác"),
        ("outage", "sự cố hệ thống đã được thông báo"),
    ],
)
def test_a_pause_says_what_it_waits_for(kind: str, vi: str) -> None:
    event = Pause.model_validate(
        {"kind": kind, "start": at("04/11/2026 10:00"), "end": at("05/11/2026 10:00")}
    )

    assert f": {vi}; còn 3 ngày làm việc." in sentences(facts(event))[2]


def test_more_days_and_a_late_afternoon_are_explained() -> None:
    certification = facts(limit="0wd").model_copy(update={"more_days": 2})
    chain = facts(arrival="20/11/2026 15:30").model_copy(
        update={"cut_off": at("01/01/2026 15:00").time()}
    )

    assert sentences(certification)[2] == "Nhiều giấy tờ hoặc nhiều trang nên thêm 2 ngày làm việc."
    assert sentences(chain)[2:4] == [
        "Tiếp nhận sau 15:00 nên tính như tiếp nhận lúc 07:30 thứ Hai 23/11/2026.",
        "Không tính 2 ngày nghỉ hằng tuần: 21/11, 22/11.",
    ]


def test_a_late_reception_and_another_counter_are_explained_first() -> None:
    late = facts(arrival="18/11/2026 09:00").model_copy(
        update={"filed": at("16/11/2026 09:00"), "handed_in": at("16/11/2026 08:00")}
    )
    in_time = facts(arrival="17/11/2026 09:00").model_copy(update={"filed": at("16/11/2026 09:00")})

    assert sentences(late)[:3] == [
        "Tiếp nhận trễ: hồ sơ phải được tiếp nhận trước 09:00 thứ Ba 17/11/2026.",
        "Nộp tại nơi khác lúc 08:00 thứ Hai 16/11/2026; thời hạn tính từ khi cơ quan có thẩm "
        "quyền nhận hồ sơ.",
        "Tiếp nhận lúc 09:00 thứ Tư 18/11/2026.",
    ]
    assert sentences(in_time)[0] == "Tiếp nhận lúc 09:00 thứ Ba 17/11/2026."


def test_seconds_of_a_pause_are_cut_off() -> None:
    second = timedelta(seconds=59)
    event = Pause(
        kind="fee", start=at("02/11/2026 10:00") + second, end=at("02/11/2026 11:00") + second
    )

    assert count(CALENDAR, facts(event, limit="8wh")).due.at == at("03/11/2026 10:00")


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ([pause("01/11/2026 10:00", "03/11/2026 10:00")], "events follow each other"),
        (
            [
                pause("05/11/2026 10:00", "06/11/2026 10:00"),
                pause("04/11/2026 10:00", "09/11/2026 10:00"),
            ],
            "events follow each other",
        ),
        (
            [
                Extension(start=at("04/11/2026 10:00"), due=at("13/11/2026 10:00")),
                Extension(start=at("05/11/2026 10:00"), due=at("16/11/2026 10:00")),
            ],
            "a due date is extended once",
        ),
        (
            [
                Restart(start=at("04/11/2026 10:00"), end=at("06/11/2026 10:00")),
                Extension(start=at("05/11/2026 10:00"), due=at("16/11/2026 10:00")),
            ],
            "a due date is extended while the limit runs",
        ),
    ],
)
def test_facts_that_cheat_are_refused(events: list[Event], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        facts(*events)


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValidationError, match="it ends after it starts"):
        pause("05/11/2026 10:00", "05/11/2026 09:59")
    assert pause("05/11/2026 10:00", "05/11/2026 10:00").end == at("05/11/2026 10:00")


def test_an_extension_of_a_late_case_changes_nothing() -> None:
    late = Extension(start=at("09/11/2026 17:00"), due=at("13/11/2026 10:00"))

    assert count(CALENDAR, facts(late)).due.at == at("09/11/2026 17:00")


def test_an_extension_that_a_closure_has_overtaken_promises_nothing_earlier() -> None:
    history = facts(Extension(start=at("06/11/2026 10:00"), due=at("10/11/2026 10:00")))
    closed = CALENDAR.with_closures([date(2026, 11, 9), date(2026, 11, 10)])

    assert count(closed, history).due.at == at("11/11/2026 17:00")


def test_an_extension_may_end_where_the_day_before_is_named_if_it_comes_too_late() -> None:
    extension = Extension(start=at("09/11/2026 08:00"), due=at("13/11/2026 10:00"))

    with pytest.raises(ExtensionTooLate) as refusal:
        extend(CALENDAR, facts(), extension, days_before=1)

    assert refusal.value.message("vi") == "Chỉ được xin lỗi và gia hạn đến hết ngày 08/11/2026."


def test_the_number_of_extensions_is_the_rule() -> None:
    assert value_of("number_of_extensions") == MOST_EXTENSIONS


def test_a_recount_keeps_what_was_promised_and_says_so() -> None:
    promised = at("11/11/2026 10:00")
    promise = recount(CALENDAR, facts(), promised)

    assert (promise.due.at, promise.stretches[-1][1]) == (promised, promised)
    assert [step.vi for step in promise.due.steps[-2:]] == [
        "Không sớm hơn ngày đã hẹn: 10:00 thứ Tư 11/11/2026.",
        "Hẹn trả lúc 10:00 thứ Tư 11/11/2026.",
    ]
    assert recount(CALENDAR, facts(), at("09/11/2026 17:00")) == count(CALENDAR, facts())


def test_a_recount_after_a_pause_keeps_the_stretches_before_it() -> None:
    history = facts(pause("04/11/2026 10:00", "06/11/2026 09:00"))

    promise = recount(CALENDAR, history, at("16/11/2026 10:00"))

    assert promise.stretches == (
        (at("02/11/2026 09:00"), at("04/11/2026 10:00")),
        (at("06/11/2026 09:00"), at("16/11/2026 10:00")),
    )
