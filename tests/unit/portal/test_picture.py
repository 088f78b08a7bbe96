"""The picture that a visitor's bank scans is read as the text that payments gave."""

import re

import pytest
import zxingcpp
from hypothesis import given, settings

from payments.providers.bank.vietqr import TransferRequest, qr_text
from portal.paying import drawn
from tests.unit.payments.test_vietqr import ASKED, QR_CODES

SCALE = 3


@settings(max_examples=60, deadline=None)
@given(ASKED)
def test_the_picture_on_the_page_is_read_as_its_text(asked: TransferRequest) -> None:
    assert seen_on_the_page(asked) == [qr_text(asked)]


@pytest.mark.soak
@settings(max_examples=1_000, deadline=None)
@given(ASKED)
def test_a_thousand_pictures_on_the_page_are_read_as_their_texts(asked: TransferRequest) -> None:
    assert seen_on_the_page(asked) == [qr_text(asked)]


def seen_on_the_page(asked: TransferRequest) -> list[str]:
    """What a reader of pictures finds in what the portal draws."""
    return [seen.text for seen in zxingcpp.read_barcodes(painted(drawn(qr_text(asked))), QR_CODES)]


def painted(svg: str) -> memoryview:
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
