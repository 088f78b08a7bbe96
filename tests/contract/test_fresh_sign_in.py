"""What an official signs, whose money goes and who gets a right needs a sign-in of now: every such
route refuses one that is 15 minutes old, and changes nothing.
"""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from infra.openapi import FOLDER
from infra.places import SERVICES
from kit.http.access import FRESH
from tests.contract.authorisation import cells_of
from tests.contract.contract_world import ContractWorld
from tests.contract.mounted_apps import official, opened
from tests.contract.test_authorisation import send_cell

ROUTES = {
    "PUT /letters/v1/outgoing/{letter}/sign": "head",
    "POST /casework/v1/cases/{code}/decision": "approver",
    "POST /casework/v1/cases/{code}/result-correction": "approver",
    "POST /casework/v1/cases/{code}/result-recall": "approver",
    "POST /casework/v1/delegations": "approver",
    "DELETE /casework/v1/staff/{sub}/delegations/{delegation}": "head",
    "PUT /casework/v1/staff/{sub}": "admin",
    "DELETE /casework/v1/staff/{sub}": "admin",
    "POST /intake/v1/agencies/{agency}/kiosks": "admin",
    "DELETE /intake/v1/kiosks/{kiosk}": "admin",
    "PUT /intake/v1/subject-requests/{subject_request}/decision": "head",
    "POST /intake/v1/procedures/{code}/fee-amounts/{amount}/approval": "catalogue_editor",
    "PUT /partners/v1/partners/{partner}": "admin",
    "PUT /partners/v1/partners/{partner}/state": "admin",
    "POST /partners/v1/partners/{partner}/keys": "admin",
    "DELETE /partners/v1/partners/{partner}/keys/{key}": "admin",
    **{
        f"PUT /exchange/v1/peers/{{member}}/{what}": "admin"
        for what in ("key", "right", "end", "confirmation")
    },
    "POST /payments/v1/days/{day}/closing": "accountant",
    "POST /payments/v1/discrepancies/{discrepancy}/signature": "accountant",
    "POST /payments/v1/refunds/{refund}/approval": "accountant",
}
"""Route -> a role that it admits."""


@pytest.fixture(scope="module")
def contract_world() -> Iterator[ContractWorld]:
    with opened() as contract_world:
        yield contract_world


def published() -> dict[str, int]:
    """Route -> how old a sign-in may be, in seconds, as the documents publish it."""
    fresh: dict[str, int] = {}
    for service in SERVICES:
        document = json.loads((FOLDER / f"{service}.json").read_text("utf-8"))
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                seconds = operation.get("x-fresh-sign-in")
                codes = json.dumps(operation["responses"].get("401", {}))
                assert ("sign_in_again" in codes) is (seconds is not None), path
                fresh |= {f"{method.upper()} {path}": seconds} if seconds else {}
    return fresh


def test_the_documents_publish_which_routes_need_a_sign_in_of_now() -> None:
    assert published() == dict.fromkeys(ROUTES, int(FRESH.total_seconds()))


@pytest.mark.parametrize(("route", "role"), ROUTES.items())
def test_an_old_sign_in_changes_nothing(
    contract_world: ContractWorld, route: str, role: str
) -> None:
    cells = [
        cell for cell in cells_of(route) if cell.role == role and cell.status not in (403, 404)
    ]
    contract_world.restore()
    before = [dict(each[0].items) for each in contract_world._snapshot]
    old = official(f"{role}-{where(cells[0].relation)}", contract_world.world.now() - FRESH)
    answer = send_cell(contract_world, cells[0], old)

    assert (answer.status, json.loads(answer.text or "{}")["code"]) == (401, "sign_in_again")
    assert "insufficient_user_authentication" in answer.headers["WWW-Authenticate"]
    assert [dict(each[0].items) for each in contract_world._snapshot] == before
    a_moment_ago = contract_world.world.now() - FRESH + timedelta(seconds=1)
    fresh = official(f"{role}-{where(cells[0].relation)}", a_moment_ago)
    assert send_cell(contract_world, cells[0], fresh).status == cells[0].status


def where(relation: str) -> str:
    return "agency" if relation == "–" else relation
