"""Payments on the deployed cloud: whoever has the key pays by transfer, officials do the rest."""

import pytest

from local.demo.api_client import Json
from local.demo.journey import Journey
from local.demo.payer import pay_by_transfer
from local.demo.waiting import wait_for
from tests.integration.world import PAID, World

pytestmark = pytest.mark.integration
WRONG = "0000000000"


def dossier_with_due_fee(world: World) -> tuple[Journey, Json]:
    """A dossier whose fee is due."""
    journey = world.filed(PAID)
    return journey, journey.due_fee()


def test_whoever_has_the_key_pays_by_transfer_and_a_wrong_key_finds_nothing(world: World) -> None:
    journey, fee = dossier_with_due_fee(world)
    path, key = f"/fees/{fee['fee']}", {"X_Lookup_Key": journey.key}
    assert world.public.send("GET", "payments", path).status_code == 401
    assert world.public.send("GET", "payments", path, X_Lookup_Key=WRONG).status_code == 404

    payment = world.public.post("payments", f"{path}/payments", {"method": "transfer"}, **key)
    pay_by_transfer(world.deployment.bank, payment["qr"])

    wait_for(lambda: world.public.get("payments", path, **key)["receipt"], "the fee is settled")
    receipt = world.public.get("payments", f"{path}/receipt", **key)
    assert (receipt["method"], receipt["total"], receipt["paid_by"]) == (
        "transfer",
        fee["total"],
        None,
    )


def test_a_cashier_takes_cash_and_two_accountants_send_it_back(world: World) -> None:
    _, fee = dossier_with_due_fee(world)
    cashier, first, second = (world.staff(name) for name in ("thu-ngan", "ke-toan", "ke-toan-2"))
    payment = cashier.post("payments", f"/fees/{fee['fee']}/cash")["payment"]
    seen = first.get("payments", f"/payments/{payment}/ledger")["refundable"]
    request = {"amount": seen, "why": "Thu nhầm", "refundable_seen": seen}

    refund = first.post("payments", f"/payments/{payment}/refunds", request)["refund"]
    second.post("payments", f"/refunds/{refund}/approval")

    assert cashier.post("payments", f"/refunds/{refund}/payout")["state"] == "succeeded"
    assert first.get("payments", f"/payments/{payment}/ledger")["refundable"] == 0
    payments = first.get("payments", f"/payments?dossier={fee['dossier']}")["items"]
    assert [each["payment"] for each in payments] == [payment]


def test_money_without_a_reference_is_a_discrepancy_that_an_accountant_allocates_to_its_fee(
    world: World,
) -> None:
    journey, fee = dossier_with_due_fee(world)
    path, request = f"/fees/{fee['fee']}/payments", {"method": "transfer"}
    payment = journey.citizen.post("payments", path, request)
    text = f"nop le phi {journey.code}"
    pay_by_transfer(world.deployment.bank, payment["qr"], text=text)
    accountant = world.staff("ke-toan")

    def discrepancy() -> str | None:
        listed = accountant.get("payments", "/discrepancies?limit=100")["items"]
        for each in listed:
            shown = accountant.get("payments", f"/discrepancies/{each['discrepancy']}")
            if shown["payee"] and text in shown["payee"]["text"]:
                return str(shown["discrepancy"])
        return None

    body = {"how": "allocated", "fee": fee["fee"], "reason": "Đúng người nộp"}
    opened = wait_for(discrepancy, "the discrepancy is there")
    ended = accountant.post("payments", f"/discrepancies/{opened}/resolution", body)

    assert ended["state"] == "resolved"
    assert journey.citizen.get("payments", f"/fees/{fee['fee']}")["state"] == "settled"
