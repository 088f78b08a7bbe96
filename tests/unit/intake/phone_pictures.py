"""Pictures as phones make them, and files that are none; each with its verdict.

They are made here: photographs of papers that people took would be personal.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageDraw

from tests.unit.intake.pdf_files import ACTIVE, LOSING, a_page, locked, read_differently
from tests.unit.intake.test_picture_copy import png_of

ORIENTATION: Final = 0x0112
GPS: Final = 0x8825
SIZES: Final = ((4032, 3024), (4000, 3000), (3264, 2448), (2592, 1944), (1600, 1200))
"""Twelve megapixels of today's phones down to what a messenger leaves of them."""
ZIP: Final = b"PK\x03\x04" + bytes(200)
TAKEN: Final = "checked None"
SENSOR: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What an upright picture looked like to a camera that was held so (EXIF 2.32, 4.6.4)."""


def photograph(size: tuple[int, int], *, orientation: int = 1, **options: Any) -> bytes:
    """A sheet on a table, as the sensor saw it, with the place where it was taken.

    `size` is that of the picture upright.
    """
    image = Image.new("RGB", size, (96, 72, 48))
    wide, high = size
    sheet = ImageDraw.Draw(image)
    sheet.rectangle((wide // 8, high // 8, wide * 7 // 8, high * 7 // 8), fill=(238, 236, 228))
    sheet.rectangle((wide // 8, high // 8, wide // 4, high // 4), fill=(200, 16, 16))
    if orientation in SENSOR:
        image = image.transpose(SENSOR[orientation])
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Phone"
    exif.get_ifd(GPS)[1] = "N"
    output = BytesIO()
    image.convert(options.pop("mode", "RGB")).save(output, "JPEG", exif=exif, **options)
    return output.getvalue()


def photographs() -> Iterator[tuple[str, bytes]]:
    """Twenty that are taken."""
    for turned in range(1, 9):
        yield f"turned {turned}", photograph((1600, 1200), orientation=turned)
    for size in SIZES:
        yield f"{size[0]} wide", photograph(size, orientation=6)
    yield "progressive", photograph((1600, 1200), progressive=True)
    yield "gray", photograph((1600, 1200), mode="L")
    yield "cmyk of a scanner's app", photograph((1600, 1200), mode="CMYK")
    yield "poor", photograph((1600, 1200), quality=20)
    yield "with a second picture behind", photograph((1600, 1200)) + photograph((160, 120))
    yield "with a film behind", photograph((1600, 1200)) + b"\x00\x00\x00\x18ftypmp42" + bytes(999)
    screenshot = BytesIO()
    Image.new("RGBA", (1080, 2340), (255, 255, 255, 255)).save(screenshot, "PNG")
    yield "screenshot", screenshot.getvalue()


def attacks() -> Iterator[tuple[str, bytes, str]]:
    """Twenty that are refused or made harmless, with the verdict."""
    jpeg = photograph((160, 120))
    active, losing, twice = list(ACTIVE.values()), list(LOSING.values()), read_differently()
    yield "heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "rejected heic_not_taken"
    yield "heif", b"\x00\x00\x00\x1cftypmif1" + bytes(64), "rejected heic_not_taken"
    yield "program", b"MZ\x90\x00" + bytes(300), "rejected not_taken"
    yield "page", b"<!doctype html><script>alert(1)</script>", "rejected not_taken"
    yield "drawing with a script", b"<svg onload='alert(1)'/>", "rejected not_taken"
    yield "archive", ZIP, "rejected not_taken"
    yield "archive of a word processor", ZIP + b"word/document.xml", "rejected not_taken"
    yield "one byte", b"%", "rejected not_taken"
    yield "picture cut off", jpeg[: len(jpeg) // 3], "rejected unreadable"
    yield "first bytes only", b"\xff\xd8\xff", "rejected unreadable"
    yield "picture of a billion dots", png_of(65_000, 65_000), "rejected too_many_pixels"
    yield "no pdf", b"%PDF-1.7\n" + bytes(400), "rejected unreadable"
    yield "password", locked("khoa", 4, aes=True), "rejected password_needed"
    yield "file inside", a_page(losing[0]), "rejected active_content"
    yield "form of a program", a_page(losing[-1]), "rejected active_content"
    yield "script in a pdf", a_page(active[0]), TAKEN
    yield "launches a program", a_page(active[3]), TAKEN
    yield "picture with a page behind", jpeg + b"<script>alert(1)</script>", TAKEN
    yield "read differently by each reader", next(iter(twice.values())), TAKEN
    yield "virus of the tests", EICAR, "rejected infected"


EICAR: Final = (
    b"%PDF-1.7\n" + rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
)
