"""VietQR: our codes are those that another encoder writes, and nobody can alter."""

from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from vietnam_qr_pay import QRPay

from payments.providers.bank.reference import new
from payments.providers.bank.vietqr import (
    LARGEST_TRANSFER,
    TransferRequest,
    check_sum,
    qr_text,
)
from tests.unit.payments.vietqr_reader import NotVietQr, read

VECTOR = (Path(__file__).parent / "vectors" / "vietqr.txt").read_text().strip()
"""150,000 đ to 970415/113366668888: its reference is not of our form."""
OURS = TransferRequest(bin="970415", account="113366668888", amount=150_000, reference=new("01JD"))
QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
"""What a bank's app looks for; a reader of everything sees short bar codes in some pictures too."""
DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
TRANSFERS = st.builds(
    TransferRequest,
    bin=st.from_regex(r"[0-9]{6}", fullmatch=True),
    account=st.text(DIGITS_AND_LETTERS, min_size=1, max_size=19),
    amount=st.integers(1, LARGEST_TRANSFER),
    reference=st.uuids().map(lambda payment: new(str(payment))),
)


def test_the_published_vector_is_read_and_written_again() -> None:
    transfer = read(VECTOR)

    assert transfer == TransferRequest(
        bin="970415", account="113366668888", amount=150_000, reference="LPHI F2026000123"
    )
    assert qr_text(transfer) == VECTOR
    assert VECTOR.endswith(check_sum(VECTOR[:-4]))


def test_the_check_sum_is_the_one_of_the_standards_own_example() -> None:
    assert check_sum("123456789") == "29B1"


@settings(max_examples=1_000)
@given(TRANSFERS)
def test_a_thousand_codes_equal_another_encoders_and_are_read_back(
    transfer: TransferRequest,
) -> None:
    theirs = QRPay.init_viet_qr(
        transfer.bin, transfer.account, str(transfer.amount), transfer.reference
    ).build()

    assert qr_text(transfer) == theirs
    assert read(theirs) == transfer


@pytest.mark.parametrize("text", [VECTOR, qr_text(OURS)])
def test_any_one_changed_character_fails_the_check_sum(text: str) -> None:
    printable = [chr(code) for code in range(32, 127)]
    for place in range(len(text)):
        for other in (c for c in printable if c != text[place]):
            changed = text[:place] + other + text[place + 1 :]
            assert check_sum(changed[:-4]) != changed[-4:]
            with pytest.raises(NotVietQr):
                read(changed)


@given(TRANSFERS, st.data())
def test_a_character_of_any_script_in_the_place_of_one_is_refused(
    transfer: TransferRequest, data: st.DataObject
) -> None:
    text = qr_text(transfer)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_characters=text[place]))

    with pytest.raises(NotVietQr):
        read(text[:place] + other + text[place + 1 :])


def test_half_a_letter_is_refused() -> None:
    with pytest.raises(NotVietQr):
        read("\ud800" + qr_text(OURS))


@given(st.text(max_size=120))
def test_any_text_is_refused_or_read(text: str) -> None:
    for tried in (text, text + check_sum(text) if text.isascii() else text):
        with pytest.raises(NotVietQr):
            read(tried)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("010212", "010211"),
        ("5303704", "5303840"),
        ("5802VN", "5802US"),
        ("A000000727", "A000000775"),
        ("QRIBFTTA", "QRIBFTTC"),
        ("5406150000", "5406015000"),
        ("5406150000", ""),
        ("5406150000", "54+6150000"),
        ("5406150000", "54 6150000"),
        ("5406150000", "5499150000"),
        ("5406150000", "5406 15000"),
    ],
)
def test_a_code_of_another_kind_is_refused_although_its_check_sum_is_right(
    part: str, other: str
) -> None:
    body = qr_text(OURS)[:-4].replace(part, other)

    with pytest.raises(NotVietQr):
        read(body + check_sum(body))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": LARGEST_TRANSFER + 1},
        {"amount": -1},
        {"bin": "97041"},
        {"bin": "٩٧٠٤١٥"},
        {"account": ""},
        {"account": "1" * 20},
        {"account": "12 34"},
        {"reference": ""},
        {"reference": "PHÍ"},
        {"reference": "A" * 26},
    ],
)
def test_what_a_code_cannot_carry_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TransferRequest.model_validate({**OURS.model_dump(), **wrong})


def test_the_account_is_not_in_what_a_log_would_print() -> None:
    assert "113366668888" not in repr(OURS)
