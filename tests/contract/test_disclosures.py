"""Every answer that opens a sealed field names the roles that may read it, and is recorded."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from kit.persistence.items import Item
from kit.security.access_records import AccessRecord
from tests.contract.authorisation import STAFF_ROLES, Cell, cells_of, table
from tests.contract.contract_world import ContractWorld
from tests.contract.gateway import Exchange
from tests.contract.mounted_apps import opened
from tests.contract.test_authorisation import send_cell

SHORTEST: Final = 6
"""Characters of a text that can be recognised in an answer."""
NOBODYS_BUSINESS: Final = frozenset({"admin", "catalogue_editor"})
"""Roles that never read what citizens declare."""
OWN_BEFORE_FILING: Final = (
    "/intake/v1/me",
    "/intake/v1/drafts",
)
"""What citizens write themselves, before there is a dossier that others could read."""
FILES: Final = frozenset(
    {
        "GET /documents/v1/documents/{document}/link",
        "GET /intake/v1/dossiers/{code}/papers/{paper}/link",
    }
)
"""Their answers are addresses of files: what lies in one is as personal as a sealed field."""


@pytest.fixture(scope="module")
def contract_world() -> Iterator[ContractWorld]:
    with opened() as contract_world:
        yield contract_world


def leaves(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    match value:
        case dict():
            for each in value.values():
                yield from leaves(each)
        case list():
            for each in value:
                yield from leaves(each)
        case str():
            yield value


def opened_texts(contract_world: ContractWorld, item: Item) -> Iterator[str]:
    """What lies sealed in an item."""
    document = json.loads(item.doc or "{}")
    vault = document.get("vault") if isinstance(document, dict) else None
    for text in leaves(document):
        if text.startswith("sealed:") and vault:
            cipher = contract_world.world.vault.cipher(vault)
            yield from leaves(json.loads(cipher.open(text.removeprefix("sealed:"))))


@pytest.fixture(scope="module")
def personal(contract_world: ContractWorld) -> frozenset[str]:
    """Every text that some table holds sealed, and none holds in clear.

    Parts of an export have open facts beside personal ones, all of them sealed. The mailbox and the
    secrets of a partner's organisation are nobody's personal data.
    """
    contract_world.restore()
    transports = contract_world.world.transports.items()
    tables = [transport for service, transport in transports if service != "partners"]
    items = [i for t in tables for i in t.items.values() if not i.pk.startswith("EXPORT#")]
    sealed = {text for item in items for text in opened_texts(contract_world, item)}
    clear = {text for item in items for text in leaves(json.loads(item.doc or "{}"))}
    return frozenset(text for text in sealed - clear if len(text) >= SHORTEST)


def discloses(route: str, exchange: Exchange, personal: frozenset[str]) -> bool:
    """Whether an answer holds a text that lies sealed."""
    if exchange.status not in (200, 201):
        return False
    texts = set(leaves(json.loads(exchange.text))) if exchange.text[:1] in "{[" else set()
    whole = re.split(r"[,\n\r]", exchange.text)
    return route in FILES or bool(personal & (texts | set(whole)))


def records(contract_world: ContractWorld) -> list[AccessRecord]:
    items = contract_world.world.accesses.items.values()
    return [AccessRecord.model_validate_json(item.doc) for item in items]


def readable(route: str) -> list[Cell]:
    return [cell for cell in cells_of(route) if cell.status in (200, 201)]


def test_there_is_something_to_find(personal: frozenset[str]) -> None:
    assert len(personal) >= 5


@pytest.mark.parametrize("route", table())
def test_an_answer_that_opens_a_sealed_field_is_recorded(
    contract_world: ContractWorld, personal: frozenset[str], route: str
) -> None:
    is_own = any(f" {path}" in route for path in OWN_BEFORE_FILING)
    for cell in readable(route):
        exchange = send_cell(contract_world, cell)
        if not discloses(route, exchange, personal) or is_own:
            continue
        written = records(contract_world)
        assert [each.kind for each in written] == [
            "staff" if cell.role in STAFF_ROLES else "citizen"
        ], cell
        assert written[0].trace, cell


@pytest.mark.parametrize("route", table())
def test_an_answer_that_opens_a_sealed_field_names_roles(
    contract_world: ContractWorld, personal: frozenset[str], route: str
) -> None:
    readers = {
        cell.role
        for cell in readable(route)
        if discloses(route, send_cell(contract_world, cell), personal)
    }

    assert not readers & {*NOBODYS_BUSINESS, "nobody", "bad token", "unlisted staff"}


def test_the_views_that_are_known_to_be_personal_are_found(
    contract_world: ContractWorld, personal: frozenset[str]
) -> None:
    disclosing = {
        route
        for route in table()
        for cell in readable(route)
        if cell.role == "receptionist"
        and discloses(route, send_cell(contract_world, cell), personal)
    }

    assert {
        "GET /intake/v1/dossiers/{code}",
        "GET /casework/v1/lists/{list}",
        "POST /casework/v1/searches",
        "GET /payments/v1/fees/{fee}/receipt",
        *FILES,
    } <= disclosing


def test_without_a_record_there_is_no_answer(contract_world: ContractWorld) -> None:
    cell = next(
        cell for cell in readable("GET /intake/v1/dossiers/{code}") if cell.role == "receptionist"
    )
    transport = contract_world.world.accesses
    stored = transport.write

    def refuse(*_: Any) -> None:
        from kit.persistence.items import Busy

        raise Busy

    transport.write = refuse  # type: ignore[method-assign, assignment]
    try:
        exchange = send_cell(contract_world, cell)
    finally:
        transport.write = stored  # type: ignore[method-assign]

    assert exchange.status == 503
    assert "applicant" not in exchange.text
