"""Turns facts into a PDF/A-2b with typst: equal facts at an equal moment give equal bytes."""

import io
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from contracts.terms import Moment
from documents.domain.phrases import VIETNAM
from documents.rendering.contents import Facts

if TYPE_CHECKING:
    from typst import Fonts

FORMS = Path(__file__).parent / "forms"
Form = Literal["form-01", "result", "receipt"]
APART = frozenset({"Cc", "Zl", "Zp", "Zs"})


class GlyphMissing(Exception):
    """The papers' font lacks a character of the facts: another try would fail again."""


def printed(form: Form, facts: Facts, *, at: Moment) -> bytes:
    """The PDF/A-2b, dated `at`; raises GlyphMissing. Any other failure is a fault of our templates."""
    import typst

    told = {**facts.model_dump(mode="json"), "qr": qr(facts.scanned)}
    try:
        return typst.compile(
            FORMS / f"{form}.typ",
            root=FORMS,
            font_paths=_fonts(),
            format="pdf",
            sys_inputs={"facts": json.dumps(clean(told), ensure_ascii=False)},
            pdf_standards="a-2b",
            timestamp=at.astimezone(VIETNAM).replace(microsecond=0),
        )
    except typst.TypstError as error:
        if "could not be displayed with font" in error.message:
            raise GlyphMissing from None
        raise


def qr(code: str) -> str:
    """The QR code of a dossier's or receipt's code as SVG; a look-up key never goes into one."""
    import segno

    drawn = io.BytesIO()
    segno.make(code, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=1)
    return drawn.getvalue().decode()


def clean(told: object) -> object:
    """Texts in one line as it is stored: composed letters (NFC), because fonts draw decomposed ones badly, any run of
    spaces, controls and separators as one space, no marks of direction. No word of a caller's begins a line of its own.
    """
    if isinstance(told, str):
        composed = unicodedata.normalize("NFC", told)
        kept = (
            " " if unicodedata.category(c) in APART else c
            for c in composed
            if unicodedata.category(c) != "Cf"
        )
        return " ".join("".join(kept).split())
    if isinstance(told, dict):
        return {name: clean(value) for name, value in told.items()}
    return [clean(value) for value in told] if isinstance(told, list) else told


@cache
def _fonts() -> "Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FORMS / "fonts"]
    )
