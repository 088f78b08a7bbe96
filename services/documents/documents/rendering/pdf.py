"""Renders contents as PDF/A with typst: equal contents at an equal time give equal bytes."""

import io
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from contracts.terms import Moment
from documents.rendering.contents import Paper
from kit.core.time import VIETNAM

if TYPE_CHECKING:
    from typst import Fonts

FORMS: Final = Path(__file__).parent / "forms"
NumberedForm = Literal["form-01", "form-02", "form-03", "form-04", "form-05"]
Form = NumberedForm | Literal["form-06", "form-07", "result", "receipt", "file-mark"]
SEPARATORS: Final = frozenset({"Cc", "Zl", "Zp", "Zs"})
"""Unicode categories that become one space."""


class GlyphMissing(Exception):
    """The font lacks a character of the contents, so a retry would fail again."""


def render_pdf(form: Form, contents: Paper, *, at: Moment) -> bytes:
    """PDF/A-2b dated `at`, 3b where the file carries data; raises GlyphMissing. Any other error is
    a fault of a template.
    """
    import typst

    values = {**contents.model_dump(mode="json"), "qr": qr_code(contents.qr_text)}
    try:
        return typst.compile(
            FORMS / f"{form}.typ",
            root=FORMS,
            font_paths=_fonts(),
            format="pdf",
            sys_inputs={"contents": json.dumps(clean(values), ensure_ascii=False)},
            pdf_standards="a-3b" if contents.data else "a-2b",
            timestamp=at.astimezone(VIETNAM).replace(microsecond=0),
        )
    except typst.TypstError as error:
        if "could not be displayed with font" in error.message:
            raise GlyphMissing from None
        raise


def qr_code(text: str) -> str:
    """The QR code of an address, a dossier's or receipt's code, as SVG; no look-up key."""
    import segno

    svg = io.BytesIO()
    segno.make(text, error="m", micro=False).save(svg, kind="svg", xmldecl=False, border=1)
    return svg.getvalue().decode()


def clean(value: object) -> object:
    """Every text within a JSON value as one line, so that input cannot begin a line of its own.

    Letters are composed (NFC), because fonts draw decomposed ones badly; any run of spaces,
    controls and separators becomes one space; marks of direction are removed.
    """
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value)
        characters = (
            " " if unicodedata.category(c) in SEPARATORS else c
            for c in composed
            if unicodedata.category(c) != "Cf"
        )
        return " ".join("".join(characters).split())
    if isinstance(value, dict):
        return {name: clean(each) for name, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list) else value


@cache
def _fonts() -> "Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FORMS / "fonts"]
    )
