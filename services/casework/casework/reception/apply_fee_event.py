"""Fee events: a settled or waived fee opens the reception of a case that waits for it."""

from datetime import datetime

from casework.domain import reception
from casework.domain.assessment import owes_assessed, resume_paid
from casework.domain.case import Case
from casework.domain.fees import FeeState, with_fee, with_reinstated
from casework.repository import CaseworkRepository
from contracts.payments import VOID_WITH_THE_CASE, FeeVoided
from kit.core.events import Envelope
from kit.persistence.repository import required
from law.time_limit import reception_due_date


def apply_fee_due(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    cases.commit_case(_with_fee(case, message, "due"), cause=message, at=at)


def apply_fee_settled(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    _open_reception(cases, _with_fee(case, message, "settled"), message, at)


def apply_fee_waived(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    _open_reception(cases, _with_fee(case, message, "waived"), message, at)


def apply_fee_voided(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    """An official's void is as a waiver if no other fee is due; one for lack of payment rejects."""
    changed, why = _with_fee(case, message, "void"), message.read(FeeVoided).why

    if _is_overtaken(case, message):
        cases.commit_case(changed, cause=message, at=at)
    elif case.state == "awaiting_payment" and why == "unpaid":
        rejection = reception.reject_unpaid(changed, at=message.time)
        cases.commit_act(rejection, at=at, cause=message)
    elif why in VOID_WITH_THE_CASE or "due" in changed.fees.values():
        cases.commit_case(changed, cause=message, at=at)
    else:
        _open_reception(cases, changed, message, at)


def apply_fee_reinstated(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    """A case that was rejected for lack of payment goes on, with money that has come already to the
    desk at once. The reopening is a commit of its own.
    """
    if case.state == "rejected" and case.rejected_unpaid:
        cases.commit_act(reception.reopen(case), at=at)
        case = required(cases.case(case.id))

    fees = with_reinstated(case.fees, message.subject)
    reinstated = _recorded(case, message).evolve(fees=fees)
    if fees[message.subject] == "settled":
        _open_reception(cases, reinstated, message, at)
    else:
        cases.commit_case(reinstated, cause=message, at=at)


def _open_reception(cases: CaseworkRepository, case: Case, message: Envelope, at: datetime) -> None:
    """The desk's time limit runs from the fee event itself; a later case only notes the fee, or
    goes on if it waited for an assessed one.
    """
    if case.state == "awaiting_fee" and not owes_assessed(case):
        cases.commit_act(resume_paid(case), at=at, cause=message)
        return
    if case.state != "awaiting_payment":
        cases.commit_case(case, cause=message, at=at)
        return
    due = reception_due_date(cases.calendar_of(case.agency), message.time)
    opening = reception.open_reception(case, since=message.time, reception_due=due.at)
    cases.commit_act(opening, at=at, cause=message)


def _with_fee(case: Case, message: Envelope, state: FeeState) -> Case:
    """Unchanged by an event that a later one of the same fee has overtaken."""
    if _is_overtaken(case, message):
        return case
    return _recorded(case, message).evolve(fees=with_fee(case.fees, message.subject, state))


def _is_overtaken(case: Case, message: Envelope) -> bool:
    return message.sequence < case.fee_sequences.get(message.subject, 0)


def _recorded(case: Case, message: Envelope) -> Case:
    latest = max(message.sequence, case.fee_sequences.get(message.subject, 0))
    return case.evolve(fee_sequences={**case.fee_sequences, message.subject: latest})
