"""One PDF of several pictures: each fills a page of A4, at 200 dpi at most.

Nothing else is in it. Sheets are made of the copies that people are shown, which stand upright
already; what it costs is bounded by who calls it (`attachments.ports.PhotoBinder`).
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from intake.attachments.finding import Finding
from intake.domain.announcement import LARGEST_FILE

if TYPE_CHECKING:
    from pikepdf import Pdf
    from PIL import Image

DPI: Final = 200
"""As TT 01/2023/TT-VPCP wants of a scan."""
A4: Final = (595.276, 841.89)
"""Points, upright."""
SHORT, LONG = (round(side / 72 * DPI) for side in A4)
LARGEST_SHEET: Final = 1024 * 1024
"""Bytes: twenty of them are the largest file."""
QUALITIES: Final = (80, 65, 50, 35)
"""The first at which a sheet is small enough; the last whatever it is."""


def photo_sheet(media_type: str, content: bytes) -> Finding:  # noqa: ARG001 - as of every inspection
    """The JPEG of a page as `shown`; `unreadable` where there can be none."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the copy has no more than ours (picture_copy.MOST_PIXELS)
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            picture.draft(None, _largest(picture.size))
            return Finding(pages=1, shown=_encoded(_on_paper(picture)))
    except Exception:  # noqa: BLE001 - decoders raise whatever a crafted file leads them to
        return Finding(why="unreadable")


def photo_pdf(sheets: Sequence[bytes]) -> Finding:
    """The PDF of such pages in their order; `over_20_mb` where it would be too large."""
    import pikepdf

    try:
        with pikepdf.new() as pdf:
            for sheet in sheets:
                _add_page(pdf, sheet)
            output = BytesIO()
            pdf.save(output, deterministic_id=True, fix_metadata_version=False)
    except Exception:  # noqa: BLE001 - as above
        return Finding(why="unreadable")
    content = output.getvalue()
    if len(content) > LARGEST_FILE:
        return Finding(why="over_20_mb")
    return Finding(pages=len(sheets), shown=content)


def _largest(size: tuple[int, int]) -> tuple[int, int]:
    """Pixels of a page that lies as the picture does."""
    wide, high = size
    return (LONG, SHORT) if wide > high else (SHORT, LONG)


def _on_paper(picture: "Image.Image") -> "Image.Image":
    """In gray or colours, on white where it has none of its own; never larger than it was."""
    from PIL import Image

    if picture.mode not in ("L", "RGB"):
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        picture = paper.convert("RGB")
    picture.thumbnail(_largest(picture.size))
    picture.info = {}
    return picture


def _encoded(picture: "Image.Image") -> bytes:
    content = b""
    for quality in QUALITIES:
        output = BytesIO()
        picture.save(output, "JPEG", quality=quality, optimize=True)
        content = output.getvalue()
        if len(content) <= LARGEST_SHEET:
            break
    return content


def _add_page(pdf: "Pdf", sheet: bytes) -> None:
    """The picture in the middle of a page of A4, as large as it fits."""
    from pikepdf import Dictionary, Name, Stream
    from PIL import Image

    with Image.open(BytesIO(sheet), formats=("JPEG",)) as picture:
        (wide, high), mode = picture.size, picture.mode
    across, down = (A4[1], A4[0]) if wide > high else A4
    scale = min(across / wide, down / high)
    left, low = (across - wide * scale) / 2, (down - high * scale) / 2
    image = Stream(
        pdf,
        sheet,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=wide,
        Height=high,
        ColorSpace=Name.DeviceGray if mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=(across, down))
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=image))
    place = f"q {wide * scale:.3f} 0 0 {high * scale:.3f} {left:.3f} {low:.3f} cm /Photo Do Q"
    page.obj.Contents = Stream(pdf, place.encode())
