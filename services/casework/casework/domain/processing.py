"""Processing (giải quyết): the steps of an accepted dossier up to the sealed result."""

from datetime import datetime
from typing import Final

from casework.domain.case import Case, Transition, transition
from casework.domain.desk import Desk
from casework.domain.official import Official
from casework.domain.transitions import next_state
from casework.domain.withdrawals import require_no_request
from contracts.casework import CaseAssigned, CaseCompleted, CaseDecided
from contracts.result_content import ResultContent
from contracts.terms import SealedResult, SealWanted

UNSEALED_REASON: Final = "Chưa lập được văn bản kết quả ({why})."
"""The reason of a failed seal; `why` is the stable code of document.failed."""


def assign(
    case: Case,
    *,
    step: str,
    desk: Desk,
    step_due: datetime | None,
    official: Official | None = None,
) -> Transition:
    """Phân công: a step is given to a desk, or to an official there."""
    sub, name = (official.sub, official.name or None) if official else (None, None)
    event = CaseAssigned(
        step=step, desk=desk.name, step_due=step_due, official=sub, official_name=name
    )
    return transition(
        case,
        "assign",
        event,
        step=step,
        desk=desk.name,
        desk_agency=desk.agency,
        official=sub,
        proposal=None,
    )


def decide(
    case: Case,
    *,
    results: tuple[SealWanted, ...],
    contents: dict[str, ResultContent],
    signer: str,
    signer_name: str | None = None,
    at: datetime | None = None,
) -> Transition:
    """The decision: documents seals its results. `signer` is the official's subject.

    Raises WithdrawalRequestOpen; ActNotAllowed comes first.
    """
    next_state("decide", case.state)
    require_no_request(case)
    event = CaseDecided(results=results, signer=signer, signer_name=signer_name, contents=contents)
    return transition(case, "decide", event, wanted=results, decided_at=at)


def fail_seal(case: Case, *, why: str) -> Transition:
    """A result could not be made: the case is decided again, and asks for new documents."""
    reason = UNSEALED_REASON.format(why=why)
    return transition(case, "fail_seal", None, reason=reason, wanted=(), sealed={})


def wanted_result(case: Case, document: str | None) -> SealWanted | None:
    """The result that the present decision asked for under this id."""
    return next((wanted for wanted in case.wanted if wanted.document == document), None)


def with_sealed_result(case: Case, wanted: SealWanted, result: SealedResult) -> Case:
    """The case with one more sealed result."""
    return case.evolve(sealed={**case.sealed, wanted.document: result})


def is_complete(case: Case) -> bool:
    """Whether every result that was asked for is sealed."""
    return len(case.results) == len(case.wanted)


def complete(case: Case) -> Transition:
    """Đã xử lý xong: every result is sealed."""
    return transition(case, "complete", CaseCompleted(results=case.results))
