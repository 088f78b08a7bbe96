"""docs/glossary.md has every domain noun that contracts and OpenAPI documents promise."""

import json
import re
from pathlib import Path

import pytest

from contracts import casework, documents, intake, notifications, payments, procedure_terms, terms
from docs.banned_words import WORD
from kit.core.model import Model

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
DOCUMENTS = sorted((ROOT / "docs").glob("**/openapi/*.json"))
SHAPES = frozenset(
    [
        "body",
        "brief",
        "content",
        "csv",
        "empty",
        "entry",
        "facts",
        "full",
        "line",
        "list",
        "mark",
        "name",
        "new",
        "page",
        "query",
        "ref",
        "row",
        "summary",
        "total",
        "view",
        "mine",
        "my",
        "problem",
    ]
)
"""Words that say what kind of value it is: the last line of the glossary has them."""
ACTS = frozenset(
    [
        "abandoned",
        "accepted",
        "answered",
        "assessed",
        "assigned",
        "awaiting",
        "cancelled",
        "changed",
        "checked",
        "closed",
        "completed",
        "consulted",
        "declined",
        "decided",
        "delivered",
        "disputed",
        "due",
        "entered",
        "escalated",
        "expired",
        "expiring",
        "extended",
        "failed",
        "filed",
        "handed",
        "key",
        "listed",
        "notified",
        "online",
        "opened",
        "over",
        "paid",
        "published",
        "received",
        "refused",
        "rejected",
        "replaced",
        "requested",
        "resumed",
        "returned",
        "seen",
        "sent",
        "settled",
        "signed",
        "stopped",
        "succeeded",
        "superseded",
        "supplemented",
        "unknown",
        "voided",
        "waived",
        "wanted",
        "withdrawn",
    ]
)
"""Participles of events' names, which docs/events.md lists one by one."""


def nouns(name: str) -> set[str]:
    """The words of a name that are not of shape and not an event's participle."""
    return {word.lower() for word in WORD.findall(name)} - SHAPES - ACTS


def contract_names() -> set[str]:
    modules = (casework, documents, intake, notifications, payments, procedure_terms, terms)
    return {
        name
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type)
        and issubclass(kind, Model)
        and kind.__module__.startswith(module.__name__)
    }


def schema_names() -> set[str]:
    return {
        re.sub(r"[^A-Za-z]", "", name)
        for path in DOCUMENTS
        for name in json.loads(path.read_text(encoding="utf-8"))["components"]["schemas"]
    }


def words_of_glossary() -> set[str]:
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", GLOSSARY)}
    words |= {
        part.lower() for word in re.findall(r"[A-Za-z]+", GLOSSARY) for part in WORD.findall(word)
    }
    return words | {f"{word}s" for word in words} | {word.removesuffix("s") for word in words}


def test_there_are_documents_to_look_at() -> None:
    assert len(DOCUMENTS) >= 6


@pytest.mark.parametrize("name", sorted(contract_names() | schema_names()))
def test_the_glossary_has_every_noun_of_contracts_and_documents(name: str) -> None:
    assert nouns(name) - words_of_glossary() == set()


def test_every_row_names_the_three_languages() -> None:
    rows = [row.split("|")[1:-1] for row in GLOSSARY.splitlines() if row.startswith("| ")]
    assert len(rows) > 100
    assert [row for row in rows if any(not cell.strip() for cell in row)] == []


def test_a_term_has_one_meaning() -> None:
    terms_of_the_domain = [
        row.split("|")[2].strip() for row in GLOSSARY.splitlines() if row.count("|") == 5
    ]
    terms_of_the_domain = [
        term for term in terms_of_the_domain if not term.startswith(("---", "English"))
    ]
    assert len(terms_of_the_domain) == len(set(terms_of_the_domain))
