"""The quality of a scan: whether every page is one picture of paper, sharp enough and in colour.

Measured on the copy that people are shown, by the size at which each picture stands on its page,
and not by what a file says of itself.
"""

from typing import TYPE_CHECKING, Final

from intake.attachments.finding import Unacceptable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfImage, PdfPage

LOWEST_RESOLUTION: Final = 200
"""Dots per inch (TT 02/2019/TT-BNV, as TT 01/2023/TT-VPCP Điều 8 refers to it)."""
LEAST_COVERED: Final = 0.8
"""The share of a page that its pictures cover; margins may be cut."""
SMALLEST_PART: Final = 0.01
"""The share of a page from which a picture counts: a scanner may write a page in strips."""
DEEPEST_FORM: Final = 4
COLOUR_BITS: Final = 24
INDEXED: Final = 10
"""A palette of colours (FPDF_COLORSPACE_INDEXED)."""


def require_quality(content: bytes, pages: int) -> None:
    """Of a PDF with so many sheets of the original; raises Unacceptable."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    if len(document) != pages:
        raise Unacceptable("pages_differ")
    for number in range(pages):
        _require_page(document, number)


def _require_page(document: "PdfDocument", number: int) -> None:
    from pypdfium2 import PdfImage
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    page = document[number]
    objects = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST_FORM)
    images = [each for each in objects if isinstance(each, PdfImage)]
    shares = [(_share(image, page), image) for image in images]
    parts = [(share, image) for share, image in shares if share >= SMALLEST_PART]
    if sum(share for share, _ in parts) < LEAST_COVERED:
        raise Unacceptable("not_scanned")
    for _, image in parts:
        metadata = image.get_metadata()
        if min(round(metadata.horizontal_dpi), round(metadata.vertical_dpi)) < LOWEST_RESOLUTION:
            raise Unacceptable("resolution_too_low")
        if metadata.bits_per_pixel < COLOUR_BITS and metadata.colorspace != INDEXED:
            raise Unacceptable("not_in_colour")


def _share(image: "PdfImage", page: "PdfPage") -> float:
    """How much of its page a picture covers."""
    left, bottom, right, top = image.get_bounds()
    page_left, page_bottom, page_right, page_top = page.get_cropbox()
    wide = max(0.0, min(right, page_right) - max(left, page_left))
    high = max(0.0, min(top, page_top) - max(bottom, page_bottom))
    area = (page_right - page_left) * (page_top - page_bottom)
    return wide * high / area if area > 0 else 0.0
