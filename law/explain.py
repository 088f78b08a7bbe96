"""The sentences that explain a due date (ngày hẹn trả), in Vietnamese and English."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from contracts.procedure_terms import Limit, Unit
from contracts.terms import LocalizedText
from law.calendar import VIETNAM, WEEKDAYS, DayOff

UNITS: Final[dict[Unit, LocalizedText]] = {
    "working_hour": LocalizedText(vi="giờ làm việc", en="working hours"),
    "working_day": LocalizedText(vi="ngày làm việc", en="working days"),
    "calendar_day": LocalizedText(vi="ngày", en="calendar days"),
}
RULES: Final[dict[Unit, LocalizedText]] = {
    "working_hour": LocalizedText(
        vi="chỉ tính giờ làm việc, kể từ lúc tiếp nhận",
        en="only working time counts, from the moment of receipt",
    ),
    "working_day": LocalizedText(
        vi="không tính ngày tiếp nhận; hạn là giờ đóng cửa của ngày làm việc cuối cùng",
        en="the day of receipt is not counted; due at closing time of the last working day",
    ),
    "calendar_day": LocalizedText(
        vi="không tính ngày tiếp nhận; tính cả ngày nghỉ; "
        "ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc sau",
        en="the day of receipt is not counted, days off are; "
        "a last day off moves to the next working day",
    ),
}
OUTSIDE_HOURS: Final = LocalizedText(vi="ngoài giờ làm việc", en="outside working hours")
LONGEST_LIST: Final = 8
"""Weekly days off are listed one by one up to this number, else as a range."""


def on_day(day: date) -> LocalizedText:
    """A day with its weekday."""
    name = WEEKDAYS[day.weekday()]
    return LocalizedText(vi=f"{name.vi} {day:%d/%m/%Y}", en=f"{name.en} {day:%d/%m/%Y}")


def on_moment(at: datetime) -> LocalizedText:
    """A moment in Vietnam's time with its weekday."""
    local = at.astimezone(VIETNAM)
    day = on_day(local.date())
    return LocalizedText(vi=f"{local:%H:%M} {day.vi}", en=f"{local:%H:%M} on {day.en}")


def receipt(arrival: datetime, counted_from: datetime, reason: DayOff | None) -> LocalizedText:
    """When it arrived and from when it counts; `reason` is why the day of arrival is off, if so."""
    came, counts = on_moment(arrival), on_moment(counted_from)
    if arrival == counted_from:
        return LocalizedText(vi=f"Tiếp nhận lúc {came.vi}.", en=f"Received at {came.en}.")
    why = kind_of(reason) if reason else OUTSIDE_HOURS
    return LocalizedText(
        vi=f"Đến lúc {came.vi} ({why.vi}), tính là tiếp nhận lúc {counts.vi}.",
        en=f"Came at {came.en} ({why.en}); counts as received at {counts.en}.",
    )


def limit(term: Limit) -> LocalizedText:
    """The limit and the rule it is counted by."""
    unit, rule = UNITS[term.unit], RULES[term.unit]
    source = f" ({term.source})" if term.source else ""
    sentence = LocalizedText(
        vi=f"Thời hạn {term.value} {unit.vi}{source}: {rule.vi}.",
        en=f"Limit {term.value} {unit.en}{source}: {rule.en}.",
    )
    return assumed_limit(sentence, assumed=term.assumed)


def assumed_limit(sentence: LocalizedText, *, assumed: bool) -> LocalizedText:
    """What is said of a limit, and whether it is assumed."""
    if not assumed:
        return sentence
    return LocalizedText(
        vi=f"{sentence.vi} Thời hạn này tạm tính, chưa đối chiếu được văn bản gốc.",
        en=f"{sentence.en} This limit is assumed: no official text was at hand.",
    )


def same_day(cut_off: time) -> LocalizedText:
    """Limit 0, received in time for the same day."""
    return LocalizedText(
        vi=f"Giải quyết trong ngày; tiếp nhận không muộn hơn {cut_off:%H:%M} "
        "nên hạn là giờ đóng cửa trong ngày.",
        en=f"Same-day procedure; received by {cut_off:%H:%M}, so due at closing time that day.",
    )


def next_day(cut_off: time) -> LocalizedText:
    """Limit 0, received too late for the same day."""
    return LocalizedText(
        vi=f"Giải quyết trong ngày; tiếp nhận sau {cut_off:%H:%M} "
        "nên hạn là giờ đóng cửa của ngày làm việc tiếp theo.",
        en=f"Same-day procedure; received after {cut_off:%H:%M}, "
        "so due at closing time of the next working day.",
    )


def skipped(days: Sequence[DayOff]) -> list[LocalizedText]:
    """Which days were not counted and why: holidays one by one, weekly days off together."""
    sentences = [
        LocalizedText(
            vi=f"Không tính {on_day(d.day).vi}: {d.name.vi}.",
            en=f"{on_day(d.day).en} is not counted: {d.name.en}.",
        )
        for d in days
        if not d.weekly
    ]
    weekly = [d.day for d in days if d.weekly]
    if weekly:
        listed = _listed(weekly)
        sentences.append(
            LocalizedText(
                vi=f"Không tính {len(weekly)} ngày nghỉ hằng tuần: {listed.vi}.",
                en=f"Weekly days off not counted ({len(weekly)}): {listed.en}.",
            )
        )
    return sentences


def worked(days: Sequence[date]) -> list[LocalizedText]:
    """Which swapped weekend days were counted."""
    return [
        LocalizedText(
            vi=f"Có tính {on_day(d).vi}: ngày làm bù.",
            en=f"{on_day(d).en} is counted: worked by an official swap.",
        )
        for d in days
    ]


def rolled(last: date, reason: DayOff, moved: date) -> LocalizedText:
    """The last day was off and moved to a working day."""
    before, after, off = on_day(last), on_day(moved), kind_of(reason)
    return LocalizedText(
        vi=f"Ngày cuối {before.vi} không làm việc ({off.vi}), chuyển sang {after.vi}.",
        en=f"The last day, {before.en}, is not worked ({off.en}) and moves to {after.en}.",
    )


def due(at: datetime) -> LocalizedText:
    """The due date itself."""
    moment = on_moment(at)
    return LocalizedText(vi=f"Hẹn trả lúc {moment.vi}.", en=f"Due at {moment.en}.")


def provisional(years: Sequence[int]) -> LocalizedText:
    """That the official plan of a year is still missing."""
    listed = ", ".join(str(year) for year in years)
    return LocalizedText(
        vi=f"Tạm tính: lịch nghỉ chính thức năm {listed} chưa công bố; "
        "hạn có thể lùi, không sớm hơn.",
        en=f"Provisional: the holiday plan of {listed} is not published; "
        "it may move later, never earlier.",
    )


def kind_of(off: DayOff) -> LocalizedText:
    """A day off as part of a sentence."""
    if off.weekly:
        return LocalizedText(vi="ngày nghỉ hằng tuần", en="a weekly day off")
    return LocalizedText(vi=f"ngày nghỉ: {off.name.vi}", en=f"a day off: {off.name.en}")


def _listed(days: Sequence[date]) -> LocalizedText:
    if len(days) <= LONGEST_LIST:
        text = ", ".join(f"{day:%d/%m}" for day in days)
        return LocalizedText(vi=text, en=text)
    first, last = f"{days[0]:%d/%m/%Y}", f"{days[-1]:%d/%m/%Y}"
    return LocalizedText(vi=f"từ {first} đến {last}", en=f"from {first} to {last}")
