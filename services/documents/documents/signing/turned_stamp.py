"""The drawing of a mark that stands upright on a page which readers turn (/Rotate)."""

from dataclasses import dataclass
from typing import Final

from pyhanko.pdf_utils.generic import ArrayObject, NumberObject, StreamObject, pdf_name
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import StaticContentStamp, StaticStampStyle

TURNS: Final = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, 1, -1, 0, 0, 0),
    180: (-1, 0, 0, -1, 0, 0),
    270: (0, -1, 1, 0, 0, 0),
}
"""Matrices that turn against the reader, by the degrees of the page (ISO 32000-1, 12.5.5)."""
TRUE_SIZE: Final = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
)
"""Letters of 10 points stay letters of 10 points; pyHanko's own margins would shrink them."""


@dataclass(frozen=True)
class TurnedStampStyle(StaticStampStyle):
    """A page of another file, upright for readers who turn the page by `turn` degrees."""

    background_layout: SimpleBoxLayoutRule = TRUE_SIZE
    border_width: int = 0
    turn: int = 0

    def create_stamp(
        self,
        writer: BasePdfFileWriter,
        box: BoxConstraints,
        text_params: dict[str, str],  # noqa: ARG002 - pyHanko's own name
    ) -> "TurnedStamp":
        """`box` is that of the annotation, on the page before readers turn it."""
        upright = box
        if self.turn in (90, 270):
            upright = BoxConstraints(width=box.height, height=box.width)
        return TurnedStamp(writer=writer, style=self, box=upright)


class TurnedStamp(StaticContentStamp):
    """What the style draws."""

    style: TurnedStampStyle

    def as_form_xobject(self) -> StreamObject:
        """With the matrix that turns it."""
        drawing: StreamObject = super().as_form_xobject()
        drawing[pdf_name("/Matrix")] = ArrayObject(map(NumberObject, TURNS[self.style.turn]))
        return drawing
