"""The rules of law as their YAML files state them, and the JSON that functions read."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from contracts.terms import LocalizedText
from infra.yaml_reader import read_yaml
from kit.core.model import Model

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "law" / "rules"
COMPILED: Final = ROOT / "law" / "rules.json"
Section = Literal[
    "codes",
    "time_limits",
    "days_off",
    "fees",
    "documents",
    "notices",
    "filing",
    "data",
    "rating",
]
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)
Confidence = Literal["H", "M", "L", "assumed", "synthetic", "missing"]
ASSUMED: Final[tuple[Confidence, ...]] = ("L", "assumed", "synthetic", "missing")
"""The confidences at which an explanation says that no official text was at hand."""
Standing = Literal["confirmed", "corrected", "added", "unchanged", "unknown"]
"""What the texts that were found in November 2026 say about a rule."""
Work = Literal[
    "desk",
    "filing",
    "pages",
    "national_exchange",
    "integrators",
    "registries",
    "electronic_receipts",
]
"""The part of the system, not built yet, that will apply a value."""
Text = Annotated[
    LocalizedText,
    BeforeValidator(lambda text: {"vi": text, "en": text} if isinstance(text, str) else text),
]
"""A text in both languages; a plain string is the same in both."""


class RuleValue(Model):
    """The value of a rule from a day on: `value` for a program, `text` for a person.

    `read_on` is the day on which somebody read the source, `read_in` the entry of
    `law/sources.yaml` where it was read, `cite` what an explanation names. A value that waits for
    later work is not yet applied: no service reads it.
    """

    effective_from: date | None = None
    value: Any = None
    text: Text
    source: Text | None = None
    article: str | None = None
    cite: str | None = None
    confidence: Confidence
    note: Text | None = None
    read_on: date | None = None
    read_in: str | None = None
    waits_for: Work | None = None

    @model_validator(mode="after")
    def _high_confidence_was_read(self) -> "RuleValue":
        if self.confidence in ("H", "M") and self.source and self.read_on is None:
            raise ValueError("a text that was read names the day")
        return self


class Rule(Model):
    """A rule of law, the oldest value first.

    `applied_in` has modules (`module:name`) and files, or nothing where no value is applied yet.
    """

    id: str
    section: Section
    position: int
    name: Text
    unit: str | None = None
    standing: Standing
    values: Annotated[tuple[RuleValue, ...], Field(min_length=1)]
    applied_in: tuple[str, ...]

    @model_validator(mode="after")
    def _by_date(self) -> "Rule":
        days = [value.effective_from or date.min for value in self.values]
        if days != sorted(set(days)):
            raise ValueError("values follow each other by effective date")
        return self

    @model_validator(mode="after")
    def _applied_somewhere(self) -> "Rule":
        waits = any(value.waits_for for value in self.values)
        if not self.applied_in and not waits and self.standing != "unknown":
            raise ValueError("a rule says where it is applied, or for what it waits")
        return self


def rules() -> list[Rule]:
    """Every rule, in the order of the page."""
    book = [Rule(id=path.stem, **read_yaml(path)) for path in FOLDER.glob("*.yaml")]
    return sorted(book, key=lambda rule: (SECTIONS.index(rule.section), rule.position))


def to_json(book: list[Rule]) -> str:
    """`law/rules.json`: the values that a program can use, by rule."""
    values = {
        rule.id: [
            _row(rule, value)
            for value in rule.values
            if value.value is not None and value.waits_for is None
        ]
        for rule in book
    }
    rows_by_rule = {name: rows for name, rows in sorted(values.items()) if rows}
    return json.dumps(rows_by_rule, ensure_ascii=False, indent=1) + "\n"


def _row(rule: Rule, value: RuleValue) -> dict[str, Any]:
    row = {
        "from": value.effective_from.isoformat() if value.effective_from else None,
        "value": value.value,
        "unit": rule.unit,
        "cite": value.cite,
        "assumed": value.confidence in ASSUMED,
    }
    return {name: content for name, content in row.items() if content is not None}
