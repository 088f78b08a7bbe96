"""The proposal of a decision (đề xuất giải quyết): the case goes to who approves."""

from datetime import datetime
from typing import Final

from casework.acts.perform import ActCommand, perform
from casework.domain import proposals
from casework.domain.case import Case, Transition
from casework.domain.course import step_of_role
from casework.domain.desk import Desk
from casework.domain.proposal import Proposal
from casework.domain.result_choice import ProposedResult, require_results
from casework.processing.step_due import step_due
from casework.repository import CaseworkRepository

APPROVERS: Final = "Lãnh đạo phê duyệt"
"""The desk of approval where the official names none."""


class ProposeDecision(ActCommand):
    """The results with their contents, at least one; without a desk, to all approvers."""

    results: tuple[ProposedResult, ...]
    desk: str | None = None


def propose_decision(cases: CaseworkRepository, command: ProposeDecision, *, at: datetime) -> Case:
    """Raises UnknownDesk, UnknownResult, ResultContentMissing, ResultFileUnchecked,
    ResultFileDiffers, and the refusals of `require_content`.
    """

    def move(case: Case) -> Transition:
        procedure = cases.procedure_in_force(case.procedure.code, at)
        codes = require_results(procedure, command.results)
        step = step_of_role(procedure, "approver")
        proposal = Proposal(
            by=command.official.sub,
            at=at,
            results=codes,
            step=case.step,
            desk=case.desk,
        )
        due = step_due(cases, case, step, at)
        contents = tuple(
            cases.result_content(case, result.content, at=f"results.{place}")
            for place, result in enumerate(command.results)
        )
        return proposals.propose(
            case, proposal, contents, step=step.name, desk=_desk(cases, case, command), step_due=due
        )

    return perform(cases, "propose", command, move, at=at)


def _desk(cases: CaseworkRepository, case: Case, command: ProposeDecision) -> Desk:
    if command.desk is None:
        return Desk(agency=None, name=APPROVERS)
    return cases.desk(case.agency, command.desk)
