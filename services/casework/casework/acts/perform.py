"""The way of every official's act: load, refuse, move, commit."""

from collections.abc import Callable
from datetime import datetime

from casework.domain.acts import Act
from casework.domain.case import Case, Transition
from casework.domain.deputy import capacity_of
from casework.domain.late_record import LateRecord, require_in_order
from casework.domain.permissions import require_performer, require_version
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class ActCommand(Model):
    """`request` is the id of the request: a repeat changes nothing.

    `seen` are the versions of the case that the official may have seen; none: whichever it has.
    `late`: the act happened before.
    """

    code: DossierCode
    official: Staff
    request: str
    seen: tuple[int, ...] = ()
    late: LateRecord | None = None

    def happened(self, at: datetime) -> datetime:
        """When the act happened, which is recorded `at`."""
        return self.late.at if self.late else at


@retry_on_conflict
def perform(
    cases: CaseworkRepository,
    act: Act,
    command: ActCommand,
    move: Callable[[Case], Transition],
    *,
    at: datetime,
) -> Case:
    """Raises NotFound, CaseChanged, RoleRequired, ActNotAllowed, LateOutOfOrder, and what `move`
    raises.
    """
    case = cases.case_for(command.official, command.code)
    fault_injection.point(f"{act}.loaded")
    if cases.has_performed(case, act, command.request):
        return case

    require_version(case, command.seen)
    performer = require_performer(case, act, command.official, at)
    if command.late:
        require_in_order(command.late, after=cases.latest_act_at(case), at=at)

    official = command.official
    transition = move(case).by(performer, capacity_of(performer)).recorded(command.late)
    changed = cases.commit_act(transition, at=at, actor=official.sub, request=command.request)
    fault_injection.point(f"{act}.committed")
    return changed
