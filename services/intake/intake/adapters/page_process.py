"""The painting of a page in a process of its own, which is ended from outside."""

from collections.abc import Callable
from functools import partial
from typing import Final

from intake.adapters.inspection_process import Bounds, ForkedInspector
from intake.attachments.finding import Finding
from intake.attachments.page_picture import paint_page

BOUNDS: Final = Bounds(seconds=4.0)
"""Twenty pages at this limit end before the function's own (services/intake/service.yaml)."""


def load_painter() -> None:
    """Load what every page needs, once for all forks."""
    import pypdfium2  # noqa: F401
    from PIL import Image

    Image.preinit()


class ForkedPainter:
    """`PagePainter` by a fork for each page: one that breaks its reader costs no other."""

    def __init__(
        self, paint: Callable[[int, str, bytes], Finding] = paint_page, bounds: Bounds = BOUNDS
    ) -> None:
        self._paint = paint
        self._bounds = bounds

    def paint(self, media_type: str, content: bytes, page: int) -> bytes | None:
        inspector = ForkedInspector(partial(self._paint, page), self._bounds)
        return inspector.inspect(media_type, content).shown
