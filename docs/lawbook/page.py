"""The printed book of law: docs/law.md, and docs/law.vi.md with the worked cases."""

from collections.abc import Callable
from textwrap import fill
from typing import Final

from contracts.terms import Channel, Language, Limit, LocalizedText
from docs.lawbook import frame
from docs.lawbook.cases import CaseFile, WorkedCase
from docs.lawbook.rules import ROOT, SECTIONS, Rule, RuleValue, Section
from law import explain

ENGLISH: Final = ROOT / "docs" / "law.md"
VIETNAMESE: Final = ROOT / "docs" / "law.vi.md"
CHANNELS: Final[dict[Channel, str]] = {
    "online": "trực tuyến",
    "counter": "tại quầy",
    "post": "qua bưu chính",
}
Print = Callable[[LocalizedText], str]
COLUMNS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("rule", "value", "source", "confidence", "read on", "applied in"),
    "vi": ("quy tắc", "giá trị", "nguồn", "độ tin cậy", "ngày đọc", "áp dụng ở"),
}
LISTED: Final = frozenset("-0123456789")
SINCE: Final = LocalizedText(vi="từ {:%d/%m/%Y}: ", en="from {:%d/%m/%Y}: ")


def rules_page(book: list[Rule], language: Language) -> str:
    """The opening, a table for each section, and what is not built yet."""
    text = _printer(language)
    legend = [f"- **{letter}** {text(meaning)};" for letter, meaning in frame.LEGEND.items()]
    legend[-1] = legend[-1][:-1] + "."
    sections = [_section(section, book, language) for section in SECTIONS]
    head = [text(frame.OPENING), *legend, text(frame.FRAME)]
    return "\n".join([*head, *sections, text(frame.CLOSING).lstrip()])


def _section(section: Section, book: list[Rule], language: Language) -> str:
    text = _printer(language)
    head = [f"## {text(frame.TITLES[section])}", ""]
    remark = frame.REMARKS.get(section)
    head += [text(remark), ""] if remark else []
    table = [_row(COLUMNS[language]), _row(["---"] * len(COLUMNS[language]))]
    table += [_rule(rule, language) for rule in book if rule.section == section]
    return "\n".join([*head, *table, ""])


def _rule(rule: Rule, language: Language) -> str:
    text, values = _printer(language), rule.values
    where = ", ".join(f"`{place}`" for place in rule.applied_in) or "–"
    return _row(
        [
            f"{text(rule.name)} (`{rule.id}`)",
            _joined(values, lambda value: _value(value, language)),
            _joined(values, lambda value: _source(value, text)),
            _joined(values, lambda value: _confidence(value, text)),
            _joined(values, lambda value: value.read_on.isoformat() if value.read_on else "–"),
            where,
        ]
    )


def _joined(values: tuple[RuleValue, ...], cell: Callable[[RuleValue], str]) -> str:
    return "<br>".join(map(cell, values))


def _value(value: RuleValue, language: Language) -> str:
    text = _printer(language)
    since = text(SINCE).format(value.effective_from) if value.effective_from else ""
    return since + text(value.text)


def _source(value: RuleValue, text: Print) -> str:
    parts = [text(value.source) if value.source else "", value.article or ""]
    return " ".join(filter(None, parts)) or "–"


def _confidence(value: RuleValue, text: Print) -> str:
    return f"{value.confidence} ({text(value.note)})" if value.note else value.confidence


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _printer(language: Language) -> Print:
    return lambda words: words.vi if language == "vi" else words.en or words.vi


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
    head = [f"### {file.title.vi}", "", _fill(f"Quy tắc: {rules}. Xác nhận: {signed}."), ""]
    return "\n".join([*head, *(_case(case) for case in file.cases)])


def _case(case: WorkedCase) -> str:
    provisional = " (tạm tính)" if case.provisional else ""
    lines = [
        f"**{case.name.vi}.** {_question(case)}",
        f"- Đến lúc: {case.arrival:%H:%M ngày %d/%m/%Y}",
        f"- Hẹn trả: {case.due:%H:%M ngày %d/%m/%Y}{provisional}",
        f"- Vì sao: {case.why.vi}",
        "- Lời giải thích cho công dân:",
        *(f"  {number}. {sentence}" for number, sentence in enumerate(case.explanation, 1)),
    ]
    return "\n".join([_fill(lines[0]), "", *map(_fill, lines[1:]), ""])


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


def _fill(line: str) -> str:
    text = line.lstrip()
    indent = " " * (len(line) - len(text) + 2 + text[0].isdigit()) if text[0] in LISTED else ""
    return fill(line, 100, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
