"""The doors of the money on the deployed cloud: whoever has the key pays by transfer, officials do the rest."""

import pytest

from local.demo.api import Json, eventually
from local.demo.journey import Journey
from local.demo.payer import transfer_at
from tests.integration.cloud import PAID, Town

pytestmark = pytest.mark.integration
WRONG = "0000000000"


def filed(town: Town) -> tuple[Journey, Json]:
    """A dossier whose fee is due."""
    journey = town.journey(PAID)
    journey.citizen = town.citizen(journey.who)
    journey._look_up()
    journey._file()
    return journey, eventually(journey._due_fee, "the fee is due")


def test_whoever_has_the_key_pays_by_transfer_and_a_wrong_key_finds_nothing(town: Town) -> None:
    journey, fee = filed(town)
    path, key = f"/fees/{fee['fee']}", {"X_Lookup_Key": journey.key}
    assert town.public.send("GET", "payments", path).status_code == 401
    assert town.public.send("GET", "payments", path, X_Lookup_Key=WRONG).status_code == 404

    payment = town.public.post("payments", f"{path}/payments", {"method": "transfer"}, **key)
    transfer_at(town.place.bank, payment["qr"])

    eventually(lambda: town.public.get("payments", path, **key)["receipt"], "the fee is settled")
    receipt = town.public.get("payments", f"{path}/receipt", **key)
    assert (receipt["method"], receipt["total"], receipt["paid_by"]) == (
        "transfer",
        fee["total"],
        None,
    )


def test_a_cashier_takes_cash_and_two_accountants_send_it_back(town: Town) -> None:
    _, fee = filed(town)
    cashier, first, second = (town.staff(name) for name in ("thu-ngan", "ke-toan", "ke-toan-2"))
    payment = cashier.post("payments", f"/fees/{fee['fee']}/cash")["payment"]
    seen = first.get("payments", f"/payments/{payment}/ledger")["refundable"]
    wish = {"amount": seen, "why": "Thu nhầm", "refundable_seen": seen}

    refund = first.post("payments", f"/payments/{payment}/refunds", wish)["refund"]
    second.post("payments", f"/refunds/{refund}/approval")

    assert cashier.post("payments", f"/refunds/{refund}/payout")["state"] == "succeeded"
    assert first.get("payments", f"/payments/{payment}/ledger")["refundable"] == 0
    found = first.get("payments", f"/payments?dossier={fee['dossier']}")["items"]
    assert [each["payment"] for each in found] == [payment]


def test_money_without_a_reference_is_a_discrepancy_that_an_accountant_allocates_to_its_fee(
    town: Town,
) -> None:
    journey, fee = filed(town)
    asked = journey.citizen.post("payments", f"/fees/{fee['fee']}/payments", {"method": "transfer"})
    text = f"nop le phi {journey.code}"
    transfer_at(town.place.bank, asked["qr"], text=text)
    accountant = town.staff("ke-toan")

    def discrepancy() -> str | None:
        listed = accountant.get("payments", "/discrepancies?limit=100")["items"]
        for each in listed:
            shown = accountant.get("payments", f"/discrepancies/{each['discrepancy']}")
            if shown["payee"] and text in shown["payee"]["text"]:
                return str(shown["discrepancy"])
        return None

    body = {"how": "allocated", "fee": fee["fee"], "reason": "Đúng người nộp"}
    opened = eventually(discrepancy, "the discrepancy is there")
    ended = accountant.post("payments", f"/discrepancies/{opened}/resolution", body)

    assert ended["state"] == "resolved"
    assert journey.citizen.get("payments", f"/fees/{fee['fee']}")["state"] == "settled"
