"""The pages' sentences, from one file a language."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

from kit.http.problem_details import language as preferred_language

Language = Literal["vi", "en"]
TEXTS = Path(__file__).parent / "texts"


@cache
def messages(language: str) -> dict[str, str]:
    """The sentences of "vi" or "en" by key, with their placeholders in braces."""
    sentences: dict[str, str] = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    return sentences


def translate(language: str, key: str, **values: object) -> str:
    """One sentence with its placeholders filled; raises KeyError for an unknown key."""
    return messages(language)[key].format(**values)


def choose_language(query: str, session: str, accept_language: str) -> Language:
    """The language of the query, else of the session, else of the browser, else Vietnamese."""
    for language in (query, session):
        if language in ("vi", "en"):
            return "en" if language == "en" else "vi"
    return "en" if preferred_language(accept_language) == "en" else "vi"
