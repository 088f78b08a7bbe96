"""The characters that printed documents can show: others are refused before a dossier is filed."""

import unicodedata
from functools import cache
from typing import Final

from kit.core.errors import Invalid

GLYPHS: Final = """
0021-007e 00a1-00ac 00ae-036f 0374-0375 037a-037e 0384-038a 038c 038e-03a1 03a3-03ce 03d0-0513
051a-051d 0591-05c7 05d0-05ea 05f0-05f4 1d00-1dca 1dfe-1e9b 1e9e 1ea0-1ef9 1f00-1f15 1f18-1f1d
1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb
1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2010 2012-2022 2026 2030 2032-2034 2039-203a 203c 203e 2044 205e
2074-2079 207f-2089 2090-2094 20a0-20b5 20bf 20f0 2105 2113 2116-2117 2122 2126 212e 214d-214e
2153-2154 215b-215e 2184 2190-2195 21a8 21d4 2202 2206 220f 2211-2212 2215 2219-221a 221e-221f 2229
222b 2248 2260-2262 2264-2265 2302 2310 2320-2321 2500 2502 250c 2510 2514 2518 251c 2524 252c 2534
253c 2550-256c 2580 2584 2588 258c 2590-2593 25a0-25a1 25aa-25ac 25b2 25ba 25bc 25c4 25ca-25cc
25cf-25d9 25e6 263a-263c 2640 2642 2660 2663 2665-2666 2669-266c 266f 2c60-2c6d 2c71-2c77 2e17
a717-a721 a788-a78c fb01-fb02 fb1d-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fb4f fe20-fe23 fffc
"""
"""Code points in hex that each face of the documents' font has (Liberation Serif 2.1.5).

A test compares them with the font that documents ships. Blanks are not among them: documents prints
each as a space.
"""


class NotPrintable(Invalid):
    """A printed text has characters that the font lacks."""

    code = "not_printable"
    vi = (
        "Có ký tự không in được lên văn bản. Vui lòng viết bằng chữ La-tinh, như trong hộ chiếu "
        "hoặc căn cước, và bỏ các biểu tượng."
    )
    en = (
        "There are characters that cannot be printed on documents. Please write in Latin letters, "
        "as in a passport or an identity card, and leave out symbols."
    )


def is_printable(text: str) -> bool:
    """Whether a document can show it, composed as documents composes it (NFC)."""
    return all(
        ord(character) in printable_code_points() or unicodedata.category(character) == "Zs"
        for character in unicodedata.normalize("NFC", text)
    )


@cache
def printable_code_points() -> frozenset[int]:
    """The code points of `GLYPHS`."""
    spans = (span.partition("-") for span in GLYPHS.split())
    return frozenset(
        point
        for first, _, last in spans
        for point in range(int(first, 16), int(last or first, 16) + 1)
    )
