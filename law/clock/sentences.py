"""The sentences about what interrupts and extends a time limit, in Vietnamese and English."""

from datetime import datetime, time, timedelta
from typing import Final

from contracts.terms import LocalizedText
from law import explain
from law.calendar import Calendar
from law.clock.amounts import time_left, written
from law.clock.facts import Pause, PauseKind, Restart
from law.clock.limit import TimeLimit
from law.explain import on_moment
from law.time_limit import ReceiptTime, to_the_minute

REASONS: Final[dict[PauseKind, LocalizedText]] = {
    "supplement": LocalizedText(vi="chờ bổ sung hồ sơ", en="waiting for supplements"),
    "explanation": LocalizedText(vi="chờ giải trình", en="waiting for an explanation"),
    "fee": LocalizedText(vi="chờ nộp phí, lệ phí", en="waiting for the fee"),
    "consultation": LocalizedText(
        vi="chờ ý kiến cơ quan khác", en="waiting for another agency's opinion"
    ),
    "outage": LocalizedText(
        vi="sự cố hệ thống đã được thông báo", en="an announced failure of the system"
    ),
}


def limit(term: TimeLimit) -> LocalizedText:
    """The limit and the rule it is counted by."""
    if whole := term.as_whole():
        return explain.limit(whole)
    if term.unit == "month":
        vi = "kết thúc vào ngày tương ứng của tháng cuối, không có thì ngày cuối tháng đó; "
        en = "ends on the same date of the last month, else on its last day; "
        rule = LocalizedText(
            vi=f"{vi}ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc sau",
            en=f"{en}a last day off moves to the next working day",
        )
        return _limit(term, rule)
    time_of_it = time_left(term.working_time() or timedelta(0))
    by_hours = explain.RULES["working_hour"]
    rule = LocalizedText(
        vi=f"bằng {time_of_it.vi}; {by_hours.vi}", en=f"that is {time_of_it.en}; {by_hours.en}"
    )
    return _limit(term, rule)


def _limit(term: TimeLimit, rule: LocalizedText) -> LocalizedText:
    words = written(term)
    source = f" ({term.source})" if term.source else ""
    return explain.assumed_limit(
        LocalizedText(
            vi=f"Thời hạn {words.vi}{source}: {rule.vi}.",
            en=f"Limit {words.en}{source}: {rule.en}.",
        ),
        assumed=term.assumed,
    )


def more_days(number: int) -> LocalizedText:
    """Working days that certification of many papers adds."""
    return LocalizedText(
        vi=f"Nhiều giấy tờ hoặc nhiều trang nên thêm {number} ngày làm việc.",
        en=f"Many papers or pages add {number} working days.",
    )


def after_the_cut_off(cut_off: time, start: datetime) -> LocalizedText:
    """It was received so late that counting starts on the next working day."""
    counts = on_moment(start)
    return LocalizedText(
        vi=f"Tiếp nhận sau {cut_off:%H:%M} nên tính như tiếp nhận lúc {counts.vi}.",
        en=f"Received after {cut_off:%H:%M}, so counted as received at {counts.en}.",
    )


def taken_elsewhere(handed_in: datetime) -> LocalizedText:
    """Another counter took the dossier: the limit runs from the competent authority's receipt."""
    came = on_moment(handed_in)
    return LocalizedText(
        vi=f"Nộp tại nơi khác lúc {came.vi}; "
        "thời hạn tính từ khi cơ quan có thẩm quyền nhận hồ sơ.",
        en=f"Handed in elsewhere at {came.en}; "
        "the limit runs from the receipt by the competent authority.",
    )


def received_late(due: datetime) -> LocalizedText:
    """The desk took longer than it may to accept the dossier."""
    moment = on_moment(due)
    return LocalizedText(
        vi=f"Tiếp nhận trễ: hồ sơ phải được tiếp nhận trước {moment.vi}.",
        en=f"Accepted late: the dossier was to be accepted by {moment.en}.",
    )


def paused(event: Pause, rest: LocalizedText) -> LocalizedText:
    """The limit stood still, and what was left of it."""
    start, end, why = on_moment(event.start), on_moment(event.end), REASONS[event.kind]
    return LocalizedText(
        vi=f"Tạm dừng từ {start.vi} đến {end.vi}: {why.vi}; còn {rest.vi}.",
        en=f"Paused from {start.en} to {end.en}: {why.en}; {rest.en} left.",
    )


def paused_within_a_day(event: Pause) -> LocalizedText:
    """A limit in days does not notice a pause that ends on its first day."""
    start, end, why = on_moment(event.start), on_moment(event.end), REASONS[event.kind]
    return LocalizedText(
        vi=f"Tạm dừng từ {start.vi} đến {end.vi}: {why.vi}; trong cùng một ngày nên hạn không đổi.",
        en=f"Paused from {start.en} to {end.en}: {why.en}; within one day, so nothing changes.",
    )


def paused_already(event: Pause) -> LocalizedText:
    """A pause while the limit did not run."""
    why = REASONS[event.kind]
    return LocalizedText(
        vi=f"Tạm dừng đến {on_moment(event.end).vi} ({why.vi}): lúc đó chưa tính thời hạn.",
        en=f"Paused until {on_moment(event.end).en} ({why.en}): the limit did not run then.",
    )


def resumed(calendar: Calendar, ended: datetime, receipt: ReceiptTime) -> tuple[LocalizedText, ...]:
    """From when the limit runs again, where it ended out of hours or on a day off."""
    end = to_the_minute(ended)
    if end == receipt.at:
        return ()
    off = calendar.day_off(end.date())
    why = explain.kind_of(off) if off else explain.OUTSIDE_HOURS
    came, runs = on_moment(end), on_moment(receipt.at)
    sentence = LocalizedText(
        vi=f"{came.vi} là {why.vi}, nên tính từ {runs.vi}."
        if off
        else f"{came.vi} {why.vi}, nên tính từ {runs.vi}.",
        en=f"{came.en} is {why.en}, so it counts from {runs.en}.",
    )
    return (sentence, *receipt.skipped)


def restarted(event: Restart) -> LocalizedText:
    """The limit starts anew, since the supplements are there."""
    complete = on_moment(event.end)
    return LocalizedText(
        vi=f"Đã bổ sung đủ hồ sơ lúc {complete.vi}: thời hạn tính lại từ đầu.",
        en=f"All supplements were there at {complete.en}: the limit starts anew.",
    )


def late(at: datetime, due: datetime) -> LocalizedText:
    """What happened after the due date does not move it."""
    moment, promised = on_moment(at), on_moment(due)
    return LocalizedText(
        vi=f"Lúc {moment.vi} đã hết hạn {promised.vi}: hạn không đổi.",
        en=f"At {moment.en} the limit had ended at {promised.en}: nothing changes.",
    )


def extended(announced: datetime, due: datetime) -> LocalizedText:
    """Xin lỗi và gia hạn: what was promised before."""
    moment, promised = on_moment(announced), on_moment(due)
    return LocalizedText(
        vi=f"Lúc {moment.vi} cơ quan xin lỗi và gia hạn; hẹn ban đầu là {promised.vi}.",
        en=f"At {moment.en} the agency apologised and extended the first due date, {promised.en}.",
    )


def promised(due: datetime) -> LocalizedText:
    """A due date is never earlier than the one that was promised."""
    moment = on_moment(due)
    return LocalizedText(
        vi=f"Không sớm hơn ngày đã hẹn: {moment.vi}.",
        en=f"Never earlier than promised: {moment.en}.",
    )
