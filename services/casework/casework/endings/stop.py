"""The stop of a case by its agency (dừng giải quyết)."""

from datetime import datetime

from casework.domain import endings
from casework.domain.case import Case
from casework.domain.endings import StopGround
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class StopCase(Model):
    """`reason` is for the applicant; refunds depend on `ground`."""

    code: DossierCode
    official: Staff
    request: str
    reason: str
    ground: StopGround


@retry_on_conflict
def stop_case(cases: CaseworkRepository, command: StopCase, *, at: datetime) -> Case:
    """Raises NotFound, ActNotAllowed."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("stop.loaded")
    if cases.has_performed(case, "stop", command.request):
        return case

    ending = endings.stop(case, reason=command.reason, ground=command.ground, at=at)

    changed = cases.commit_act(ending, at=at, actor=command.official.sub, request=command.request)
    fault_injection.point("stop.committed")
    return changed
