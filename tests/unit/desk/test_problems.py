"""Every problem that a route may answer to the desk has a sentence for officials, in both
languages and without a word of machines.
"""

import json
from functools import cache

import pytest

from desk.presentation import PRESENTATION
from infra.places import ROOT, SERVICES
from tests.unit.desk.test_staff_routes import pages_of_routes
from tests.unit.portal.test_texts import MACHINE_WORDS, sentences_of_services

PLACEHOLDER = "{"


@cache
def operations_of_codes() -> dict[str, set[str]]:
    """Problem code -> the operations of the desk that may answer it."""
    codes: dict[str, set[str]] = {}
    for service in SERVICES:
        path = ROOT / "docs" / "api" / "openapi" / f"{service}.json"
        for methods in json.loads(path.read_text("utf-8"))["paths"].values():
            for operation in methods.values():
                if operation["operationId"] not in pages_of_routes():
                    continue
                for status, response in operation["responses"].items():
                    named = response["description"].partition(": ")[2].rstrip(".").split(", ")
                    for code in named if status >= "400" else ():
                        codes.setdefault(code, set()).add(operation["operationId"])
    return codes


def test_the_documents_name_many_codes() -> None:
    answering = {name for names in operations_of_codes().values() for name in names}

    assert len(operations_of_codes()) > 100
    assert answering == set(pages_of_routes()), "each operation may refuse"


@pytest.mark.parametrize("code", sorted(operations_of_codes()))
def test_every_problem_that_an_official_meets_has_a_sentence_without_a_machine_word(
    code: str,
) -> None:
    vi, en = PRESENTATION.messages("vi"), PRESENTATION.messages("en")
    key = f"problem.{code}"
    own = (vi[key], en[key]) if key in vi else sentences_of_services()[code]

    assert (key in vi) is (key in en)
    assert all(len(sentence) > 8 for sentence in own)
    assert own[0] != own[1]
    assert not [sentence for sentence in own if MACHINE_WORDS.search(sentence)], own
    if key in vi:
        assert PLACEHOLDER not in "".join(own), "a page has no facts to fill in"
