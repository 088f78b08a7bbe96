"""Pictures are decoded and encoded anew: what is none is refused, and only pixels are kept."""

import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from intake.attachments.finding import Unacceptable
from intake.attachments.picture_copy import MOST_PIXELS, picture_copy

RED, BLUE = (250, 5, 5), (5, 5, 250)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """The left half red, the right half blue, where the mode has colours."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    output = BytesIO()
    image.convert(mode).save(output, kind)
    return output.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def png_of(wide: int, high: int) -> bytes:
    """A PNG that says it is so large, and has next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    head = wide.to_bytes(4, "big") + high.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff" + b"MZ\x90 a program",
        b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script></html>",
        picture()[:200],
        picture("PNG")[:60],
        picture("GIF"),
        png_of(10, 10),
        b"\xff\xd8\xff" + b"\0" * 1000,
    ],
    ids=range(9),
)
def test_what_is_no_whole_picture_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unacceptable) as refused:
        picture_copy(content)
    assert refused.value.why == "unreadable"


@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [
        (1, (5, 20)),
        (2, (55, 20)),
        (3, (55, 20)),
        (4, (5, 20)),
        (5, (20, 5)),
        (6, (20, 5)),
        (7, (20, 55)),
        (8, (20, 55)),
    ],
)
def test_a_photograph_is_turned_as_the_camera_was_held(
    orientation: int, red_at: tuple[int, int]
) -> None:
    image = opened(picture())
    exif = Image.Exif()
    exif[0x0112] = orientation
    output = BytesIO()
    image.save(output, "JPEG", exif=exif)
    shown = opened(picture_copy(output.getvalue())).convert("RGB")
    assert shown.size == ((40, 60) if orientation >= 5 else (60, 40))
    pixel = shown.getpixel(red_at)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > pixel[2]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("tail", [b"<script>", b"PK\x03\x04", b"MZ", b"\0" * 999, b"%PDF-1.7"])
def test_nothing_behind_a_picture_is_in_its_copy(kind: str, tail: bytes) -> None:
    assert not picture_copy(picture(kind) + tail).endswith(tail)


def test_place_and_comment_of_a_photograph_are_not_in_its_copy() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "nha rieng"
    output = BytesIO()
    opened(picture()).save(output, "JPEG", exif=exif, comment=b"ghi chu")
    assert b"nha rieng" in output.getvalue()
    copy = picture_copy(output.getvalue())
    assert not [word for word in (b"nha rieng", b"ghi chu", b"Exif") if word in copy]


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *(("JPEG", mode) for mode in ("L", "RGB", "CMYK")),
    ],
)
def test_every_kind_of_colours_is_taken(kind: str, mode: str) -> None:
    if mode == "I;16":
        output = BytesIO()
        Image.new("I;16", (60, 40)).save(output, "PNG")
        content = output.getvalue()
    else:
        content = picture(kind, mode=mode)
    assert opened(picture_copy(content)).size == (60, 40)


def test_a_large_photograph_is_shown_smaller() -> None:
    shown = opened(picture_copy(picture(size=(8000, 6000))))
    assert shown.size == (4000, 3000)
    assert shown.size[0] * shown.size[1] <= MOST_PIXELS


@pytest.mark.parametrize("size", [(60_000, 60_000), (6000, 5000), (2**31 - 1, 1), (1, 2**30)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(
    size: tuple[int, int],
) -> None:
    with pytest.raises(Unacceptable) as refused:
        picture_copy(png_of(*size))
    assert refused.value.why == "too_many_pixels"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_spoilt_picture_escapes_its_verdict(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from((picture(), picture("PNG")))))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(3, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=3))
    with suppress(Unacceptable):
        assert opened(picture_copy(bytes(content))).size[0] > 0
