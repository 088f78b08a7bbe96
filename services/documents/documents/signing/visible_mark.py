"""A visible mark beside a signature: a page that typst made, drawn where the signature's field is.

pyHanko is imported with the first mark.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from contracts.terms import Moment

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers.cms_embedder import SigAppearanceSetup

POINTS: Final = 72 / 25.4
"""In a millimetre."""
WIDTH, HEIGHT = 72 * POINTS, 18 * POINTS
MARGIN: Final = 5 * POINTS
A4: Final = (0.0, 0.0, 595.0, 842.0)
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark as a PDF of one page; it is drawn at the top right of the first page."""

    pdf: bytes
    at: Moment


def box_of(writer: "IncrementalPdfFileWriter") -> Box:
    """At the top right of the first page."""
    left, bottom, right, top = _page_box(writer)
    return (
        round(max(left, right - MARGIN - WIDTH)),
        round(max(bottom, top - MARGIN - HEIGHT)),
        round(right - MARGIN),
        round(top - MARGIN),
    )


def appearance(mark: Mark, folder: Path) -> "SigAppearanceSetup":
    """How pyHanko draws it; the folder lives until it is drawn."""
    from pyhanko.sign.signers.cms_embedder import SigAppearanceSetup
    from pyhanko.stamp import StaticStampStyle

    file = folder / "mark.pdf"
    file.write_bytes(mark.pdf)
    style = StaticStampStyle.from_pdf_file(str(file), border_width=0)
    return SigAppearanceSetup(style=style, timestamp=mark.at, name=None)


def _page_box(writer: "IncrementalPdfFileWriter") -> tuple[float, float, float, float]:
    """The visible part of the first page; a page inherits it from those above."""
    node: Any = writer.root["/Pages"]
    box: Any = None
    while True:
        box = node.get("/CropBox", node.get("/MediaBox", box))
        if "/Kids" not in node:
            break
        node = node["/Kids"][0]
    if box is None:
        return A4
    one, two, three, four = (float(each) for each in box)
    return min(one, three), min(two, four), max(one, three), max(two, four)
