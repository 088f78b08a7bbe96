"""Scans as scanners write them: a PDF with one picture a page."""

from io import BytesIO

import pikepdf
from PIL import Image

A4_INCHES = (8.27, 11.69)


def scanned(dpi: int = 200, mode: str = "RGB", pages: int = 1) -> bytes:
    """A4 pages in colour (RGB), in grey (L) or in black and white (1)."""
    size = (round(A4_INCHES[0] * dpi), round(A4_INCHES[1] * dpi))
    paper = "white"
    sheets = [Image.new(mode, size, paper) for _ in range(pages)]
    output = BytesIO()
    sheets[0].save(output, "PDF", resolution=dpi, save_all=True, append_images=sheets[1:])
    return output.getvalue()


def with_field(content: bytes, name: str) -> bytes:
    """With a text field of this name on the first page."""
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                FT=pikepdf.Name.Tx,
                T=pikepdf.String(name),
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                Rect=[0, 0, 0, 0],
                P=pdf.pages[0].obj,
            )
        )
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([field])
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        pdf.save(output)
    return output.getvalue()
