"""The proposal (đề xuất): an officer proposes a decision, another official approves or returns it.

Who approves is not who proposed, unless one desk does it all by the course (4 tại chỗ).
"""

from dataclasses import replace
from datetime import datetime

from casework.domain.case import Case, Transition, transition
from casework.domain.deputy import subjects_of
from casework.domain.desk import Desk
from casework.domain.official import Official
from casework.domain.proposal import Proposal, ProposedContents
from casework.domain.transitions import next_state
from contracts.casework import CaseAssigned
from contracts.result_content import ResultContent
from kit.core.errors import Conflicting


class ProposalRequired(Conflicting):
    """Nobody has proposed a decision."""

    code = "proposal_required"
    vi = "Hồ sơ chưa có đề xuất giải quyết của người thẩm định."
    en = "No officer has proposed a decision on this dossier yet."


class OtherApproverRequired(Conflicting):
    """Who proposed a decision does not approve it."""

    code = "other_approver_required"
    vi = "Người phê duyệt phải khác người đã thẩm định và đề xuất."
    en = (
        "The decision must be approved by an official other than the one who assessed and "
        "proposed it."
    )


class HeadRequired(Conflicting):
    """The course leaves the approval to the head."""

    code = "head_required"
    vi = "Chỉ thủ trưởng cơ quan được thực hiện việc này."
    en = "Only the head of the agency may do this."


def propose(
    case: Case,
    proposal: Proposal,
    contents: tuple[ResultContent, ...],
    *,
    step: str,
    desk: Desk,
    step_due: datetime | None,
) -> Transition:
    """Đề xuất: the case goes to the step and the desk of approval."""
    event = CaseAssigned(step=step, desk=desk.name, step_due=step_due, act="propose")
    moved = transition(
        case,
        "propose",
        event,
        step=step,
        desk=desk.name,
        desk_agency=desk.agency,
        official=None,
        proposal=proposal,
    )
    return replace(moved, contents=ProposedContents(at=proposal.at, contents=contents))


def return_for_correction(case: Case, *, step: str, desk: Desk, reason: str) -> Transition:
    """Trả lại để hoàn thiện: the case goes back to who proposed; raises ProposalRequired."""
    next_state("return_for_correction", case.state)
    proposal = require_proposal(case)
    event = CaseAssigned(
        step=step, desk=desk.name, official=proposal.by, act="return_for_correction"
    )
    return transition(
        case,
        "return_for_correction",
        event,
        reason=reason,
        step=step,
        desk=desk.name,
        desk_agency=desk.agency,
        official=proposal.by,
        proposal=None,
    )


def require_proposal(case: Case) -> Proposal:
    """Raises ProposalRequired."""
    if case.proposal is None:
        raise ProposalRequired
    return case.proposal


def require_approver(case: Case, official: Official) -> None:
    """Raises ProposalRequired, HeadRequired, OtherApproverRequired."""
    require_proposal(case)
    require_other_official(case, official)


def require_other_official(case: Case, official: Official) -> None:
    """Raises HeadRequired, OtherApproverRequired."""
    if case.approval.by == "head" and "head" not in official.roles:
        raise HeadRequired
    is_assessor = case.proposal is not None and case.proposal.by in subjects_of(official)
    if is_assessor and not case.approval.same_official:
        raise OtherApproverRequired
