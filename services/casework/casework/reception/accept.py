"""Acceptance of a dossier (tiếp nhận hồ sơ): its time limit begins to run."""

from datetime import datetime
from typing import Final

from casework.domain import reception
from casework.domain.case import Case
from casework.domain.clock import clock_at_acceptance
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff
from law.time_limit import due_date

ONE_STOP_DESK: Final = "Bộ phận Một cửa"
"""The desk on the receipt where the official has none in the directory."""


class AcceptCase(Model):
    """`request` is the id of the request: a repeat changes nothing."""

    code: DossierCode
    official: Staff
    request: str

    @property
    def desk(self) -> str:
        """The official's first desk."""
        return self.official.desks[0] if self.official.desks else ONE_STOP_DESK


@retry_on_conflict
def accept_case(cases: CaseworkRepository, command: AcceptCase, *, at: datetime) -> Case:
    """Limit and calendar are those in force now; raises NotFound, ActNotAllowed."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("accept.loaded")
    if cases.has_performed(case, "accept", command.request):
        return case

    limit = cases.time_limit_of(case, at)
    due = due_date(cases.calendar_of(case.agency), limit, at)
    clock = clock_at_acceptance(limit, at=at)
    acceptance = reception.accept(case, at=at, due=due, desk=command.desk, clock=clock)

    accepted = cases.commit_act(
        acceptance, at=at, actor=command.official.sub, request=command.request
    )
    fault_injection.point("accept.committed")
    return accepted
