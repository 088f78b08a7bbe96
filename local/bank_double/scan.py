"""The bank's app scans a code: read by a library of others, so that our own writing is read by somebody else."""

from dataclasses import dataclass

from vietnam_qr_pay import QRPay


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a VietQR asks for: `amount` in đồng."""

    bin: str
    account: str
    amount: int
    text: str


def scanned(qr: str) -> Scanned | None:
    """What the code asks for; None where it is no VietQR with an account and an amount."""
    try:
        found = QRPay(qr.strip())
    except (ValueError, RecursionError):
        return None
    account, amount = found.consumer.bank_number, found.amount or ""
    if not found.is_valid or not account or not amount.isascii() or not amount.isdigit():
        return None
    return Scanned(
        found.consumer.bank_bin or "", account, int(amount), found.additional_data.purpose or ""
    )
