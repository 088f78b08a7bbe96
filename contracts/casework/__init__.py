"""The events that casework publishes.

Of an official's act, `by` is their subject and `role` the role by which they may do it.
"""

from contracts.casework.clock import (
    CaseDueChanged,
    CaseEscalated,
    CaseExtended,
    CaseResumed,
    EscalationLevel,
    EscalationLimit,
)
from contracts.casework.endings import (
    CaseCompleted,
    CaseDecided,
    CaseResultCorrected,
    CaseResultRecalled,
    CaseReturned,
    CaseStopped,
    CaseWithdrawalRefused,
    CaseWithdrawn,
)
from contracts.casework.processing import (
    CaseAnswered,
    CaseAssigned,
    CaseConsulted,
    CaseFeeAssessed,
    CaseHandedOver,
    CasePapersRequested,
)
from contracts.casework.reception import (
    CaseAccepted,
    CaseAwaitingPayment,
    CaseAwaitingReception,
    CaseRefused,
    CaseReopened,
)
from contracts.exports import CaseExported
from kit.core.model import Event

EVENTS: tuple[type[Event], ...] = (
    CaseAwaitingPayment,
    CaseAwaitingReception,
    CaseAccepted,
    CaseRefused,
    CaseReopened,
    CaseAssigned,
    CaseHandedOver,
    CaseConsulted,
    CaseAnswered,
    CasePapersRequested,
    CaseFeeAssessed,
    CaseResumed,
    CaseExtended,
    CaseDueChanged,
    CaseEscalated,
    CaseStopped,
    CaseWithdrawn,
    CaseWithdrawalRefused,
    CaseDecided,
    CaseCompleted,
    CaseResultCorrected,
    CaseResultRecalled,
    CaseReturned,
    CaseExported,
)

__all__ = [
    "EVENTS",
    "CaseAccepted",
    "CaseAnswered",
    "CaseAssigned",
    "CaseAwaitingPayment",
    "CaseAwaitingReception",
    "CaseCompleted",
    "CaseConsulted",
    "CaseDecided",
    "CaseDueChanged",
    "CaseEscalated",
    "CaseExported",
    "CaseExtended",
    "CaseFeeAssessed",
    "CaseHandedOver",
    "CasePapersRequested",
    "CaseRefused",
    "CaseReopened",
    "CaseResultCorrected",
    "CaseResultRecalled",
    "CaseResumed",
    "CaseReturned",
    "CaseStopped",
    "CaseWithdrawalRefused",
    "CaseWithdrawn",
    "EscalationLevel",
    "EscalationLimit",
]
