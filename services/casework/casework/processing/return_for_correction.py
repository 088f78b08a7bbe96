"""The return of a proposal (trả lại để hoàn thiện): its officer corrects it."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import proposals
from casework.domain.case import Case, Transition
from casework.domain.course import step_of_role
from casework.reception.accept import ONE_STOP_DESK
from casework.repository import CaseworkRepository


class ReturnForCorrection(ActCommand):
    """`reason` is for the officer who proposed."""

    reason: str


def return_for_correction(
    cases: CaseworkRepository, command: ReturnForCorrection, *, at: datetime
) -> Case:
    """Raises ProposalRequired."""

    def move(case: Case) -> Transition:
        proposal = proposals.require_proposal(case)
        procedure = cases.procedure_in_force(case.procedure.code, at)
        return proposals.return_for_correction(
            case,
            step=proposal.step or step_of_role(procedure, "officer").name,
            desk=cases.desk_of(command.official, case.agency, proposal.desk or ONE_STOP_DESK),
            reason=command.reason,
        )

    return perform(cases, "return_for_correction", command, move, at=at)
