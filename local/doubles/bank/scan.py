"""The scanner of the bank's app.

It reads codes with libraries of others, so that our own encoder is not its only reader.
"""

import io
from dataclasses import dataclass
from typing import Final

import zxingcpp
from PIL import Image
from vietnam_qr_pay import QRPay

QR_CODES: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
MOST_PIXELS: Final = 40_000_000
"""A screenshot has a tenth of it; a small file may claim to be a thousand times larger."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A VietQR's order: `amount` in đồng."""

    bin: str
    account: str
    amount: int
    text: str


def scanned(qr: str) -> Scanned | None:
    """The order in a code's text; None where it is no VietQR with an account and an amount."""
    try:
        code = QRPay(qr.strip())
    except (ValueError, RecursionError):
        return None
    account, amount = code.consumer.bank_number, code.amount or ""
    if not code.is_valid or not account or not amount.isascii() or not amount.isdigit():
        return None
    purpose = code.additional_data.purpose or ""
    return Scanned(code.consumer.bank_bin or "", account, int(amount), purpose)


def text_in_picture(content: bytes) -> str | None:
    """The text of the one QR code in a picture (PNG, JPEG, WebP …); None where there is none."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            codes = zxingcpp.read_barcodes(_on_white(picture), QR_CODES)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return codes[0].text if len(codes) == 1 else None


def _on_white(picture: Image.Image) -> Image.Image:
    """Grey, on white paper where the picture is transparent."""
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("L")
