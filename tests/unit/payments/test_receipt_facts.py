"""What a receipt says, to documents and to its readers, and how its sealed paper is found again."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.documents import DocumentSealed, Kind
from contracts.receipts import Payer
from contracts.terms import QuoteLine
from contracts.testing.dossier_events import CODE, DRAFT, FEE
from kit.testing.clock import NOW
from payments.api.payer.views import receipt_view
from payments.domain.collecting_body import Collector, Registration
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.receipt import Collection, Receipt, Series, issue, series_id
from payments.domain.receipt_file import ReceiptFile, sealed
from tests.unit.payments.world import MINUTE, World

LINE = QuoteLine(rule="r", name="Lệ phí", amount=150_000)
OWED = Fee(
    id=FEE, dossier=CODE, vault=DRAFT, lines=(LINE,), total=150_000, pay="before_result", since=NOW
)
PAID = PaymentAttempt(
    id="P", fee=FEE, method="cash", provider="desk", amount=150_000, since=NOW, expires=NOW
)
PAYER = Payer(name="Nguyễn Thị An", identity="022190001234", address="Hạ Long")
KEY = "arn:aws:kms:ap-southeast-1:111122223333:key/body-1"
BODY = Collector(
    agency="H49.61.01",
    body="H49.61",
    name="UBND phường Hồng Gai",
    tax_code="5700100200",
    registration=Registration(name="UBND phường Hồng Gai", since=date(2026, 7, 1), key=KEY),
)


def collected(payer: Payer | None) -> Collection:
    return Collection(BODY, payer, PAID.id, PAID.method, NOW, desk="Quầy số 3")


def a_receipt(collection: Collection | None = None) -> Receipt:
    series = Series(id=series_id(BODY, NOW), last=41)
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
        "EBL01/26TAA/42",
        "EBL01",
        "26TAA",
    )
    assert facts.id == "H49.61#EBL01#26TAA#00000042"
    assert (facts.agency, facts.tax_code, facts.synthetic) == ("H49.61.01", "5700100200", False)
    assert (facts.registered, facts.key) == (True, KEY)
    assert (facts.total, facts.total_in_words) == (150_000, "Một trăm năm mươi nghìn đồng")
    assert (facts.at, facts.desk) == (NOW, "Quầy số 3")
    assert "Nguyễn" not in facts.model_dump_json()


def test_the_facts_say_when_the_fee_was_paid_and_that_a_tax_code_is_invented() -> None:
    invented = BODY.evolve(synthetic=True, registration=None)
    paid = replace(collected(PAYER), collector=invented, paid_at=NOW - MINUTE)

    facts = a_receipt(paid).facts

    assert (facts.synthetic, facts.paid_at, facts.at) == (True, NOW - MINUTE, NOW)


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
    new = {
        "form",
        "sign",
        "agency",
        "tax_code",
        "synthetic",
        "registered",
        "key",
        "desk",
        "paid_by",
    }
    old = Receipt.model_validate({name: value for name, value in stored.items() if name not in new})

    view = receipt_view(old, None, personal=True)

    assert (view.number, view.form) == ("EBL01/26TAA/42", "01BLP0-001")
    assert not view.registered
