"""Pictures of pages for docs/pages, in few colours and small."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

LARGEST: Final = 60_000
"""Bytes of a picture."""
COLOURS: Final = (64, 32, 16, 8)
LONGEST: Final = 2_400
"""Rows of a picture: of a longer page its beginning is shown."""
LARGEST_AREA: Final = 1_200_000
"""Pixels of a picture: of a wide page one screen is shown."""


@cache
def shown_pictures(folder: Path) -> frozenset[str]:
    """The pictures that the README beside them shows."""
    return frozenset(re.findall(r"\(([\w-]+\.png)\)", (folder / "README.md").read_text("utf-8")))


def store_picture(png: bytes, path: Path) -> None:
    """Write a picture of a page with as many colours as LARGEST allows."""
    with Image.open(BytesIO(png)) as whole:
        rows = min(whole.height, LONGEST, LARGEST_AREA // whole.width)
        picture = whole.convert("RGB").crop((0, 0, whole.width, rows))
    for colours in COLOURS:
        reduced = picture.quantize(
            colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
        output = BytesIO()
        reduced.save(output, "PNG", optimize=True)
        if output.tell() <= LARGEST:
            break
    path.write_bytes(output.getvalue())
