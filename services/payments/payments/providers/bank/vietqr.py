"""VietQR: the text of the code that a bank's app scans to fill in a transfer.

EMVCo's merchant-presented format (two-digit id, two-digit length, value) as NAPAS uses it for a
transfer to an account.
"""

from binascii import crc_hqx
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from kit.core.model import Model

LARGEST_TRANSFER: Final = 499_999_999
"""đồng. "Hạn mức tối đa 1 giao dịch dưới 500 triệu đồng" (NAPAS at the launch of VietQR, 15 June
2021, by bnews.vn); assumed to hold still. Larger transfers take another way between banks, which
doesn't read the code."""
BankBin = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
"""The bank's number at NAPAS: six digits, 9704xx."""
AccountNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,19}$")]


class TransferRequest(Model):
    """The transfer of a code: `amount` in đồng; `reference` becomes the transfer's text."""

    bin: BankBin
    account: Annotated[AccountNumber, Field(repr=False)]
    amount: Annotated[int, Field(gt=0, le=LARGEST_TRANSFER)]
    reference: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]([A-Z0-9 ]{0,23}[A-Z0-9])?$")]


def qr_text(transfer: TransferRequest) -> str:
    """The text of the code: ASCII, closed by its check sum."""
    account = _field("00", transfer.bin) + _field("01", transfer.account)
    fields = (
        ("00", "01"),
        ("01", "12"),
        ("38", _field("00", "A000000727") + _field("01", account) + _field("02", "QRIBFTTA")),
        ("53", "704"),
        ("54", str(transfer.amount)),
        ("58", "VN"),
        ("62", _field("08", transfer.reference)),
    )
    body = "".join(_field(name, value) for name, value in fields) + "6304"
    return body + check_sum(body)


def check_sum(text: str) -> str:
    """CRC-16/CCITT-FALSE (0x1021, from 0xFFFF) of all up to "6304": four capital hex digits."""
    return f"{crc_hqx(text.encode(), 0xFFFF):04X}"


def _field(name: str, value: str) -> str:
    return f"{name}{len(value):02}{value}"
