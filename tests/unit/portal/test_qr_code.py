"""The QR code on the page reads as the text of payments."""

import re
from base64 import b64decode
from zlib import decompress

import pytest
import zxingcpp
from hypothesis import given, settings

from payments.providers.bank.vietqr import TransferRequest, qr_text
from portal.vietqr import picture
from tests.unit.payments.test_vietqr import QR_CODES, TRANSFERS


@settings(max_examples=60, deadline=None)
@given(TRANSFERS)
def test_the_qr_code_on_the_page_reads_as_its_text(request: TransferRequest) -> None:
    assert texts_in_qr_code(request) == [qr_text(request)]


@pytest.mark.soak
@settings(max_examples=1_000, deadline=None)
@given(TRANSFERS)
def test_a_thousand_qr_codes_on_the_page_read_as_their_texts(request: TransferRequest) -> None:
    assert texts_in_qr_code(request) == [qr_text(request)]


GREY = [bytes(255 * int(bit) for bit in f"{byte:08b}") for byte in range(256)]


def texts_in_qr_code(request: TransferRequest) -> list[str]:
    """The texts that a reader finds in the portal's QR code."""
    grey = pixels(picture(qr_text(request)))
    return [barcode.text for barcode in zxingcpp.read_barcodes(grey, QR_CODES)]


def pixels(address: str) -> memoryview:
    """The grey values of a PNG of one bit a pixel (RFC 2083), by the library that wrote none."""
    png = b64decode(address.removeprefix("data:image/png;base64,"))
    assert png.startswith(b"\x89PNG")
    chunks = re.findall(rb"IDAT(.*?).{4}\x00\x00\x00\x00IEND", png, re.S)
    wide = int.from_bytes(png[16:20])
    raw, row = decompress(chunks[0]), (wide + 7) // 8 + 1
    grey, above = bytearray(), bytes(row - 1)
    for at in range(0, len(raw), row):
        assert raw[at] in (0, 2), "no filter, or the difference to the row above"
        add = above if raw[at] else bytes(row - 1)
        above = bytes((a + b) % 256 for a, b in zip(raw[at + 1 : at + row], add, strict=True))
        grey += b"".join(GREY[byte] for byte in above)[:wide]
    return memoryview(bytes(grey)).cast("B", (wide, wide))
