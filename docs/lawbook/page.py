"""The printed rules of law: the tables of docs/law.md and docs/law.vi.md, with their frame."""

from collections.abc import Callable
from textwrap import fill
from typing import Final

from contracts.terms import Language, LocalizedText
from docs.lawbook import frame
from docs.lawbook.acts import Act, acts, questions, sources
from docs.lawbook.rules import ROOT, SECTIONS, Rule, RuleValue, Section

ENGLISH: Final = ROOT / "docs" / "law.md"
VIETNAMESE: Final = ROOT / "docs" / "law.vi.md"
Print = Callable[[LocalizedText], str]
COLUMNS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("rule", "value", "source", "confidence", "texts", "read on", "applied in"),
    "vi": ("quy tắc", "giá trị", "nguồn", "độ tin cậy", "đối chiếu", "ngày đọc", "áp dụng ở"),
}
LISTED: Final = frozenset("-0123456789")
SINCE: Final = LocalizedText(vi="từ {:%d/%m/%Y}: ", en="from {:%d/%m/%Y}: ")


def rules_page(book: list[Rule], language: Language) -> str:
    """The opening, the acts, a table for each section, what is unknown, where texts were read."""
    text = _printer(language)
    letters = [f"- **{letter}** {text(meaning)};" for letter, meaning in frame.LEGEND.items()]
    letters[-1] = letters[-1][:-1] + "."
    standings = [f"- **{name}** {text(meaning)}" for name, meaning in frame.STANDINGS.items()]
    head = [text(frame.OPENING), *letters, text(frame.TEXTS), *standings, text(frame.FRAME)]
    sections = [_section(section, book, language) for section in SECTIONS]
    unknown = [f"{number}. {text(question)}" for number, question in enumerate(questions(), 1)]
    places = [f"- `{source.id}`: {text(source.text)}. {source.place}" for source in sources()]
    tail = [text(frame.UNKNOWN), *unknown, text(frame.SOURCES), *places]
    return "\n".join([*head, _acts(language), *sections, *map(wrapped, tail), ""])


def _acts(language: Language) -> str:
    text = _printer(language)
    columns = text(frame.ACTS).split("|")
    rows = [_row(columns), _row(["---"] * len(columns)), *(_act(act, text) for act in acts())]
    return "\n".join([*rows, ""])


def _act(act: Act, text: Print) -> str:
    days = [f"{day:%d/%m/%Y}" if day else "–" for day in (act.effective_from, act.effective_until)]
    return _row([act.names[0], *days, text(act.effect), act.confidence])


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
    if rule.applied_in and all(value.waits_for for value in values):
        where += text(frame.UNUSED)
    return _row(
        [
            f"{text(rule.name)} (`{rule.id}`)",
            _joined(values, lambda value: _value(value, language)),
            _joined(values, lambda value: _source(value, text)),
            _joined(values, lambda value: _confidence(value, text)),
            text(frame.STANDING_NAMES[rule.standing]),
            _joined(values, lambda value: value.read_on.isoformat() if value.read_on else "–"),
            where,
        ]
    )


def _joined(values: tuple[RuleValue, ...], cell: Callable[[RuleValue], str]) -> str:
    return "<br>".join(map(cell, values))


def _value(value: RuleValue, language: Language) -> str:
    text = _printer(language)
    since = text(SINCE).format(value.effective_from) if value.effective_from else ""
    waits = text(frame.WAITS).format(text(frame.WORKS[value.waits_for])) if value.waits_for else ""
    return since + text(value.text) + waits


def _source(value: RuleValue, text: Print) -> str:
    parts = [text(value.source) if value.source else "", value.article or ""]
    read_in = f"[`{value.read_in}`]" if value.read_in else ""
    return " ".join(filter(None, [*parts, read_in])) or "–"


def _confidence(value: RuleValue, text: Print) -> str:
    return f"{value.confidence} ({text(value.note)})" if value.note else value.confidence


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _printer(language: Language) -> Print:
    return lambda words: words.vi if language == "vi" else words.en or words.vi


def wrapped(line: str) -> str:
    """Prose of at most a hundred columns; the lines of an item of a list are indented."""
    text = line.lstrip()
    if "\n" in line:
        return line
    indent = " " * (len(line) - len(text) + 2 + text[0].isdigit()) if text[:1] in LISTED else ""
    return fill(line, 100, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
