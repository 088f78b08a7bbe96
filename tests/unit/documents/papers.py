"""Papers as their readers see them: the text and the pictures of a sealed file."""

from collections.abc import Iterator
from typing import Final

import pypdfium2

from contracts.casework import (
    CaseAccepted,
    CaseExtended,
    CasePapersRequested,
    CaseRefused,
    CaseStopped,
)
from contracts.documents import Kind
from contracts.procedure_terms import Limit
from contracts.testing.dossier_events import DUE_AT, DossierEvents, due_date
from documents.domain.document import Document
from kit.core.model import Event
from tests.unit.documents.world import World

SUB: Final = "sub-lan"
NAME: Final = "Trần Thị Lan"
THREE_DAYS: Final = Limit(value=3, unit="working_day", source="168/2025/NĐ-CP")


def accepted(others: DossierEvents) -> CaseAccepted:
    """An acceptance by Trần Thị Lan."""
    return CaseAccepted(
        at=others.at,
        due=due_date(),
        desk="Quầy số 3",
        limit=THREE_DAYS,
        by=SUB,
        by_name=NAME,
    )


def events_with_forms(others: DossierEvents) -> dict[Kind, Event]:
    """For each of the forms 01 to 05, the event that it is made of."""
    midnight = DUE_AT.replace(hour=17)
    return {
        "form-01": accepted(others),
        "form-02": CasePapersRequested(
            request="request-1",
            items=("Giấy chứng nhận đăng ký kết hôn", "Bản sao hợp đồng thuê địa điểm"),
            reason="Chưa có giấy tờ chứng minh quyền sử dụng địa điểm kinh doanh.",
            due=midnight,
            by=SUB,
            by_name=NAME,
        ),
        "form-03": CaseRefused(
            reason="Hồ sơ không thuộc thẩm quyền giải quyết của phường.",
            ground="refused",
            by=SUB,
            by_name=NAME,
        ),
        "form-04": CaseExtended(
            reason="Cần thêm thời gian xác minh địa điểm kinh doanh.",
            old_due=DUE_AT,
            new_due=midnight,
            accepted_at=others.at,
            by=SUB,
            by_name=NAME,
        ),
        "form-05": CaseStopped(
            reason="Người nộp hồ sơ không bổ sung giấy tờ trong thời hạn.",
            ground="none",
            by=SUB,
            by_name=NAME,
        ),
    }


def file_of(world: World, document: Document) -> bytes:
    """The file of a sealed document."""
    assert document.file_key is not None
    return world.file_store.files[document.file_key]


def text_of(pdf: bytes) -> str:
    """What is to be read on a paper, in one line."""
    return " ".join(" ".join(page.split()) for page in _pages(pdf)).replace("\ufffe", "-")


def _pages(pdf: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            yield page.get_textpage().get_text_bounded()


def picture_of(pdf: bytes, *, page: int = 0, scale: float = 1.5) -> bytes:
    """A page as PNG."""
    import io

    with pypdfium2.PdfDocument(pdf) as opened:
        image = opened[page].render(scale=scale).to_pil().convert("P", palette=1, colors=64)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
