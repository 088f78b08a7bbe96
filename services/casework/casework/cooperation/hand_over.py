"""The transfer of a case to another agency (chuyển hồ sơ)."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.cooperation.agencies import agency_in_force
from casework.domain import cooperation
from casework.domain.case import Case, Transition
from casework.domain.course import step_of_role
from casework.domain.desk import Desk
from casework.processing.step_due import step_due
from casework.reception.accept import ONE_STOP_DESK
from casework.repository import CaseworkRepository
from contracts.terms import AgencyCode
from kit.security.staff_directory import Directory


class HandOverCase(ActCommand):
    """To the agency's desk, without one to its one-stop desk; the step begins anew there. `reason`
    is for the agency.
    """

    agency: AgencyCode
    desk: str | None = None
    reason: str


def hand_over_case(
    cases: CaseworkRepository, directory: Directory, command: HandOverCase, *, at: datetime
) -> Case:
    """Raises UnknownAgency, AgencyHasCase, UnknownDesk."""

    def move(case: Case) -> Transition:
        agency = agency_in_force(directory, command.agency, at)
        step = step_of_role(cases.procedure_in_force(case.procedure.code, at), "officer")
        return cooperation.hand_over(
            case,
            agency,
            desk=_desk(cases, agency.code, command),
            step=step.name,
            step_due=step_due(cases, case.evolve(agency=agency.code), step, at),
            reason=command.reason,
        )

    return perform(cases, "hand_over", command, move, at=at)


def _desk(cases: CaseworkRepository, agency: str, command: HandOverCase) -> Desk:
    if command.desk is None:
        return Desk(agency=agency, name=ONE_STOP_DESK)
    return cases.desk(agency, command.desk)
