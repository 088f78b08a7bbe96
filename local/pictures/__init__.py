"""The pictures of the demo's seal and signatures: drawn here, and marked as made for the demo."""

from pathlib import Path
from typing import Final, Literal

from documents.rendering.pdf import FORMS

FOLDER: Final = Path(__file__).parent
SEAL_DIAMETER: Final = 36
"""Millimetres."""
DOTS: Final = 200
"""Dots per inch."""


def picture(kind: Literal["seal", "signature"], name: str) -> bytes:
    """A PNG on a transparent ground, of an agency's or an official's name."""
    import typst

    image = typst.compile(
        FOLDER / f"{kind}.typ",
        root=FOLDER,
        font_paths=[FORMS / "fonts"],
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS,
        sys_inputs={"name": name},
    )
    assert isinstance(image, bytes)
    return image
