"""The events that intake publishes."""

from contracts.exports import ExportRequested
from contracts.intake.dossiers import (
    AccessChanged,
    ContactChanged,
    DossierFiled,
    DossierSupplemented,
    DraftExpiring,
    ErasureOrdered,
    KeyReplaced,
    WithdrawalRequested,
)
from contracts.intake.papers import (
    AttachmentState,
    CopyConfirmed,
    PaperChecked,
    PaperDigitised,
    PaperRejected,
    ResultFileChecked,
)
from contracts.intake.people import (
    ContactCodeRequested,
    ContactReplaced,
    PersonErasureOrdered,
)
from contracts.intake.procedures import (
    ProcedurePublished,
)
from kit.core.model import Event

EVENTS: tuple[type[Event], ...] = (
    ProcedurePublished,
    PaperChecked,
    PaperRejected,
    ResultFileChecked,
    CopyConfirmed,
    PaperDigitised,
    DraftExpiring,
    DossierFiled,
    DossierSupplemented,
    WithdrawalRequested,
    AccessChanged,
    ContactChanged,
    KeyReplaced,
    ErasureOrdered,
    ExportRequested,
    PersonErasureOrdered,
    ContactCodeRequested,
    ContactReplaced,
)

__all__ = [
    "EVENTS",
    "AccessChanged",
    "AttachmentState",
    "ContactChanged",
    "ContactCodeRequested",
    "ContactReplaced",
    "CopyConfirmed",
    "DossierFiled",
    "DossierSupplemented",
    "DraftExpiring",
    "ErasureOrdered",
    "ExportRequested",
    "KeyReplaced",
    "PaperChecked",
    "PaperDigitised",
    "PaperRejected",
    "PersonErasureOrdered",
    "ProcedurePublished",
    "ResultFileChecked",
    "WithdrawalRequested",
]
