"""The characters that intake takes are those of the font that documents prints with."""

import struct
import sys
import unicodedata
from pathlib import Path

from contracts.printable import is_printable, printable_code_points
from documents.rendering.pdf import FORMS, clean
from intake.domain.profile_fields import CONTROL_CATEGORIES

FACES = sorted((FORMS / "fonts").glob("*.ttf"))


def characters(face: Path) -> set[int]:
    """The code points with a glyph: the face's Unicode table of format 4 (OpenType, `cmap`)."""
    font = face.read_bytes()
    tables = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * font[5], 16)
    }
    cmap = tables[b"cmap"]
    records = [struct.unpack_from(">HHI", font, cmap + 4 + 8 * n) for n in range(font[cmap + 3])]
    at = next(
        cmap + offset for platform, encoding, offset in records if (platform, encoding) == (3, 1)
    )
    assert struct.unpack_from(">H", font, at)[0] == 4
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    last, first, delta, offset = (
        struct.unpack_from(f">{count}H", font, at + 14 + 2 * (n * count + bool(n)))
        for n in range(4)
    )
    points = set()
    for n in range(count):
        for point in range(first[n], last[n] + 1):
            place = at + 16 + 2 * (3 * count + n) + offset[n] + 2 * (point - first[n])
            glyph = struct.unpack_from(">H", font, place)[0] if offset[n] else point
            if (glyph + delta[n]) % 0x10000 and (glyph or not offset[n]):
                points.add(point)
    return points


def test_intake_takes_exactly_the_characters_that_every_face_of_the_documents_font_has() -> None:
    common = set.intersection(*map(characters, FACES))

    assert len(FACES) == 4
    assert printable_code_points() == {
        c for c in common if unicodedata.category(chr(c)) not in CONTROL_CATEGORIES | {"Zs"}
    }


def test_every_latin_letter_of_vietnam_and_of_europe_can_be_printed() -> None:
    blocks = (*range(0xC0, 0x250), *range(0x1E00, 0x1E9C), *range(0x1EA0, 0x1EFA))

    assert all(
        is_printable(unicodedata.normalize(form, chr(c))) for c in blocks for form in ("NFC", "NFD")
    )


def test_every_blank_that_intake_takes_is_printed_as_a_blank() -> None:
    blanks = "".join(
        c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Zs"
    )

    assert is_printable(f"An{blanks}An")
    assert clean(f"An{blanks}An") == "An An"
