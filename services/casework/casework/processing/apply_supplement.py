"""Supplements from the applicant: the case that waited for them goes on."""

from datetime import datetime

from casework.domain import supplements
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.intake import DossierSupplemented
from kit.core.events import Envelope


def apply_supplement(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    """They were received at the event's own time; those of another request change nothing."""
    request = supplements.awaited_request(case, message.read(DossierSupplemented).request)
    if request is None:
        cases.record(message, at)
        return

    resumption = supplements.resume(
        case,
        request,
        cases.calendar_of(case.agency),
        cases.clock_of(case),
        received=message.time,
    )

    cases.commit_act(resumption, at=at, cause=message)
