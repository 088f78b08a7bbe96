"""The pages' sentences, from files by area and language; Vietnamese first."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from kit.http.accept_language import language as preferred_language

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@cache
def messages(folders: Sequence[Path], language: str) -> dict[str, str]:
    """The sentences of "vi" or "en" by key, with their placeholders in braces.

    `folders` have files `<area>.<language>.json`; a later folder's sentence stands before an
    earlier one's of the same key.
    """
    sentences: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.glob(f"*.{language}.json")):
            sentences |= json.loads(path.read_text(encoding="utf-8"))
    return sentences


def choose_language(query: str, session: str, accept_language: str) -> Language:
    """The language of the query, else of the session, else of the browser, else Vietnamese."""
    for language in (query, session):
        if language in LANGUAGES:
            return "en" if language == "en" else "vi"
    return "en" if preferred_language(accept_language) == "en" else "vi"
