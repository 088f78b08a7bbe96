"""The preview of an apology (phiếu xin lỗi và hẹn lại ngày trả kết quả), before it is sent."""

from datetime import datetime

from contracts.casework import CaseExtended
from contracts.printable import NotPrintable
from contracts.terms import Moment
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.drafting.draft import DossierErased
from documents.rendering.labels import FORMS
from documents.rendering.people import Erased
from documents.rendering.reasoned_forms import apology_form
from kit.core.model import Model


class PreviewApology(Model):
    """What is to be seen: `promised` is the present due date, `due` the new one, `official` the
    name of who would extend the case.
    """

    reason: str
    promised: Moment
    due: Moment
    accepted_at: Moment | None
    official: str
    request: str


def preview_apology(dossier: Dossier, preview: PreviewApology, *, at: datetime) -> bytes:
    """Mẫu 04 as it would be signed, marked as a preview; nothing of it is judged but its letters.

    Raises DossierErased, NotPrintable.
    """
    from documents.rendering.pdf import GlyphMissing, render_pdf

    extended = CaseExtended(
        reason=preview.reason,
        old_due=preview.promised,
        new_due=preview.due,
        accepted_at=preview.accepted_at,
        by_name=preview.official,
    )
    request = DocumentRequest(cause=preview.request, kind="form-04", name=FORMS["form-04"])
    try:
        contents = apology_form(dossier, extended, request, at=at).evolve(draft=True)
        return render_pdf("form-04", contents, at=at)
    except Erased:
        raise DossierErased from None
    except GlyphMissing:
        raise NotPrintable(field="reason") from None
