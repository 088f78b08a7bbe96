"""A receipt as it is issued: its number, its collecting body, its defaults, its sealed file."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.documents import DocumentSealed
from contracts.receipts import Payer
from contracts.terms import QuoteLine
from kit.testing.clock import NOW
from payments.domain.collecting_body import (
    CollectingBody,
    Collector,
    ReceiptForm,
    Registration,
    SignLetters,
    TaxCode,
)
from payments.domain.fee import Fee
from payments.domain.receipt import Collection, Receipt, Series, collector, issue
from payments.domain.receipt_file import ReceiptFile, sealed

KEY = "arn:aws:kms:ap-southeast-1:111122223333:key/body-1"
EARLIER = NOW - timedelta(minutes=5)
LINE = QuoteLine(rule="r", name="Lệ phí", amount=150_000)
FEE = Fee(
    id="F", dossier="H49", vault="V", lines=(LINE,), total=150_000, pay="before_result", since=NOW
)
BODIES = {
    "H49": CollectingBody(tax_code="5700100200", synthetic=False, source="x"),
    "H49.61": CollectingBody(tax_code="0000496100", synthetic=True, source="x"),
}


def is_valid(type_: Any, value: object) -> bool:
    try:
        TypeAdapter(type_).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("5700100200", True),
        ("5700100200-001", True),
        ("570010020", False),
        ("57001002001", False),
        ("5700100200-01", False),
        ("x5700100200", False),
    ],
)
def test_a_tax_code_has_ten_digits_and_three_more_for_a_unit(code: str, valid: bool) -> None:
    assert is_valid(TaxCode, code) is valid


@pytest.mark.parametrize(
    ("letters", "valid"), [("AA", True), ("BD", True), ("A", False), ("AAA", False), ("FJ", False)]
)
def test_a_body_chooses_two_letters(letters: str, valid: bool) -> None:
    assert is_valid(SignLetters, letters) is valid


def test_a_body_that_is_not_registered_is_none_by_default() -> None:
    registration = Registration(name="UBND", since=date(2026, 7, 1), key=KEY)
    unnamed = Collector(agency="H49", body="H49", name="UBND")

    assert registration.letters == "AA"
    assert (unnamed.tax_code, unnamed.synthetic, unnamed.registration) == (None, False, None)
    assert ReceiptForm(form="GXN01", sign="26").digits == 1


@pytest.mark.parametrize(
    ("agency", "body", "tax_code", "synthetic"),
    [
        ("H49", "H49", "5700100200", False),
        ("H49.02", "H49", "5700100200", False),
        ("H49.61.01", "H49.61", "0000496100", True),
        ("H50", "H50", None, False),
    ],
)
def test_the_nearest_body_above_an_agency_collects(
    agency: str, body: str, tax_code: str | None, synthetic: bool
) -> None:
    assert collector(agency, "UBND", NOW, BODIES) == Collector(
        agency=agency, body=body, name="UBND", tax_code=tax_code, synthetic=synthetic
    )


@pytest.mark.parametrize(("since", "registered"), [(23, True), (24, False)])
def test_a_body_is_registered_from_its_day_on(since: int, registered: bool) -> None:
    registration = Registration(name="Sở Tài chính", since=date(2026, 11, since), key=KEY)
    bodies = {"H49": BODIES["H49"].evolve(registration=registration)}

    collecting = collector("H49.02", "UBND", NOW, bodies)

    assert collecting.registration == (registration if registered else None)
    assert collecting.name == ("Sở Tài chính" if registered else "UBND")


@pytest.mark.parametrize("payer", [Payer(name="Nguyễn Thị An"), None])
def test_an_issued_receipt_is_the_next_of_its_series_and_has_all_of_its_fee(
    payer: Payer | None,
) -> None:
    collection = Collection(
        collector("H49.61.01", "UBND", NOW, BODIES), payer, "P", "cash", EARLIER, desk="Quầy số 3"
    )
    series = Series(id="H49.61#GXN01#26", last=41)

    receipt, (counted, stored) = issue(series, FEE, collection, NOW)

    assert (counted.state, counted.event) == (series.evolve(last=42), None)
    assert (stored.state, stored.event) == (receipt, None)
    assert (receipt.id, receipt.number) == ("H49.61#GXN01#26#00000042", "GXN01/26/42")
    assert (receipt.form, receipt.sign, receipt.registered) == ("GXN01", "26", False)
    assert (receipt.dossier, receipt.vault, receipt.fee) == ("H49", "V", "F")
    assert (receipt.lines, receipt.total) == ((LINE,), 150_000)
    assert (receipt.at, receipt.paid_at) == (NOW, EARLIER)
    assert (receipt.collector, receipt.agency) == ("UBND", "H49.61.01")
    assert (receipt.tax_code, receipt.synthetic) == ("0000496100", True)
    assert (receipt.payment, receipt.method, receipt.desk) == ("P", "cash", "Quầy số 3")
    assert (receipt.paid_by, receipt.payer) == (payer, payer and "Nguyễn Thị An")
    assert receipt.pk == f"RECEIPT#{receipt.id}"


def test_a_series_begins_before_its_first_number_and_ends_with_eight_digits() -> None:
    assert (Series(id="S").last, Series(id="S").pk) == (0, "SERIES#S")
    assert Series(id="S", last=99_999_999)
    with pytest.raises(ValidationError):
        Series(id="S", last=100_000_000)


def test_a_receipt_of_before_the_forms_is_still_read_as_the_form_of_then() -> None:
    stored = {
        "id": "R",
        "fee": "F",
        "number": "1",
        "lines": (LINE,),
        "total": 150_000,
        "collector": "UBND",
        "payer": None,
        "payment": "P",
        "method": "card",
        "at": NOW,
    }

    receipt = Receipt.model_validate(stored)

    assert (receipt.form, receipt.sign) == ("01BLP0-001", "")
    assert (receipt.synthetic, receipt.registered, receipt.agency) == (False, False, None)


def test_the_file_of_a_receipt_belongs_to_its_fee_and_dossier() -> None:
    collection = Collection(collector("H49.02", "UBND", NOW, BODIES), None, "P", "card", EARLIER)
    receipt, _ = issue(Series(id="S"), FEE, collection, NOW)
    document = DocumentSealed(
        kind="receipt", name="x", sha256="ab" * 32, signature="c2ln", key="seal", fee="F"
    )

    change = sealed(FEE.evolve(receipt=receipt.facts), document, "D1", NOW)

    assert change is not None
    assert change.event is None
    assert change.state == ReceiptFile(
        id="F", dossier="H49", vault="V", document="D1", sha256="ab" * 32, at=NOW
    )
    assert change.state.pk == "RECEIPTFILE#F"
