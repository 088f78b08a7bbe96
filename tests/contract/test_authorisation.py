"""Every (route, role, relation) of the authorisation table is asked of the real doors with really
signed tokens."""

import json
from collections.abc import Iterator, Mapping

import pytest
import yaml

from infra.openapi import rendered as openapi
from infra.places import SERVICES
from tests.contract import authorisation
from tests.contract.authorisation import ROLES, Cell, cells_of, keyed, table
from tests.contract.contract_world import ContractWorld
from tests.contract.gateway import Exchange, routes
from tests.contract.mounted_apps import authorization, opened
from tests.contract.route_requests import RouteRequest, route_requests


@pytest.fixture
def contract_world() -> Iterator[ContractWorld]:
    with opened() as contract_world:
        yield contract_world


def documented() -> set[str]:
    paths = [path for service in SERVICES for path in json.loads(openapi(service))["paths"].items()]
    return {f"{method.upper()} {path}" for path, methods in paths for method in methods}


def send_cell(
    contract_world: ContractWorld, cell: Cell, caller: Mapping[str, str] | None = None
) -> Exchange:
    """One cell, requested in a world that is as it was before; `caller` is another's header."""
    contract_world.restore()
    how = route_requests(contract_world)[cell.route]
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": "contract-0001",
        **_proof(how, cell),
    }
    target, raw = (
        _target(how, cell),
        json.dumps(how.body).encode() if how.body is not None else how.raw,
    )
    return contract_world.gateway.ask(
        cell.route.partition(" ")[0],
        target,
        headers | dict(caller or authorization(cell.role, cell.relation)),
        raw,
    )


def _target(how: RouteRequest, cell: Cell) -> str:
    path = cell.route.partition(" ")[2]
    ids = how.by_relation.get(cell.relation, how.ids)
    for name, value in (how.unknown if cell.relation == "unknown" else ids).items():
        path = (
            path + f"{'&' if '?' in path else '?'}{name[1:]}={value}"
            if name.startswith("?")
            else path.replace(f"{{{name}}}", value)
        )
    return path


def _proof(how: RouteRequest, cell: Cell) -> dict[str, str]:
    if keyed(cell.route) and cell.relation not in ("right", "wrong"):
        return {}
    return dict(how.wrong if cell.relation == "wrong" else how.proof)


def test_every_documented_route_is_in_the_table_and_no_other() -> None:
    assert set(table()) == documented() == set(routes())


FOR_WHOEVER_HOLDS_THE_PAPER = {
    "GET /documents/v1/verifications/{document}",
    "GET /documents/v1/dossiers/{code}/facts/verification",
    "GET /exchange/v1/files/{token}",
}
"""The paper bears the id, the file the digest, and the answer names nobody; the token of a file is
the right to it.
"""
OF_AN_AGENCY = {"GET /voice/v1/agencies/{agency}/rating"}
"""Public figures, which know nothing of anybody."""
OF_A_MONTH_OR_DAY = {
    "GET /status/v1/figures/months/{month}",
    "GET /status/v1/figures/months/{month}/table",
    "GET /status/v1/figures/months/{month}/league",
    "GET /status/v1/figures/months/{month}/index",
    "GET /status/v1/figures/months/{month}/index/table",
    "GET /status/v1/figures/months/{month}/index/what-if",
    "GET /status/v1/open/roots/{day}",
    "GET /status/v1/open/months/{month}",
    "GET /status/v1/open/months/{month}/leaves",
}
"""Public figures, and what they are counted from."""


def test_a_route_about_an_object_looks_at_the_relation() -> None:
    plain = {name for name in table() if "{" in name and table()[name]["about"] == "nothing"}
    assert plain == FOR_WHOEVER_HOLDS_THE_PAPER | OF_A_MONTH_OR_DAY | OF_AN_AGENCY


def test_a_cell_can_not_be_written_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        yaml.load("GET /a: 1\nGET /a: 2", Loader=authorisation._Strict)


@pytest.mark.parametrize("route", table())
def test_everybody_gets_the_answer_of_the_table(contract_world: ContractWorld, route: str) -> None:
    cells = list(cells_of(route))
    assert {cell.role for cell in cells} == set(ROLES)

    exchanges = {cell: send_cell(contract_world, cell).status for cell in cells}

    assert {cell: status for cell, status in exchanges.items() if status != cell.status} == {}


@pytest.mark.parametrize("route", [name for name in table() if table()[name]["about"] != "nothing"])
def test_somebody_elses_object_answers_like_an_unknown_one(
    contract_world: ContractWorld, route: str
) -> None:
    hidden = [cell for cell in cells_of(route) if cell.status == 404]

    for role in {cell.role for cell in hidden}:
        exchanges = [send_cell(contract_world, cell) for cell in hidden if cell.role == role]
        unknown = exchanges[-1]
        assert [(h.status, h.headers, h.text) for h in exchanges] == [
            (404, unknown.headers, unknown.text)
        ] * len(exchanges)


@pytest.mark.parametrize(("relation", "status"), [("right", 200), ("wrong", 400)])
def test_the_banks_callback_comes_in_by_its_signature(
    contract_world: ContractWorld, relation: str, status: int
) -> None:
    how = route_requests(contract_world)["POST /payments/v1/webhooks/{provider}"]
    headers = dict(how.proof if relation == "right" else how.wrong)

    assert (
        contract_world.gateway.ask(
            "POST", "/payments/v1/webhooks/bank", headers, how.instead["bank"]
        ).status
        == status
    )


def test_a_paper_of_another_draft_is_unknown_in_ones_own(contract_world: ContractWorld) -> None:
    dossier = contract_world.world.intake.dossier(contract_world.ids["returned"])
    assert dossier
    filed = dossier.attachments[0]
    own = f"/intake/v1/drafts/{contract_world.ids['draft']}/papers"
    exchanges = [
        contract_world.gateway.ask("GET", f"{own}/{paper}", authorization("citizen", "owner"))
        for paper in (filed.id, "01KAQ0000000000000000000ZZ", contract_world.ids["paper"])
    ]

    assert [h.status for h in exchanges] == [404, 404, 200]
    assert exchanges[0].text == exchanges[1].text


def test_the_page_says_what_the_table_says() -> None:
    assert authorisation.PAGE.read_text() == authorisation.rendered(), (
        "python -m tests.contract.authorisation"
    )
