"""Acceptance of a dossier (tiếp nhận hồ sơ): its time limit begins to run."""

from datetime import datetime
from typing import Final

from casework.acts.perform import ActCommand, perform
from casework.domain import reception
from casework.domain.case import Case, Transition
from casework.domain.clock import clock_at_acceptance
from casework.domain.milestones import processing_milestones
from casework.repository import CaseworkRepository
from contracts.procedure_terms import USUAL_APPROVAL
from law.clock.count import count

ONE_STOP_DESK: Final = "Bộ phận Một cửa"
"""The desk on the receipt where the official has none in the directory."""


class AcceptCase(ActCommand):
    """`wants_form`: the applicant asks for Mẫu 01 of a result of the same day."""

    wants_form: bool = False

    @property
    def desk(self) -> str:
        """The name of the official's first desk."""
        return self.official.desks[0] if self.official.desks else ONE_STOP_DESK


def accept_case(cases: CaseworkRepository, command: AcceptCase, *, at: datetime) -> Case:
    """Limit and calendar are those in force when it happened."""
    moment = command.happened(at)

    def move(case: Case) -> Transition:
        procedure = cases.procedure_in_force(case.procedure.code, moment)
        limit = cases.limit_in(procedure, case, moment)
        calendar = cases.calendar_of(case.agency)
        is_late = case.reception_due is not None and case.reception_due < moment
        clock = clock_at_acceptance(limit, at=moment, late_since=case.since if is_late else None)
        due = count(calendar, clock).due
        approval = procedure.approval if procedure else USUAL_APPROVAL
        milestones = processing_milestones(calendar, clock, promised=due.at)
        case = case.evolve(approval=approval, clock=clock, milestones=milestones)
        return reception.accept(
            case,
            at=moment,
            due=due,
            desk=cases.desk_of(command.official, case.agency, command.desk),
            limit=limit,
            wants_form=command.wants_form,
        )

    return perform(cases, "accept", command, move, at=at)
