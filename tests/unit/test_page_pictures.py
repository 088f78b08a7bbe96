"""The pictures of pages in docs: each is shown, each that is shown is there, and none is large."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from infra.places import ROOT
from local.demo.pages.browser import ChromiumMissing, open_chromium
from local.demo.pages.pictures import LARGEST, LARGEST_AREA, shown_pictures, store_picture

PAGES = ROOT / "docs" / "pages"


def test_every_picture_is_shown_and_every_shown_one_is_there() -> None:
    assert {path.name for path in PAGES.glob("*.png")} == shown_pictures(PAGES)


def test_no_picture_is_larger_than_60_kb() -> None:
    sizes = {path.name: path.stat().st_size for path in PAGES.glob("*.png")}

    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def test_a_picture_is_stored_in_few_colours_and_no_longer_than_a_reader_looks(
    tmp_path: Path,
) -> None:
    noise = Image.effect_noise((1280, 4_000), 90).convert("RGB")
    png = BytesIO()
    noise.save(png, "PNG")

    store_picture(png.getvalue(), tmp_path / "a.png")

    with Image.open(tmp_path / "a.png") as stored:
        assert stored.size == (1280, LARGEST_AREA // 1280)
        assert stored.mode == "P"


def test_without_chromium_the_journey_says_how_to_get_one() -> None:
    with pytest.raises(ChromiumMissing, match="apt-get install chromium"):
        open_chromium(lambda: None).__enter__()
