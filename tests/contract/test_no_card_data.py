"""SAQ-A: no function takes, keeps or says a card's data; the payer types it on the provider's page
alone."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from infra.openapi import FOLDER
from infra.places import ROOT, SERVICES

CARD = re.compile(
    r"(?:^|_)(?:pan|cvc2?|cvv2?|csc|cid|card_?(?:number|no|num|holder|data|token)|exp(?:iry|iration)?_?(?:date|month|year)"
    r"|expires?_(?:month|year)|track_?[12]|pin|so_?the|ma_?bao_?mat)(?:$|_)",
    re.IGNORECASE,
)
EVENTS = ROOT / "tests" / "contract" / "golden" / "events"


def properties(schema: Any) -> Iterator[str]:
    """Every property's name, at any depth."""
    if isinstance(schema, dict):
        yield from (
            schema.get("properties", {}) if isinstance(schema.get("properties"), dict) else ()
        )
        yield from (name for child in schema.values() for name in properties(child))
    if isinstance(schema, list):
        yield from (name for child in schema for name in properties(child))


def spelt(name: str) -> str:
    """cardNumber as card_number."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)


def parameters(document: dict[str, Any]) -> Iterator[str]:
    operations = (
        operation for methods in document["paths"].values() for operation in methods.values()
    )
    return (parameter["name"] for operation in operations for parameter in operation["parameters"])


@pytest.mark.parametrize(
    "name", ["pan", "cvc", "cardNumber", "card_number", "exp_month", "cvv2", "so_the"]
)
def test_what_is_looked_for_would_be_found(name: str) -> None:
    assert CARD.search(spelt(name))


@pytest.mark.parametrize("service", SERVICES)
def test_no_request_and_no_answer_has_a_field_for_a_card(service: str) -> None:
    document = json.loads((FOLDER / f"{service}.json").read_text())
    names = [*properties(document), *parameters(document)]

    assert names
    assert [name for name in names if CARD.search(spelt(name))] == []


def test_no_event_has_a_field_for_a_card() -> None:
    names = [name for path in EVENTS.iterdir() for name in properties(json.loads(path.read_text()))]

    assert names
    assert [name for name in names if CARD.search(spelt(name))] == []


def test_every_body_that_payments_takes_refuses_what_it_does_not_know() -> None:
    document = json.loads((FOLDER / "payments.json").read_text())
    operations = [
        operation for methods in document["paths"].values() for operation in methods.values()
    ]
    content = [
        operation["requestBody"]["content"]
        for operation in operations
        if "requestBody" in operation
    ]
    named = {
        c["application/json"]["schema"].get("$ref", "") for c in content if "application/json" in c
    } - {""}

    assert len(named) >= 6
    for ref in named:
        assert (
            document["components"]["schemas"][ref.rpartition("/")[2]]["additionalProperties"]
            is False
        )
