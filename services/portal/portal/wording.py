"""The pages' sentences, from one file a language."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

from kit.http.problem_details import language as preferred

Language = Literal["vi", "en"]
TEXTS = Path(__file__).parent / "texts"


@cache
def texts(language: str) -> dict[str, str]:
    """The sentences of "vi" or "en" by key, with their placeholders in braces."""
    found: dict[str, str] = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    return found


def say(language: str, key: str, **facts: object) -> str:
    """One sentence with its facts; raises KeyError for one that does not exist."""
    return texts(language)[key].format(**facts)


def chosen(asked: str, kept: str, accepts: str) -> Language:
    """What was just asked for, else chosen before, else preferred by the browser, else Vietnamese."""
    for wish in (asked, kept):
        if wish in ("vi", "en"):
            return "en" if wish == "en" else "vi"
    return "en" if preferred(accepts) == "en" else "vi"
