"""Reception (tiếp nhận): what becomes of a filed dossier until it is accepted or rejected."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from casework.domain.acts import Act
from casework.domain.case import Case, Transition, transition
from casework.domain.desk import Desk
from casework.domain.milestones import reception_milestones
from casework.domain.transitions import next_state
from contracts.casework import (
    CaseAccepted,
    CaseAwaitingPayment,
    CaseAwaitingReception,
    CaseRefused,
    CaseReopened,
)
from contracts.procedure_terms import Limit
from contracts.terms import Applicant, Due

if TYPE_CHECKING:  # the functions that answer requests import no events of intake
    from contracts.intake import DossierFiled

UNPAID_REASON: Final = "Quá thời hạn nộp phí, lệ phí mà chưa nhận được tiền."


def register(
    code: str,
    dossier: "DossierFiled",
    *,
    vault: str,
    at: datetime,
    reception_due: datetime,
    applicant: Applicant | None = None,
) -> Transition:
    """A new case: it waits for its fee if that is due before acceptance, else for the desk,
    since it was filed or came by post.

    `applicant` is who the lists show; None where the dossier's key is gone.
    """
    unpaid = dossier.quote.pay == "before_acceptance" and dossier.quote.total > 0
    act: Act = "file_unpaid" if unpaid else "file"
    since = dossier.received_at or at
    case = Case(
        id=code,
        dossier=code,
        vault=vault,
        agency=dossier.agency,
        procedure=dossier.procedure,
        channel=dossier.channel,
        limit_case=dossier.case,
        state=next_state(act, None),
        filed_at=at,
        form_signed_at=dossier.form_signature and dossier.form_signature.signed_at,
        pay=dossier.quote.pay,
        total=dossier.quote.total,
        has_unassessed_fee=bool(dossier.quote.unassessed),
        since=None if unpaid else since,
        reception_due=None if unpaid else reception_due,
        milestones=() if unpaid else reception_milestones(reception_due),
    )
    awaiting_desk = CaseAwaitingReception(since=since, reception_due=reception_due)
    event = CaseAwaitingPayment() if unpaid else awaiting_desk
    return Transition(case, event, act, None, applicant=applicant, grounds=dossier.grounds)


def open_reception(case: Case, *, since: datetime, reception_due: datetime) -> Transition:
    """The fee no longer holds the case up: the desk's time limit runs from `since`."""
    event = CaseAwaitingReception(since=since, reception_due=reception_due)
    return transition(
        case,
        "open_reception",
        event,
        since=since,
        reception_due=reception_due,
        milestones=reception_milestones(reception_due),
    )


def reject_unpaid(case: Case, *, at: datetime) -> Transition:
    """The fee was not paid in time."""
    event = CaseRefused(reason=UNPAID_REASON, ground="unpaid")
    return transition(case, "reject_unpaid", event, closed_at=at, rejected_unpaid=True)


def reopen(case: Case) -> Transition:
    """The fee had been paid in time: the case waits for its settlement as before."""
    event = CaseReopened(why="paid_in_time")
    return transition(case, "reopen", event, closed_at=None, rejected_unpaid=False)


def accept(
    case: Case,
    *,
    at: datetime,
    due: Due,
    desk: Desk,
    limit: Limit | None = None,
    wants_form: bool = False,
) -> Transition:
    """Tiếp nhận hồ sơ: the time limit runs until `due`, which follows from the case's clock.

    For a result of the same day Mẫu 01 is made only where the applicant `wants_form` (rule
    `instant_result`).
    """
    with_form = wants_form or limit is None or limit.value > 0
    event = CaseAccepted(at=at, due=due, desk=desk.name, limit=limit, with_form=with_form)
    return transition(
        case,
        "accept",
        event,
        accepted_at=at,
        due=due,
        desk=desk.name,
        desk_agency=desk.agency,
    )


def reject(case: Case, *, at: datetime, reason: str) -> Transition:
    """Từ chối tiếp nhận hồ sơ."""
    event = CaseRefused(reason=reason, ground="refused")
    return transition(case, "reject", event, closed_at=at)
