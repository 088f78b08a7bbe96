"""What a receipt says, to documents and to its readers, and how its sealed paper is found again."""

import json
from pathlib import Path

import pytest

from contracts.documents import DocumentSealed, Kind
from contracts.terms import Payer, QuoteLine
from contracts.testing.dossier_events import CODE, DRAFT, FEE
from kit.testing.clock import NOW
from payments.api.payer.schemas import receipt_view
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.receipt import (
    BODIES,
    CollectingBodies,
    Collection,
    Collector,
    Receipt,
    Series,
    collector,
    issue,
    series_id,
)
from payments.domain.receipt_file import ReceiptFile, sealed
from tests.unit.payments.world import MINUTE, World

ROOT = Path(__file__).parents[3]
LINE = QuoteLine(rule="r", name="Lệ phí", amount=150_000)
OWED = Fee(
    id=FEE, dossier=CODE, vault=DRAFT, lines=(LINE,), total=150_000, pay="before_result", since=NOW
)
PAID = PaymentAttempt(
    id="P", fee=FEE, method="cash", provider="desk", amount=150_000, since=NOW, expires=NOW
)
PAYER = Payer(name="Nguyễn Thị An", identity="022190001234", address="Hạ Long")
BODY = Collector(
    agency="H49.61.01", name="UBND phường Hồng Gai", tax_code="0000496100", synthetic=True
)


def collected(payer: Payer | None) -> Collection:
    return Collection(BODY, payer, PAID.id, PAID.method, desk="Quầy số 3")


def a_receipt(collection: Collection | None = None) -> Receipt:
    series = Series(id=series_id("H49.61.01", NOW), last=41)
    receipt, _ = issue(series, OWED, collection or collected(PAYER), NOW)
    return receipt


def document(kind: Kind = "receipt", fee: str | None = FEE) -> DocumentSealed:
    return DocumentSealed(
        kind=kind, name="Biên lai", sha256="ab" * 32, signature="c2ln", key="seal", fee=fee
    )


def settled() -> Fee:
    return OWED.evolve(state="settled", receipt=a_receipt().facts)


def test_the_facts_of_a_receipt_are_all_that_its_paper_needs_and_nothing_personal() -> None:
    facts = a_receipt().facts

    assert (facts.number, facts.form, facts.sign) == (
        "01BLP0-001/AA-26E/0000042",
        "01BLP0-001",
        "AA-26E",
    )
    assert facts.id == "H49.61.01#01BLP0-001#AA-26E#0000042"
    assert (facts.agency, facts.tax_code, facts.synthetic) == ("H49.61.01", "0000496100", True)
    assert (facts.total, facts.total_in_words) == (150_000, "Một trăm năm mươi nghìn đồng")
    assert (facts.at, facts.desk) == (NOW, "Quầy số 3")
    assert "Nguyễn" not in facts.model_dump_json()


def test_a_settled_fee_says_who_paid_and_seals_it() -> None:
    world = World()
    world.file()
    world.now += MINUTE
    world.stripe.account.pay(world.start().session or "")
    world.deliver()

    data = world.event("fee.settled")

    assert data["payer"].startswith("sealed:")
    assert data["paid_by"].startswith("sealed:")
    assert data["receipt"]["tax_code"] == "0000496100"
    (receipt,) = world.receipts
    assert receipt.paid_by == PAYER
    assert receipt.payer == "Nguyễn Thị An"


def test_the_api_names_the_payer_to_those_who_may_know() -> None:
    receipt = a_receipt()

    assert receipt_view(receipt, None, personal=True).paid_by == PAYER
    assert receipt_view(receipt, None, personal=False).paid_by is None


def test_the_api_names_the_paper_once_it_is_sealed() -> None:
    change = sealed(settled(), document(), "D1", NOW)
    assert change is not None
    assert isinstance(change.state, ReceiptFile)

    before, after = (
        receipt_view(a_receipt(), None, personal=False),
        receipt_view(a_receipt(), change.state, personal=False),
    )

    assert (before.document, before.sha256) == (None, None)
    assert (after.document, after.sha256) == ("D1", "ab" * 32)
    assert (after.total_in_words, after.currency) == ("Một trăm năm mươi nghìn đồng", "VND")
    assert (after.fee, change.state.id, change.event) == (FEE, FEE, None)


@pytest.mark.parametrize(
    ("fee", "paper"),
    [
        (settled(), document("result")),
        (settled(), document(fee="F2")),
        (settled(), document(fee=None)),
        (OWED, document()),
    ],
)
def test_another_paper_is_not_the_receipts(fee: Fee, paper: DocumentSealed) -> None:
    assert sealed(fee, paper, "D1", NOW) is None


def test_a_receipt_of_before_these_facts_can_still_be_read() -> None:
    stored = a_receipt().model_dump(mode="json", context=None)
    new = {"form", "sign", "agency", "tax_code", "synthetic", "desk", "paid_by"}
    old = Receipt.model_validate({name: value for name, value in stored.items() if name not in new})

    assert receipt_view(old, None, personal=True).number == "01BLP0-001/AA-26E/0000042"


def test_an_agency_collects_under_its_own_tax_code_or_that_of_the_nearest_above_it() -> None:
    assert collector("H49.61", "X").tax_code == collector("H49.61.01", "Y").tax_code == "0000496100"
    assert collector("H49.00", "X").tax_code == collector("H49", "Y").tax_code
    assert collector("H49.61.01", "Y").name == "Y"


def test_a_body_whose_tax_code_nobody_knows_has_none() -> None:
    assert collector("Z99.01", "X") == Collector(agency="Z99.01", name="X")


def test_every_agency_has_a_tax_code_and_the_invented_ones_say_so() -> None:
    agencies = json.loads((ROOT / "data" / "agencies.json").read_text(encoding="utf-8"))["agencies"]
    bodies = CollectingBodies.model_validate_json(BODIES.read_text(encoding="utf-8")).bodies

    assert [a["code"] for a in agencies if collector(a["code"], a["name"]).tax_code is None] == []
    assert all(body.synthetic == body.tax_code.startswith("00") for body in bodies.values())
    assert len({body.tax_code for body in bodies.values()}) == len(bodies)
