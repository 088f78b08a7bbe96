"""Form, sign and number of receipts by the day of law, and of bodies that are not registered."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest
from pydantic import ValidationError

from contracts.terms import QuoteLine
from contracts.testing.dossier_events import CODE, DRAFT, FEE
from kit.core.model import InvalidChange
from payments.domain.collecting_body import (
    CollectingBodies,
    CollectingBody,
    Collector,
    ReceiptForm,
    Registration,
)
from payments.domain.fee import Fee
from payments.domain.receipt import BODIES, Collection, Receipt, Series, collector, issue, series_id

AGENCIES: Final = Path(__file__).parents[3] / "data" / "agencies.json"
KEY: Final = "arn:aws:kms:ap-southeast-1:111122223333:key/body-1"
REGISTERED: Final = CollectingBody(
    tax_code="5700100200",
    synthetic=False,
    source="a test",
    registration=Registration(
        name="UBND phường Hồng Gai", since=date(2026, 9, 1), letters="HG", key=KEY
    ),
)
BODIES_HERE: Final = {
    "H49.61": REGISTERED,
    "H49.62": REGISTERED.evolve(registration=None),
    "H49.63": REGISTERED.evolve(synthetic=True),
}
LAST_YEAR: Final = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Vietnam
NEW_YEAR: Final = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
BEFORE_REGISTRATION: Final = datetime(2026, 8, 31, 16, 59, tzinfo=UTC)
LAST_DAY_OF_OLD_SIGNS: Final = datetime(2026, 6, 30, 16, 59, tzinfo=UTC)
OWED: Final = Fee(
    id=FEE,
    dossier=CODE,
    vault=DRAFT,
    lines=(QuoteLine(rule="r", name="Lệ phí", amount=150_000),),
    total=150_000,
    pay="before_result",
    since=LAST_YEAR,
)


def of(agency: str, at: datetime) -> Collector:
    return collector(agency, "Phòng Kinh tế", at, BODIES_HERE)


def next_receipt(agency: str, at: datetime, last: int = 0) -> Receipt:
    collecting = of(agency, at)
    series = Series(id=series_id(collecting, at), last=last)
    return issue(series, OWED, Collection(collecting, None, "P", "cash", at), at)[0]


@pytest.mark.parametrize(
    ("agency", "at", "number", "registered"),
    [
        ("H49.61", LAST_YEAR, "EBL01/26THG/1", True),
        ("H49.61", NEW_YEAR, "EBL01/27THG/1", True),
        ("H49.61.01", LAST_YEAR, "EBL01/26THG/1", True),
        ("H49.61", BEFORE_REGISTRATION, "GXN01/26/1", False),
        ("H49.62", LAST_YEAR, "GXN01/26/1", False),
        ("H49.62", NEW_YEAR, "GXN01/27/1", False),
        ("H49.63", LAST_YEAR, "GXN01/26/1", False),
        ("Z99.01", LAST_YEAR, "GXN01/26/1", False),
        ("H49.62", LAST_DAY_OF_OLD_SIGNS, "01BLP0-001/AA-26E/0000001", False),
    ],
)
def test_the_first_number_of_a_body_by_day_and_registration(
    agency: str, at: datetime, number: str, registered: bool
) -> None:
    receipt = next_receipt(agency, at)

    assert (receipt.number, receipt.registered) == (number, registered)
    assert receipt.number == f"{receipt.form}/{receipt.sign}/{receipt.number.rpartition('/')[2]}"


def test_the_name_on_an_electronic_receipt_is_the_registered_one() -> None:
    assert next_receipt("H49.61.01", LAST_YEAR).collector == "UBND phường Hồng Gai"
    assert next_receipt("H49.61.01", BEFORE_REGISTRATION).collector == "Phòng Kinh tế"


def test_every_agency_of_a_body_takes_from_its_one_series() -> None:
    one, other = (series_id(of(each, LAST_YEAR), LAST_YEAR) for each in ("H49.61", "H49.61.01"))
    assert one == other == "H49.61#EBL01#26THG"

    assert series_id(of("H49.62", LAST_YEAR), LAST_YEAR) == "H49.62#GXN01#26"


def test_a_number_has_at_most_eight_digits() -> None:
    assert next_receipt("H49.61", LAST_YEAR, last=99_999_998).number == "EBL01/26THG/99999999"
    with pytest.raises(InvalidChange):
        next_receipt("H49.61", LAST_YEAR, last=99_999_999)


@pytest.mark.parametrize("letters", ["A", "AAA", "aa", "AI", "OO", "JW", "A1", "ĐA"])
def test_a_sign_has_two_letters_of_those_that_the_law_names(letters: str) -> None:
    with pytest.raises(ValidationError):
        Registration(name="X", since=date(2026, 9, 1), letters=letters, key=KEY)


@pytest.mark.parametrize("key", ["", "alias/receipts", "seal", "arn:aws:s3:::bucket"])
def test_no_body_is_registered_without_a_key_of_its_own(key: str) -> None:
    with pytest.raises(ValidationError):
        Registration(name="X", since=date(2026, 9, 1), key=key)


def test_only_an_electronic_receipt_names_the_key_of_its_body() -> None:
    assert next_receipt("H49.61", LAST_YEAR).facts.key == KEY
    assert next_receipt("H49.61", BEFORE_REGISTRATION).facts.key is None
    assert next_receipt("H49.62", LAST_YEAR).facts.key is None


def test_a_form_has_no_number_of_more_digits_than_the_law_allows() -> None:
    with pytest.raises(ValidationError):
        ReceiptForm(form="EBL01", sign="x", digits=9)


def test_an_agency_collects_under_its_own_tax_code_or_that_of_the_nearest_above_it() -> None:
    agencies = ("H49.61", "H49.61.01", "H49.00", "H49")
    body, below, missing, province = (collector(each, "X", LAST_YEAR) for each in agencies)

    assert body.tax_code == below.tax_code == "0000496100"
    assert missing.tax_code == province.tax_code
    assert (below.name, below.body) == ("X", "H49.61")


def test_a_body_whose_tax_code_nobody_knows_has_none() -> None:
    unknown = collector("Z99.01", "X", LAST_YEAR)

    assert unknown == Collector(agency="Z99.01", body="Z99.01", name="X")


def test_every_agency_has_a_tax_code_and_the_invented_ones_say_so() -> None:
    agencies = json.loads(AGENCIES.read_text(encoding="utf-8"))["agencies"]
    bodies = CollectingBodies.model_validate_json(BODIES.read_text(encoding="utf-8")).bodies

    collectors = [collector(agency["code"], agency["name"], LAST_YEAR) for agency in agencies]
    assert [each.agency for each in collectors if each.tax_code is None] == []
    assert all(body.synthetic == body.tax_code.startswith("00") for body in bodies.values())
    assert not any(body.synthetic and body.registration for body in bodies.values())
    assert len({body.tax_code for body in bodies.values()}) == len(bodies)
