"""The QR code on the page reads as the text of payments."""

import re

import pytest
import zxingcpp
from hypothesis import given, settings

from payments.providers.bank.vietqr import TransferRequest, qr_text
from portal.payment import draw_qr_code
from tests.unit.payments.test_vietqr import QR_CODES, TRANSFERS

SCALE = 3


@settings(max_examples=60, deadline=None)
@given(TRANSFERS)
def test_the_qr_code_on_the_page_reads_as_its_text(request: TransferRequest) -> None:
    assert texts_in_qr_code(request) == [qr_text(request)]


@pytest.mark.soak
@settings(max_examples=1_000, deadline=None)
@given(TRANSFERS)
def test_a_thousand_qr_codes_on_the_page_read_as_their_texts(request: TransferRequest) -> None:
    assert texts_in_qr_code(request) == [qr_text(request)]


def texts_in_qr_code(request: TransferRequest) -> list[str]:
    """The texts that a reader finds in the portal's QR code."""
    return [
        barcode.text
        for barcode in zxingcpp.read_barcodes(pixels(draw_qr_code(qr_text(request))), QR_CODES)
    ]


def pixels(svg: str) -> memoryview:
    """White paper of the SVG's size in modules, and on it in black the strokes of its path."""
    paper, strokes = re.findall(r' d="([^"]+)"', svg)
    wide = int(re.fullmatch(r"M0 0h(\d+)v\1h-\1z", paper)[1])  # type: ignore[index]
    rows, x, y = [bytearray(b"\xff" * wide) for _ in range(wide)], 0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", strokes):
        across, down = (float(number) for number in ([*numbers.split(), "0"])[:2])
        if command == "h":
            rows[int(y)][x : x + int(across)] = bytes(int(across))
        x, y = (int(across), down) if command == "M" else (x + int(across), y + down)
    large = b"".join(b"".join(bytes([dot]) * SCALE for dot in row) * SCALE for row in rows)
    return memoryview(large).cast("B", (wide * SCALE, wide * SCALE))
