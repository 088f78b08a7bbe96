"""The picture of one page of a paper: small, so that a desk sees all pages at once.

It is made of the copy that people are shown, never of the upload, and what it costs is bounded by
who calls it (`attachments.ports.PagePainter`).
"""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from intake.attachments.finding import Finding

if TYPE_CHECKING:
    from PIL import Image

PDF: Final = "application/pdf"
PICTURE_TYPE: Final = "image/webp"
WIDEST: Final = 1000
HIGHEST: Final = 1500
"""Pixels: an A4 page fits in the width, and can be read."""
QUALITY: Final = 75


def paint_page(page: int, media_type: str, content: bytes) -> Finding:
    """The picture of a page, from 1, as `shown`; `unreadable` where there can be none."""
    try:
        picture = _pdf_page(content, page) if media_type == PDF else _picture(content)
        return Finding(pages=page, shown=_encoded(picture))
    except Exception:  # noqa: BLE001 - a reader may raise anything; the page has no picture
        return Finding(why="unreadable")


def _pdf_page(content: bytes, page: int) -> "Image.Image":
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    document.init_forms()  # what stands in the fields of a form is a part of its page
    sheet = document[page - 1]
    wide, high = sheet.get_size()
    picture: Image.Image = sheet.render(scale=min(WIDEST / wide, HIGHEST / high)).to_pil()
    return picture


def _picture(content: bytes) -> "Image.Image":
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the copy has no more than ours (picture_copy.MOST_PIXELS)
    picture = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
    picture.draft("RGB", (WIDEST, HIGHEST))
    return picture


def _encoded(picture: "Image.Image") -> bytes:
    from PIL import Image

    if picture.mode not in ("L", "RGB"):
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        picture = paper.convert("RGB")
    picture.thumbnail((WIDEST, HIGHEST))
    output = BytesIO()
    picture.save(output, "WEBP", quality=QUALITY)
    return output.getvalue()
