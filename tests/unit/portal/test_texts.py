"""The sentences of the portal: the same in both languages, each used, and none for machines."""

import json
import re
from collections.abc import Iterator

import pytest

from docs.errors import error_classes
from infra.places import ROOT
from intake.domain.answer_faults import SENTENCES as FAULTS
from intake.domain.profile_fields import MESSAGES as FIELDS
from portal.presentation import PRESENTATION

PORTAL = ROOT / "services" / "portal" / "portal"
FRONT = ROOT / "front"
PLACEHOLDER = re.compile(r"{\w*}")
COMPLETED = ("problem.", "error.title_", "error.plain_", "profile.", "verify.", "lookup.")
"""Beginnings of keys that the code completes from names of the services."""
MACHINE_WORDS = re.compile(
    r"idempotency|json|token|cursor|con trỏ|header|tiêu đề|\butc\b|\bapi\b|sha-256|http|\bnull\b",
    re.IGNORECASE,
)
OF_OFFICIALS = {"ground_needless", "paper_held_by_state"}
"""Of what a desk enters."""
HARMLESS = {"verify.digest", "verify.digest_hint", "verify.digest_how", "dossier.documents_how"}
"""Sentences of whoever checks a file by hand, below what everybody reads."""


def read(pattern: str) -> str:
    folders = (PORTAL, FRONT)
    return "".join(path.read_text("utf-8") for each in folders for path in each.rglob(pattern))


def citizens_codes() -> Iterator[str]:
    """The problem codes that a route for citizens or for everybody may answer with."""
    for path in sorted((ROOT / "docs" / "api" / "openapi").glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        for address, methods in document["paths"].items():
            for operation in methods.values():
                kinds = {kind for each in operation.get("security", ()) for kind in each}
                if (kinds and not kinds & {"citizen", "lookup_key"}) or "webhooks" in address:
                    continue
                for status, response in operation["responses"].items():
                    if status >= "400":
                        yield from (
                            response["description"].partition(": ")[2].rstrip(".").split(", ")
                        )


def sentences_of_services() -> dict[str, tuple[str, str]]:
    """Code -> the sentence that a route answers, in Vietnamese and English."""
    own = {error.code: (error.vi, error.en) for error in error_classes()}
    return {**FAULTS, **FIELDS, **own}


CODES = sorted(set(citizens_codes()) - OF_OFFICIALS)


def test_the_documents_name_many_codes() -> None:
    assert len(CODES) > 100


@pytest.mark.parametrize("code", CODES)
def test_every_problem_that_a_citizen_meets_has_a_sentence_without_a_machine_word(
    code: str,
) -> None:
    vi, en = PRESENTATION.messages("vi"), PRESENTATION.messages("en")
    key = f"problem.{code}"
    own = (vi[key], en[key]) if key in vi else sentences_of_services()[code]

    assert all(len(sentence) > 8 for sentence in own)
    assert own[0] != own[1]
    assert not [sentence for sentence in own if MACHINE_WORDS.search(sentence)]


def test_both_languages_have_the_same_sentences_with_the_same_placeholders() -> None:
    vi, en = PRESENTATION.messages("vi"), PRESENTATION.messages("en")

    assert list(vi) == list(en)
    for key, sentence in vi.items():
        assert sorted(PLACEHOLDER.findall(sentence)) == sorted(PLACEHOLDER.findall(en[key])), key


def test_no_sentence_is_for_machines() -> None:
    for language in ("vi", "en"):
        for key, sentence in PRESENTATION.messages(language).items():
            if key not in HARMLESS:
                assert not MACHINE_WORDS.search(sentence), (key, sentence)


def test_every_sentence_that_is_named_is_there() -> None:
    named = set(re.findall(r'\bt\("([a-z_.0-9-]+[a-z0-9])"', read("*.html")))
    named |= set(re.findall(r'translate\("([a-z_.0-9-]+[a-z0-9])"', read("*.py")))

    assert len(named) > 300
    assert named <= set(PRESENTATION.messages("vi"))


def test_every_sentence_is_used() -> None:
    templates, code = read("*.html"), read("*.py")
    beginnings = set(re.findall(r"[\"']([a-z_]+\.[a-z_.]*)[\"'] ~", templates))
    beginnings |= set(re.findall(r"f[\"']([a-z_]+\.[a-z_.]*){", code))
    beginnings |= set(COMPLETED) | {"help.", "accessibility.", "privacy.", "about."}
    beginnings |= set(re.findall(r'a_field\(\s*visit, "\w+", "(\w+)"', code))
    used = templates + code
    for key in PRESENTATION.messages("vi"):
        is_named = f'"{key}"' in used or f"'{key}'" in used
        assert is_named or any(key.startswith(each) for each in beginnings), key
