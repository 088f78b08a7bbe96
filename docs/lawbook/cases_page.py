"""The worked cases as printed in docs/law.vi.md, for a lawyer to sign."""

from typing import Final

from contracts.procedure_terms import Limit
from contracts.terms import Channel
from docs.lawbook.cases import CaseFile, WorkedCase
from docs.lawbook.clock_cases import ClockCase
from docs.lawbook.clock_cases_page import clock_case
from docs.lawbook.page import wrapped
from law import explain

CHANNELS: Final[dict[Channel, str]] = {
    "online": "trực tuyến",
    "counter": "tại quầy",
    "post": "qua bưu chính",
}


def cases_page(files: list[CaseFile]) -> str:
    """The worked cases in Vietnamese, each with every sentence of its explanation."""
    return "\n".join(["## Các ví dụ tính hạn", "", *map(_case_file, files)])


def _case_file(file: CaseFile) -> str:
    signed = (
        f"{file.signed_off.name}, {file.signed_off.day:%d/%m/%Y}"
        if file.signed_off
        else "chưa ai ký"
    )
    rules = ", ".join(f"`{rule}`" for rule in file.rules)
    head = [f"### {file.title.vi}", "", wrapped(f"Quy tắc: {rules}. Xác nhận: {signed}."), ""]
    return "\n".join([*head, *map(_case, file.cases)])


def _case(case: WorkedCase | ClockCase) -> str:
    return clock_case(case) if isinstance(case, ClockCase) else _worked_case(case)


def _worked_case(case: WorkedCase) -> str:
    provisional = " (tạm tính)" if case.provisional else ""
    lines = [
        f"**{case.name.vi}.** {_question(case)}",
        f"- Đến lúc: {case.arrival:%H:%M ngày %d/%m/%Y}",
        f"- Hẹn trả: {case.due:%H:%M ngày %d/%m/%Y}{provisional}",
        f"- Vì sao: {case.why.vi}",
        "- Lời giải thích cho công dân:",
        *(f"  {number}. {sentence}" for number, sentence in enumerate(case.explanation, 1)),
    ]
    return "\n".join([wrapped(lines[0]), "", *map(wrapped, lines[1:]), ""])


def _question(case: WorkedCase) -> str:
    if case.question == "reception":
        return "Hạn để tiếp nhận hoặc từ chối."
    if not case.limits:
        return "Thủ tục không ghi thời hạn."
    limits = (
        f"{limit.value} {explain.UNITS[limit.unit].vi}{_channel(limit)}" for limit in case.limits
    )
    filing = f" Nộp: {CHANNELS[case.channel]}." if len(case.limits) > 1 else ""
    return f"Thời hạn: {'; '.join(limits)}.{filing}"


def _channel(limit: Limit) -> str:
    return f" ({CHANNELS[limit.channel]})" if limit.channel else ""
