"""The VietQR code of a transfer as a picture, and links that open bank apps with its facts."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from portal.api_models import Payment

BANK_APPS: Final = {
    "vcb": "Vietcombank",
    "bidv": "BIDV",
    "icb": "VietinBank",
    "vba": "Agribank",
    "mb": "MB Bank",
    "tcb": "Techcombank",
    "acb": "ACB",
    "ocb": "OCB",
}
"""App id -> its bank, as vietqr.io lists them (https://www.vietqr.io/deeplink.md)."""
BANKS: Final = {
    "970436": "vcb",
    "970418": "bidv",
    "970415": "icb",
    "970405": "vba",
    "970422": "mb",
    "970407": "tcb",
    "970416": "acb",
    "970448": "ocb",
}
"""The bank's number at NAPAS -> its code at vietqr.io."""
_RECEIVER: Final = re.compile(r"0006(9704[0-9]{2})")
"""The receiving bank in the text of a code (field 38)."""


@dataclass(frozen=True, slots=True)
class BankApp:
    """A bank's app, and the address that opens it on a phone."""

    name: str
    url: str


def picture(text: str) -> str:
    """A PNG as a `data:` address, level M, with the quiet zone of four modules that readers need
    (ISO/IEC 18004): a phone saves it, and its bank app opens it from there.
    """
    import segno

    return str(segno.make(text, error="m", micro=False).png_data_uri(border=4, scale=8))


def bank_apps(payment: Payment, opener: str, return_url: str) -> tuple[BankApp, ...]:
    """A link for each app; none without an `opener`. What an app cannot fill in itself, its payer
    takes from the saved picture.
    """
    bank = _bank_of(payment.qr or "")
    if not (opener and bank and payment.bank and payment.reference):
        return ()
    facts = (
        f"&ba={quote(payment.bank.account)}@{bank}&am={payment.amount}"
        f"&tn={quote(payment.reference)}&bn={quote(payment.bank.holder)}&url={return_url}"
    )
    return tuple(BankApp(name, f"{opener}?app={app}{facts}") for app, name in BANK_APPS.items())


def _bank_of(qr: str) -> str:
    """The receiving bank's code; empty for one that is not listed."""
    match = _RECEIVER.search(qr)
    return BANKS.get(match[1], "") if match else ""
