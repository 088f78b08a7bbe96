"""The worked cases of the clock as printed in docs/law.vi.md, with the explanation of each."""

from datetime import datetime
from typing import Final

from docs.lawbook.clock_cases import ClockCase, Question
from docs.lawbook.page import wrapped
from law.clock import amounts, sentences
from law.clock.facts import Event, Extension, Restart
from law.holidays import vietnam
from law.working_hours import WeeklyHours

QUESTIONS: Final[dict[Question, str]] = {
    "due": "Hẹn trả khi nào?",
    "recount": "Tính lại theo lịch mới: hẹn trả khi nào?",
    "share": "Khi nào hết {percent} % thời gian làm việc của thời hạn?",
    "late_from": "Theo luật, trễ hạn từ khi nào?",
    "silence": "Không trả lời yêu cầu bổ sung: được dừng giải quyết từ khi nào?",
    "hand_over": "Chuyển đến nơi giải quyết chậm nhất khi nào?",
    "lateness_of_reception": "Tiếp nhận trễ bao nhiêu phút làm việc?",
}
REFUSALS: Final[dict[str, str]] = {
    "extension_too_late": "không được gia hạn, vì báo quá muộn",
    "already_extended": "không được gia hạn lần nữa",
    "extension_while_paused": "không được gia hạn khi đang tạm dừng",
    "extension_not_later": "không được hẹn sớm hơn hoặc trùng ngày hẹn hiện tại",
    "extension_out_of_hours": "không được hẹn ngoài giờ làm việc",
}
DAYS: Final = {"mon": "T2", "tue": "T3", "wed": "T4", "thu": "T5", "fri": "T6", "sat": "T7"}
COUNTED: Final[tuple[Question, ...]] = ("due", "recount")


def clock_case(case: ClockCase) -> str:
    """A case with its facts, its answer and its reason; a due date with every sentence."""
    question = QUESTIONS[case.question].format(percent=case.percent)
    lines = [
        *(f"- {fact}" for fact in _facts(case)),
        f"- Trả lời: {_answer(case)}",
        f"- Vì sao: {case.why.vi} Nguồn: {case.source}.",
        *_explanation(case),
    ]
    return "\n".join([wrapped(f"**{case.name.vi}.** {question}"), "", *map(wrapped, lines), ""])


def _facts(case: ClockCase) -> list[str]:
    facts = [f"Thời hạn: {amounts.written(case.limit).vi}"] if _has_limit(case) else []
    facts += [f"Nộp trực tuyến lúc: {_moment(case.filed)}"] if case.filed else []
    facts += [f"Nộp tại nơi khác lúc: {_moment(case.handed_in)}"] if case.handed_in else []
    facts += [f"Đến lúc: {_moment(case.arrival)}"]
    facts += [f"Sau {case.cut_off:%H:%M} tính từ ngày làm việc kế tiếp"] if case.cut_off else []
    facts += [f"Thêm {case.more_days} ngày làm việc"] if case.more_days else []
    facts += [f"Giờ làm việc: {_hours(case.hours)}"] if case.hours else []
    facts += [f"Đóng cửa ngày {day:%d/%m/%Y}" for day in case.closed]
    facts += [f"Đã hẹn: {_moment(case.promised)}"] if case.promised else []
    return [*facts, *map(_event, case.events)]


def _has_limit(case: ClockCase) -> bool:
    return case.question not in ("hand_over", "lateness_of_reception")


def _event(event: Event) -> str:
    start = _moment(event.start)
    if isinstance(event, Extension):
        return f"Xin lỗi và gia hạn lúc {start}, hẹn lại {_moment(event.due)}"
    if isinstance(event, Restart):
        return f"Yêu cầu bổ sung lúc {start}, đủ hồ sơ lúc {_moment(event.end)}"
    return f"Tạm dừng từ {start} đến {_moment(event.end)}: {sentences.REASONS[event.kind].vi}"


def _hours(hours: WeeklyHours) -> str:
    days = [
        f"{DAYS[day]} {', '.join(f'{start:%H:%M}–{end:%H:%M}' for start, end in spans)}"
        for day, spans in hours.days.items()
    ]
    since = f"từ {hours.valid_from:%d/%m/%Y}: " if hours.valid_from.year > 1 else ""
    return since + "; ".join(days)


def _answer(case: ClockCase) -> str:
    if case.refused:
        return REFUSALS[case.refused]
    if case.due is None:
        return f"{case.minutes} phút"
    first = f"; hẹn ban đầu {_moment(case.first_due)}" if case.first_due else ""
    return f"{_moment(case.due)}{' (tạm tính)' if case.provisional else ''}{first}"


def _explanation(case: ClockCase) -> list[str]:
    if case.refused or case.question not in COUNTED:
        return []
    steps = case.counted(vietnam()).due.steps
    numbered = (f"  {number}. {step.vi}" for number, step in enumerate(steps, 1))
    return ["- Lời giải thích cho công dân:", *numbered]


def _moment(at: datetime) -> str:
    return f"{at:%H:%M ngày %d/%m/%Y}"
