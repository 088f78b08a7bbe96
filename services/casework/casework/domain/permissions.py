"""What an official may do with a case at this moment, and why not: read from the table of acts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from casework.domain.acts import ACTS, OFFICIAL_ACTS, Act
from casework.domain.assessment import require_assessed
from casework.domain.case import Case
from casework.domain.cooperation import (
    OnlyConsulted,
    awaited_consultation,
    require_answers,
    sees,
)
from casework.domain.corrections import require_corrector, require_no_correction
from casework.domain.deputy import acting_as, capacity_of
from casework.domain.endings import require_fee_paid
from casework.domain.official import Official
from casework.domain.proposals import require_approver, require_proposal
from casework.domain.supplements import require_request_left
from casework.domain.transitions import next_state
from casework.domain.undo import UNDOING, require_undoable
from casework.domain.withdrawals import require_no_request, require_request
from casework.domain.words import ACT_WORDS, ROLE_WORDS, STATE_WORDS
from kit.core.errors import Forbidden, PreconditionFailed, ServiceError

Condition = Callable[[Case, Official, datetime], object]
"""Raises a refusal that the state of the case alone does not say."""


def _by_case(require: Callable[[Case], object]) -> Condition:
    """A condition whoever acts."""
    return lambda case, _official, _at: require(case)


def _require_approver(case: Case, official: Official, _at: datetime) -> None:
    require_approver(case, official)


def _require_corrector(case: Case, official: Official, _at: datetime) -> None:
    require_corrector(case, official)


def _require_request_left(case: Case, official: Official, _at: datetime) -> None:
    require_request_left(case, official)


def _require_answers(case: Case, _official: Official, at: datetime) -> None:
    require_answers(case, at)


def _require_undoable(case: Case, _official: Official, at: datetime) -> None:
    require_undoable(case, at)


CONDITIONS: Final[Mapping[Act, tuple[Condition, ...]]] = {
    "request_supplement": (_require_request_left,),
    "withdraw": (_by_case(require_request),),
    "refuse_withdrawal": (_by_case(require_request),),
    "return_for_correction": (_by_case(require_proposal),),
    "decide": (
        _by_case(require_no_request),
        _by_case(require_assessed),
        _require_approver,
        _require_answers,
    ),
    "return_result": (_by_case(require_fee_paid), _by_case(require_no_correction)),
    "correct_result": (_require_corrector,),
    "recall_result": (_require_corrector,),
    **dict.fromkeys(UNDOING.values(), (_require_undoable,)),
}


class RoleRequired(Forbidden):
    """The act belongs to officials of another role."""

    code = "role_required"
    vi = "Chỉ {roles_vi} mới được {act_vi} hồ sơ."
    en = "Only {roles_en} may {act_en}."

    @classmethod
    def of(cls, act: Act) -> Self:
        """In the words of the desk."""
        what, roles = ACT_WORDS[act], [ROLE_WORDS[role] for role in ACTS[act].roles]
        return cls(
            roles_vi=" hoặc ".join(role.vi for role in roles),
            roles_en=" or ".join(role.en or "" for role in roles),
            act_vi=what.vi,
            act_en=what.en,
        )


class CaseChanged(PreconditionFailed):
    """Somebody acted on the case after the official had read it."""

    code = "case_changed"
    vi = "Hồ sơ đã thay đổi từ khi được mở xem; hiện hồ sơ {state_vi}. Vui lòng tải lại."
    en = "The dossier has changed since you opened it: it {state_en}. Please reload it."


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether an official may perform an act now; `refusal` is the reason why not, `acts_for` whose
    right it is, where it was delegated.
    """

    act: Act
    refusal: ServiceError | None
    acts_for: str | None = None


def require_version(case: Case, seen: tuple[int, ...]) -> None:
    """Raises CaseChanged where the official saw other versions of the case."""
    if seen and case.version not in seen:
        words = STATE_WORDS[case.state]
        raise CaseChanged(state=case.state, state_vi=words.vi, state_en=words.en)


def require_allowed(case: Case, act: Act, official: Official, at: datetime) -> None:
    """Raises RoleRequired, then OnlyConsulted or NotConsulted, then ActNotAllowed, then what the
    conditions of the act say.

    Whether the official may see the case is checked where it is read.
    """
    if not set(ACTS[act].roles) & set(official.roles):
        raise RoleRequired.of(act)
    _require_relation(case, act, official)
    next_state(act, case.state)
    for require in CONDITIONS.get(act, ()):
        require(case, official, at)


def require_performer(case: Case, act: Act, official: Official, at: datetime) -> Official:
    """The official in their own right or as a deputy, whoever may perform the act.

    Raises as `require_allowed`.
    """
    roles = set(ACTS[act].roles)
    refusal: ServiceError = RoleRequired.of(act)
    for performer in acting_as(official, at):
        if roles & set(performer.roles) and sees(case, performer):
            try:
                require_allowed(case, act, performer, at)
            except ServiceError as error:
                refusal = error
            else:
                return performer
    raise refusal


def _require_relation(case: Case, act: Act, official: Official) -> None:
    """Raises OnlyConsulted, NotConsulted."""
    if ACTS[act].relation == "consulted":
        awaited_consultation(case, official)
    elif not official.covers(case.agency):
        raise OnlyConsulted


def permissions_of(case: Case, official: Official, at: datetime) -> Iterator[Permission]:
    """Of every act of the official's roles."""
    for act in OFFICIAL_ACTS:
        roles = {role for each in acting_as(official, at) for role in each.roles}
        if set(ACTS[act].roles) & roles:
            yield _permission(case, act, official, at)


def _permission(case: Case, act: Act, official: Official, at: datetime) -> Permission:
    try:
        performer = require_performer(case, act, official, at)
    except ServiceError as refusal:
        return Permission(act, refusal)
    capacity = capacity_of(performer)
    return Permission(act, None, capacity.official if capacity else None)
