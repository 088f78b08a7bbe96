"""The events that intake publishes."""

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
)

__all__ = [
    "EVENTS",
    "AccessChanged",
    "AttachmentState",
    "ContactChanged",
    "CopyConfirmed",
    "DossierFiled",
    "DossierSupplemented",
    "DraftExpiring",
    "ErasureOrdered",
    "KeyReplaced",
    "PaperChecked",
    "PaperDigitised",
    "PaperRejected",
    "ProcedurePublished",
    "ResultFileChecked",
    "WithdrawalRequested",
]
