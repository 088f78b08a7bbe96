"""Events of a case: what its owner may still do, and which agencies may see it."""

from datetime import datetime
from typing import Final

from contracts.case_access import CaseAccess, consult, end_consultation, hand_over
from contracts.casework import (
    CaseAnswered,
    CaseConsulted,
    CaseHandedOver,
    CasePapersRequested,
    CaseReopened,
)
from intake.domain.dossier import Dossier, Ending
from intake.domain.filed_dossier import (
    with_ending,
    with_refused_withdrawal,
    with_request,
    without_request,
)
from intake.repository import IntakeRepository
from intake.warehouse.apply_event import recalled
from kit.core.events import Change, Envelope

ENDINGS: Final[dict[str, Ending]] = {
    "case.refused": "refused",
    "case.stopped": "stopped",
    "case.withdrawn": "withdrawn",
    "case.completed": "completed",
}
"""The owner can do nothing more after them; case.returned follows case.completed."""
ACCESS_EVENTS: Final = ("case.handed_over", "case.consulted", "case.answered")
CASE_EVENTS: Final = (
    "case.papers_requested",
    "case.resumed",
    "case.withdrawal_refused",
    "case.reopened",
    "case.result_recalled",
    *ENDINGS,
    *ACCESS_EVENTS,
)


def apply_case_event(intake: IntakeRepository, message: Envelope, *, at: datetime) -> None:
    """In any order; raises Conflict, Duplicate."""
    dossier = intake.dossier(message.correlation_key)
    changed = _after(dossier, message) if dossier else None
    facts = recalled(intake, message)
    if changed is None or changed == dossier:
        intake.record(message, at, facts)
        return

    intake.commit([Change(changed, None)], at=at, cause=message, extra_writes=facts)


def _after(dossier: Dossier, message: Envelope) -> Dossier:
    if message.type in ACCESS_EVENTS:
        return dossier.evolve(access=_access_after(dossier.access, message))
    if message.type == "case.papers_requested":
        return with_request(dossier, message.read(CasePapersRequested), message.sequence)
    if message.type == "case.withdrawal_refused":
        return with_refused_withdrawal(dossier, message.sequence)
    if message.type == "case.resumed":
        return without_request(dossier, message.sequence)
    return with_ending(dossier, _ending(message), sequence=message.sequence, at=message.time)


def _ending(message: Envelope) -> Ending | None:
    """How the case ended; None: it goes on."""
    if message.type != "case.reopened":
        return ENDINGS.get(message.type)
    return "completed" if message.read(CaseReopened).state == "completed" else None


def _access_after(access: CaseAccess, message: Envelope) -> CaseAccess:
    if message.type == CaseHandedOver.TYPE:
        agency = message.read(CaseHandedOver).agency
        return hand_over(access, agency, sequence=message.sequence)
    if message.type == CaseConsulted.TYPE:
        question = message.read(CaseConsulted)
        return consult(access, question.agency, sequence=message.sequence, due=question.due)
    agency = message.read(CaseAnswered).agency
    return end_consultation(access, agency, sequence=message.sequence)
