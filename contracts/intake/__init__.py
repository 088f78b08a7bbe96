"""The events that intake publishes.

A name is imported at its first use: intake's own routes need few of these models, and a function
must answer its first request fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from contracts.exports import ExportRequested
    from contracts.intake.attachment_state import AttachmentState
    from contracts.intake.dossiers import (
        AccessChanged,
        ContactChanged,
        DossierPaperReceived,
        DossierSupplemented,
        ErasureOrdered,
        KeyReplaced,
        WithdrawalRequested,
    )
    from contracts.intake.drafts import DataRequested, DraftExpiring
    from contracts.intake.filings import DossierFiled, FiledSignature
    from contracts.intake.papers import (
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
        ReplyReady,
    )
    from contracts.intake.procedures import ProcedurePublished
    from kit.core.model import Event

    EVENTS: tuple[type[Event], ...]

MODULES: Final = {
    "procedures": ("ProcedurePublished",),
    "papers": (
        "PaperChecked",
        "PaperRejected",
        "ResultFileChecked",
        "CopyConfirmed",
        "PaperDigitised",
    ),
    "drafts": ("DraftExpiring", "DataRequested"),
    "filings": ("DossierFiled",),
    "dossiers": (
        "DossierSupplemented",
        "DossierPaperReceived",
        "WithdrawalRequested",
        "AccessChanged",
        "ContactChanged",
        "KeyReplaced",
        "ErasureOrdered",
    ),
    "people": ("PersonErasureOrdered", "ContactCodeRequested", "ContactReplaced", "ReplyReady"),
}
"""Where each event of this package is defined."""
HOMES: Final = {
    "ExportRequested": "contracts.exports",
    "AttachmentState": "contracts.intake.attachment_state",
    "FiledSignature": "contracts.intake.filings",
} | {name: f"contracts.intake.{module}" for module, names in MODULES.items() for name in names}
PARTS: Final = ("AttachmentState", "FiledSignature")
"""Parts of events, which are none."""

__all__ = [
    "EVENTS",
    "AccessChanged",
    "AttachmentState",
    "ContactChanged",
    "ContactCodeRequested",
    "ContactReplaced",
    "CopyConfirmed",
    "DataRequested",
    "DossierFiled",
    "DossierPaperReceived",
    "DossierSupplemented",
    "DraftExpiring",
    "ErasureOrdered",
    "ExportRequested",
    "FiledSignature",
    "KeyReplaced",
    "PaperChecked",
    "PaperDigitised",
    "PaperRejected",
    "PersonErasureOrdered",
    "ProcedurePublished",
    "ReplyReady",
    "ResultFileChecked",
    "WithdrawalRequested",
]


def __getattr__(name: str) -> object:
    """An event by its name, or `EVENTS`, all of them; raises AttributeError for any other."""
    if name == "EVENTS":
        return tuple(
            getattr(import_module(home), event)
            for event, home in HOMES.items()
            if event not in PARTS
        )
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
