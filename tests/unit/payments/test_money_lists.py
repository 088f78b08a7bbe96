"""Lists of refunds and of accounting days, and a transfer that a cashier starts for a payer."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.casework import CaseConsulted
from contracts.testing.dossier_events import CODE
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.day_builders import a_world_with_a_fee, night, paid_by_transfer
from tests.unit.payments.world import World

TREASURER = "treasurer"


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def requested_refund(api: ApiWorld, amount: int = 50_000) -> str:
    payment = api.ask("POST", f"/v1/fees/{api.world.fee.id}/cash", "cashier").body["payment"]
    body = {"amount": amount, "why": "Thu nhầm", "refundable_seen": 150_000}
    path = f"/v1/payments/{payment}/refunds"
    return str(api.ask("POST", path, "accountant", body).body["refund"])


def refunds(api: ApiWorld, who: str, query: str) -> list[str]:
    answer = api.ask("GET", f"/v1/refunds?{query}", who)
    assert answer.status == 200
    return [each["refund"] for each in answer.body["items"]]


def test_a_refund_stands_in_the_list_of_its_state_alone(api: ApiWorld) -> None:
    refund = requested_refund(api)
    assert refunds(api, "accountant", "state=requested") == [refund]
    assert refunds(api, "cashier", "state=open&method=cash") == []

    api.ask("POST", f"/v1/refunds/{refund}/approval", "second")

    assert refunds(api, "accountant", "state=requested") == []
    assert refunds(api, "cashier", "state=open&method=cash") == [refund]
    assert refunds(api, "cashier", "state=open&method=card") == []


def test_refunds_of_other_agencies_are_in_no_list(api: ApiWorld) -> None:
    refund = requested_refund(api)

    assert refunds(api, TREASURER, "state=requested") == [refund]
    assert refunds(api, "accountant-elsewhere", "state=requested") == []
    assert api.ask("GET", "/v1/refunds?state=requested", "official").status == 403
    assert api.ask("GET", "/v1/refunds", "accountant").status == 422


def test_a_list_of_refunds_names_no_account_of_a_person(api: ApiWorld) -> None:
    requested_refund(api)
    [refund] = api.ask("GET", "/v1/refunds?state=requested", TREASURER).body["items"]

    assert refund["payee"] is None


def days(api: ApiWorld, state: str, who: str = TREASURER) -> list[Any]:
    items: list[Any] = api.ask("GET", f"/v1/days?state={state}", who).body["items"]
    return items


def test_a_day_is_open_until_it_is_closed(api: ApiWorld) -> None:
    world = a_world_with_a_fee()
    paid_by_transfer(world)
    night(world)
    own = ApiWorld(world)
    listed = days(own, "open")

    assert [each["day"] for each in listed] == sorted(each["day"] for each in listed)
    quiet = next(each["day"] for each in listed if not each["entries"])
    body: dict[str, Any] = {"totals_seen": []}
    assert own.ask("POST", f"/v1/days/{quiet}/closing", TREASURER, body).status == 201
    assert quiet not in [each["day"] for each in days(own, "open")]
    [closed] = days(own, "closed")
    assert (closed["day"], closed["by"]) == (quiet, TREASURER)


def test_days_are_the_provinces(api: ApiWorld) -> None:
    assert api.ask("GET", "/v1/days", "accountant").status == 403
    assert api.ask("GET", "/v1/days", "cashier").status == 403


def start(api: ApiWorld, who: str, method: str = "transfer") -> Any:
    body = {"method": method}
    return api.ask("POST", f"/v1/fees/{api.world.fee.id}/payments", who, body)


def test_a_cashier_starts_a_transfer_that_the_payer_scans(api: ApiWorld) -> None:
    started = start(api, "cashier")

    assert (started.status, started.body["state"]) == (201, "pending")
    assert started.body["qr"]
    api.world.transfer(api.world.store.payment(started.body["payment"]))
    api.world.deliver()
    assert api.world.fee.state == "settled"


def test_a_cashier_starts_no_card_payment(api: ApiWorld) -> None:
    assert start(api, "cashier", "card").status == 422


def test_only_cashiers_of_the_agency_that_has_the_case_start_one(api: ApiWorld) -> None:
    assert start(api, "accountant").status == 403
    assert start(api, "cashier-elsewhere").status == 404

    due = api.world.now + timedelta(days=1)
    api.world.handle(CaseConsulted(agency="H49.62", due=due), CODE)

    assert api.ask("GET", f"/v1/fees/{api.world.fee.id}", "cashier-elsewhere").status == 200
    assert start(api, "cashier-elsewhere").status == 404
