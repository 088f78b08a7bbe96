"""Statements on the deployed cloud: two payers whom a bank gave one document number."""

from datetime import datetime, timedelta

import pytest

from infra.places import ROOT
from kit.core.time import VIETNAM
from local.demo.api_client import Json
from local.demo.journey import Journey
from local.demo.waiting import wait_for
from tests.integration.statement_uploads import taken
from tests.integration.world import PAID, World

pytestmark = pytest.mark.integration
CASES = ROOT / "tests" / "cases"
REFERENCES = ("MCDKGCE2AWVK", "MC29VZXHY1SM")
"""What the payers of the cases wrote; here it is what the payers of the test were told."""


def paying_by_transfer(world: World) -> tuple[Journey, Json]:
    """A dossier whose fee somebody began to pay by transfer."""
    journey = world.filed(PAID)
    fee = journey.due_fee()
    request = {"method": "transfer"}
    return journey, journey.citizen.post("payments", f"/fees/{fee['fee']}/payments", request)


def statement(day: int, reference: str, number: str) -> bytes:
    """One of the cases as the bank would write it now: day 1 is the day before yesterday."""
    text = (CASES / f"docno-day{day}.csv").read_text("utf-8-sig")
    booked = datetime.now(VIETNAM) - timedelta(days=3 - day)
    for old, new in (
        (REFERENCES[day - 1], reference),
        ("28/11/2026", f"{booked:%d/%m/%Y}"),
        ("29/11/2026", f"{booked:%d/%m/%Y}"),
        ("5244.50622", number),
    ):
        text = text.replace(old, new)
    return text.encode("utf-8-sig")


def receipt(journey: Journey, fee: str) -> str:
    """The receipt's number of a fee, once it is settled."""
    issued = wait_for(
        lambda: journey.citizen.get("payments", f"/fees/{fee}")["receipt"], "the fee is settled"
    )
    return str(issued["number"])


def test_one_document_number_of_two_days_pays_for_two_payers(world: World) -> None:
    treasurer = world.staff("ke-toan")
    payers = [paying_by_transfer(world) for _ in (1, 2)]
    number = f"5244.{payers[0][1]['payment'][-10:]}"
    days = [
        statement(day, payment["reference"], number)
        for day, (_, payment) in enumerate(payers, start=1)
    ]

    for day, text in enumerate(days, start=1):
        brought = taken(treasurer, text, f"{number}-{day}")
        assert (brought["lines"], brought["new"], brought["unread_lines"]) == (1, 1, 0)

    assert len({receipt(journey, payment["fee"]) for journey, payment in payers}) == 2
    for day, text in enumerate(days, start=1):
        again = taken(treasurer, text, f"{number}-{day}-again")
        assert (again["new"], again["already_reported"]) == (0, 1)
