"""The draft of an apology (dự thảo phiếu xin lỗi)."""

from contracts.terms import Moment
from kit.core.model import Model


class ApologyDraft(Model):
    """Mẫu 04 before the head has signed it: the new due date, and a reason to begin with."""

    due: Moment
    reason: str
