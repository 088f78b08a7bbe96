"""The consultation of another agency (lấy ý kiến), while the work on the case goes on."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.cooperation.agencies import agency_in_force
from casework.domain import cooperation
from casework.domain.case import Case, Transition
from casework.repository import CaseworkRepository
from contracts.terms import AgencyCode, Moment
from kit.security.staff_directory import Directory


class ConsultAgency(ActCommand):
    """`question` is for the agency, which answers until `due`."""

    agency: AgencyCode
    due: Moment
    question: str


def consult_agency(
    cases: CaseworkRepository, directory: Directory, command: ConsultAgency, *, at: datetime
) -> Case:
    """Raises UnknownAgency, AgencyHasCase, DueInPast, ConsultedBefore."""

    def move(case: Case) -> Transition:
        agency = agency_in_force(directory, command.agency, at)
        return cooperation.consult(case, agency, due=command.due, question=command.question, at=at)

    return perform(cases, "consult", command, move, at=at)
