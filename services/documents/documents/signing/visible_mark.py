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


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The visible part of the first page in points, before readers turn it by `turn` degrees."""

    box: tuple[float, float, float, float] = A4
    turn: int = 0

    def mark_box(self) -> Box:
        """Where readers see the top right."""
        left, bottom, right, top = self.box
        wide, high = (WIDTH, HEIGHT) if self.turn in (0, 180) else (HEIGHT, WIDTH)
        if self.turn in (0, 270):
            left = max(left, right - MARGIN - wide)
            right -= MARGIN
        else:
            left, right = left + MARGIN, min(right, left + MARGIN + wide)
        if self.turn in (0, 90):
            bottom = max(bottom, top - MARGIN - high)
            top -= MARGIN
        else:
            bottom, top = bottom + MARGIN, min(top, bottom + MARGIN + high)
        return round(left), round(bottom), round(right), round(top)


def first_page(writer: "IncrementalPdfFileWriter") -> FirstPage:
    """Of a file; a page inherits from those above."""
    node: Any = writer.root["/Pages"]
    box: Any = None
    turn: Any = 0
    while True:
        box = node.get("/CropBox", node.get("/MediaBox", box))
        turn = node.get("/Rotate", turn)
        if "/Kids" not in node:
            break
        node = node["/Kids"][0]
    degrees = int(turn) % 360
    turned = degrees if degrees % 90 == 0 else 0
    if box is None:
        return FirstPage(turn=turned)
    one, two, three, four = (float(each) for each in box)
    return FirstPage((min(one, three), min(two, four), max(one, three), max(two, four)), turned)


def appearance(mark: Mark, page: FirstPage, folder: Path) -> "SigAppearanceSetup":
    """How pyHanko draws it; the folder lives until it is drawn."""
    from pyhanko.pdf_utils.content import ImportedPdfPage
    from pyhanko.sign.signers.cms_embedder import SigAppearanceSetup

    from documents.signing.turned_stamp import TurnedStampStyle

    file = folder / "mark.pdf"
    file.write_bytes(mark.pdf)
    drawing = ImportedPdfPage(str(file))  # type: ignore[no-untyped-call]
    style = TurnedStampStyle(background=drawing, turn=page.turn)
    return SigAppearanceSetup(style=style, timestamp=mark.at, name=None)
