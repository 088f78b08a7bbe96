"""The copy of a picture: decoded to its pixels, turned as the camera was held, encoded anew.

Nothing but the pixels is kept: no place or time of a photograph, no bytes behind its end.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from intake.attachments.finding import Unacceptable

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS: Final = 24_000_000
"""What is decoded: about an A3 page at 400 dpi. A larger JPEG is decoded at a half, a quarter or an
eighth of its size; a larger PNG is refused."""
MOST_ANNOUNCED: Final = MOST_PIXELS * 64
QUALITY: Final = 90
MODES: Final = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}
"""Modes that are written as they are; any other becomes RGB."""


def picture_copy(content: bytes) -> bytes:
    """Raises Unacceptable."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the limits are ours, and refuse instead of warning
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            kind = str(picture.format)
            _reduce(picture)
            upright = ImageOps.exif_transpose(picture)
            return _encoded(upright, kind)
    except Unacceptable:
        raise
    except Exception:  # noqa: BLE001 - decoders raise whatever a crafted file leads them to
        raise Unacceptable("unreadable") from None


def _reduce(picture: "Image.Image") -> None:
    """Let a large JPEG be decoded smaller; raises Unacceptable where that is not enough."""
    wide, high = picture.size
    if wide * high > MOST_ANNOUNCED:
        raise Unacceptable("too_many_pixels")
    while picture.size[0] * picture.size[1] > MOST_PIXELS:
        before = picture.size
        wide, high = wide // 2, high // 2
        picture.draft(picture.mode, (wide, high))
        if picture.size == before:
            raise Unacceptable("too_many_pixels")


def _encoded(picture: "Image.Image", kind: str) -> bytes:
    written = picture if picture.mode in MODES[kind] else picture.convert("RGB")
    written.info = {key: value for key, value in written.info.items() if key == "transparency"}
    options: dict[str, Any] = {"quality": QUALITY} if kind == "JPEG" else {}
    output = BytesIO()
    written.save(output, kind, **options)
    return output.getvalue()
