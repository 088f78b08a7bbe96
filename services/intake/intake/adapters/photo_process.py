"""The making of a PDF of pictures in processes of their own, which are ended from outside."""

from collections.abc import Sequence
from functools import partial

from intake.adapters.inspection_process import ForkedInspector
from intake.adapters.page_process import BOUNDS
from intake.attachments.finding import Finding
from intake.attachments.photo_pdf import photo_pdf, photo_sheet
from intake.domain.attachment import PDF_TYPE


def load_binder() -> None:
    """Load what every picture needs, once for all forks."""
    import pikepdf  # noqa: F401
    from PIL import Image

    Image.preinit()


class ForkedPhotoBinder:
    """`PhotoBinder` by a fork for each picture, and one for the whole."""

    def sheet(self, media_type: str, content: bytes) -> Finding:
        return ForkedInspector(photo_sheet, BOUNDS).inspect(media_type, content)

    def bind(self, sheets: Sequence[bytes]) -> Finding:
        bind = partial(_bind, tuple(sheets))
        return ForkedInspector(bind).inspect(PDF_TYPE, b"")


def _bind(sheets: Sequence[bytes], media_type: str, content: bytes) -> Finding:  # noqa: ARG001
    return photo_pdf(sheets)
