"""Receipts of a registered body, and their mistakes, at the tax authority's double."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import requests

from local.cloud.settings import HOST, tax_authority_port
from local.demo.api_client import ApiClient, Json
from local.demo.journey import Journey
from local.demo.payer import pay_by_transfer
from local.demo.waiting import wait_for
from local.registered_body import AGENCY, TAX_CODE
from tests.integration.world import PAID, World, new_citizen

pytestmark = pytest.mark.integration
DOUBLE = f"http://{HOST}:{tax_authority_port()}/_double"


def control(name: str, **arguments: Any) -> None:
    requests.post(f"{DOUBLE}/{name}", json=arguments, timeout=30).raise_for_status()


def register() -> Json:
    content: Json = requests.get(f"{DOUBLE}/register", timeout=30).json()
    return content


def sweep(world: World) -> None:
    answer = world.client("lambda").invoke(
        FunctionName="motcua-local-payments-sweeper", Payload=b"{}"
    )
    assert "FunctionError" not in answer, answer["Payload"].read()


def paid_receipt(world: World) -> tuple[str, Json]:
    """The fee and the receipt of a dossier that was filed at the registered body and paid."""
    journey = Journey(world.sign_in, new_citizen(), PAID, AGENCY, world.steps.append)
    journey.file()
    fee = journey.due_fee()["fee"]
    request = {"method": "transfer"}
    payment = journey.citizen.post("payments", f"/fees/{fee}/payments", request)
    pay_by_transfer(world.deployment.bank, payment["qr"])
    settled = lambda: journey.citizen.get("payments", f"/fees/{fee}")["receipt"]  # noqa: E731
    wait_for(settled, "the fee is settled")
    return fee, journey.citizen.get("payments", f"/fees/{fee}/receipt")


def discrepancies(accountant: ApiClient) -> Iterator[Json]:
    """All of them, page by page: other tests make more than a page has."""
    page = accountant.get("payments", "/discrepancies?limit=100")
    yield from page["items"]
    while page["next"]:
        cursor = quote(page["next"], safe="")
        page = accountant.get("payments", f"/discrepancies?limit=100&cursor={cursor}")
        yield from page["items"]


def test_a_receipt_survives_a_dead_authority_and_a_refusal_and_its_mistake_follows(
    world: World,
) -> None:
    """One test: the authority and the series are shared."""
    fee, receipt = paid_receipt(world)
    number, accountant = receipt["number"], world.staff("ke-toan")
    assert number.startswith("EBL01/")
    control("refuse", number=number, code="closed")
    control("next", status=503)
    sweep(world)

    def refused() -> Json | None:
        """Another sweep may have met the dead authority meanwhile: sweep until it answers."""
        sweep(world)
        listed = discrepancies(accountant)
        cases = [each for each in listed if each["kind"] == "report_refused"]
        return next((each for each in cases if each["fee"] == fee), None)

    case = wait_for(refused, "the refusal of the authority is a discrepancy")
    assert number not in [each["number"] for each in register()["receipts"]]
    assert case["refusal"].startswith("closed")
    control("accept", number=number)
    path = f"/discrepancies/{case['discrepancy']}/resolution"
    body = {"how": "sent_again", "reason": "Cơ quan thuế đã mở lại"}
    assert accountant.post("payments", path, body)["state"] == "resolved"
    sweep(world)
    assert {"tax_code": TAX_CODE, "number": number} in register()["receipts"]

    mistake = {"receipt": number, "why": "Sai tên khoản thu", "replace": False}
    accountant.post("payments", f"/fees/{fee}/receipt/correction", mistake)
    sweep(world)
    [taken] = [each for each in register()["mistakes"] if each["SCTu"] == number]
    assert (taken["LDo"], taken["TCTBao"]) == ("Sai tên khoản thu", "GTrinh")
