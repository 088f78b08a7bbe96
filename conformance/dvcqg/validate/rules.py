"""The rules as data: a stable code, a level, texts in Vietnamese and English, a source."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

FAMILIES: Final = ("form", "consistency", "consistency-steps", "honesty")
LANGUAGES: Final = ("vi", "en")


class Level(StrEnum):
    """An ERROR is wrong by what is known; a WARNING rests on an assumption about taste or use."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Text:
    """In one language: what is wrong, the message with its placeholders, why it matters."""

    title: str
    message: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `confidence` is text, third-party or assumption."""

    code: str
    level: Level
    source: dict[str, str]
    confidence: str
    texts: dict[str, Text]


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, in the order of the codes."""
    folder = files("dvcqg").joinpath("data", "rules")
    rows = [
        row
        for family in FAMILIES
        for row in json.loads(folder.joinpath(f"{family}.json").read_text(encoding="utf-8"))
    ]
    return {row["code"]: _rule(row) for row in sorted(rows, key=lambda row: str(row["code"]))}


def _rule(row: dict[str, Any]) -> Rule:
    texts = {language: Text(*row[language]) for language in LANGUAGES}
    return Rule(row["code"], Level(row["level"]), row["source"], row["confidence"], texts)
