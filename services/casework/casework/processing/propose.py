"""The proposal of a decision (đề xuất giải quyết): the case goes to who approves."""

from datetime import datetime
from typing import Final

from casework.acts.perform import ActCommand, perform
from casework.domain import proposals
from casework.domain.case import Case, Transition
from casework.domain.course import step_of_role
from casework.domain.proposal import Proposal
from casework.domain.result_choice import require_results
from casework.processing.step_due import step_due
from casework.repository import CaseworkRepository

APPROVERS: Final = "Lãnh đạo phê duyệt"
"""The desk of approval where the official names none."""


class ProposeDecision(ActCommand):
    """`results` are codes of the procedure's results; without any, its first is proposed."""

    results: tuple[str, ...] = ()
    desk: str = APPROVERS


def propose_decision(cases: CaseworkRepository, command: ProposeDecision, *, at: datetime) -> Case:
    """Raises UnknownResult."""

    def move(case: Case) -> Transition:
        procedure = cases.procedure_in_force(case.procedure.code, at)
        require_results(procedure, command.results)
        step = step_of_role(procedure, "approver")
        proposal = Proposal(
            by=command.official.sub,
            at=at,
            results=command.results,
            step=case.step,
            desk=case.desk,
        )
        due = step_due(cases, case, step, at)
        return proposals.propose(case, proposal, step=step.name, desk=command.desk, step_due=due)

    return perform(cases, "propose", command, move, at=at)
