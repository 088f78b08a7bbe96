"""`python -m tools.help_pictures`: cuts the pictures of help from those of our own pages.

They stand in a page of help itself, so each is small: a WebP of a page at 320 px.
"""

from typing import Final

from PIL import Image

from infra.places import ROOT

PAGES: Final = ROOT / "docs" / "pages"
PICTURES: Final = ROOT / "services" / "portal" / "portal" / "pictures"
LARGEST: Final = 9_000
"""Bytes: a page of help with its picture stays within the budget of a first view."""
CUTS: Final = {
    "dang-nhap": ("sign-in", 90, 480),
    "nop-ho-so": ("tasks", 140, 640),
    "chup-giay-to": ("paper", 140, 640),
    "thanh-toan": ("transfer", 160, 560),
    "ma-tra-cuu": ("first", 140, 640),
    "bo-sung": ("supplement", 190, 700),
}
"""Topic -> a page, and the rows of its picture from which to which it is shown."""


def main() -> None:
    """Write every picture in the best quality that fits."""
    PICTURES.mkdir(exist_ok=True)
    for topic, (page, top, bottom) in CUTS.items():
        with Image.open(PAGES / f"{page}-vi-320.png") as whole:
            cut = whole.convert("RGB").crop((0, top, whole.width, min(bottom, whole.height)))
        for quality in range(60, 4, -5):
            cut.save(PICTURES / f"{topic}.webp", quality=quality, method=6)
            if (PICTURES / f"{topic}.webp").stat().st_size <= LARGEST:
                break


if __name__ == "__main__":
    main()
