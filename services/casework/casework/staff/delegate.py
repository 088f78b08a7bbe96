"""Delegation of a right to approve and sign (ủy quyền, ký thay), and its end."""

from datetime import datetime
from typing import Final, Literal

from pydantic import AwareDatetime

from casework.staff.authority import AgencyOutOfReach
from casework.staff.history import rights_change
from contracts.terms import AgencyCode
from kit.core.errors import Conflicting, Forbidden, Invalid, NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.delegation import DelegatedRole
from kit.security.staff_directory import Delegation, Directory, Staff

MOST_DELEGATIONS: Final = 10
"""Of one deputy at a time: each act of theirs reads who gave them."""


class RightNotOwn(Forbidden):
    """Officials delegate what they have themselves, and no delegated right."""

    code = "right_not_own"
    vi = "Chỉ ủy quyền được quyền của chính mình, không ủy quyền lại quyền đã được ủy quyền."
    en = "You may delegate a right of your own only, and no right that was delegated to you."


class DeputyUnknown(Invalid):
    """The deputy is another official of that agency or of one above it."""

    code = "deputy_unknown"
    vi = "Người được ủy quyền phải là cán bộ khác của chính cơ quan đó."
    en = "The deputy must be another official of that agency."


class HeadSignedForOnly(Invalid):
    """Ký thay is the signature of a deputy for the head (NĐ 30/2020/NĐ-CP, Điều 13 khoản 1)."""

    code = "head_signed_for_only"
    vi = "Chỉ ký thay (KT.) người đứng đầu cơ quan. Vui lòng chọn thừa ủy quyền (TUQ.)."
    en = "Only the head of an agency is signed for as KT. Please choose TUQ."


class OfficeMissing(Conflicting):
    """Papers name who delegates and the deputy by their offices."""

    code = "office_missing"
    vi = "Danh bạ chưa ghi chức vụ của người ủy quyền hoặc của người được ủy quyền."
    en = "The directory does not name the position of the official who delegates, or of the deputy."


class DelegationEnded(Invalid):
    """The span ends after it begins, and in the future."""

    code = "delegation_ended"
    vi = "Thời điểm kết thúc ủy quyền phải sau thời điểm bắt đầu và sau hiện tại."
    en = "The delegation must end after it begins, and in the future."


class TooManyDelegations(Conflicting):
    """The deputy acts for many already."""

    code = "too_many_delegations"
    vi = "Người này đang được ủy quyền nhiều việc. Vui lòng kết thúc bớt ủy quyền trước."
    en = "This official already has many delegations. Please end some of them first."


class DelegateRight(Model):
    """`by` is the subject of who delegates; `id` is that of the request."""

    id: str
    by: str
    deputy: str
    role: DelegatedRole
    agency: AgencyCode
    kind: Literal["KT", "TUQ"]
    since: AwareDatetime
    until: AwareDatetime


class RevokeDelegation(Model):
    """`by` is the subject of the official who gave it, or of a head of its agency."""

    by: str
    deputy: str
    id: str


@retry_on_conflict
def delegate_right(directory: Directory, command: DelegateRight, at: datetime) -> Delegation:
    """Raises RightNotOwn, AgencyOutOfReach, DeputyUnknown, HeadSignedForOnly, DelegationEnded,
    OfficeMissing, TooManyDelegations.
    """
    writer, record = directory.record(command.by), directory.record(command.deputy)
    giver, deputy = writer.official, record.official
    if giver is None or command.role not in giver.roles:
        raise RightNotOwn(field="role")
    if not giver.covers(command.agency):
        raise AgencyOutOfReach(field="agency")
    if deputy is None or deputy.sub == giver.sub or not deputy.covers(command.agency):
        raise DeputyUnknown(field="deputy")
    if command.kind == "KT" and command.role != "head":
        raise HeadSignedForOnly(field="kind")
    if command.until <= max(command.since, at):
        raise DelegationEnded(field="until")
    delegation = _delegation(command, giver, deputy)
    if delegation in deputy.delegations:
        return delegation

    present = tuple(each for each in deputy.delegations if each.until > at)
    if len(present) >= MOST_DELEGATIONS:
        raise TooManyDelegations

    changed = deputy.evolve(delegations=(*present, delegation))
    change = rights_change(by=giver.sub, at=at, before=deputy, after=changed)
    directory.change_rights(change, official=record, administrator=writer)
    return delegation


def _delegation(command: DelegateRight, giver: Staff, deputy: Staff) -> Delegation:
    if not giver.office or not deputy.office:
        raise OfficeMissing
    terms = command.model_dump(exclude={"deputy"})
    return Delegation(**terms, office=giver.office, title=deputy.office)


@retry_on_conflict
def revoke_delegation(directory: Directory, command: RevokeDelegation, at: datetime) -> None:
    """It ends at once. Raises Forbidden, NotFound."""
    writer, record = directory.record(command.by), directory.record(command.deputy)
    official, deputy = writer.official, record.official
    if official is None:
        raise Forbidden
    delegations = deputy.delegations if deputy else ()
    revoked = next((each for each in delegations if each.id == command.id), None)
    if deputy is None or revoked is None or not _may_end(official, revoked):
        raise NotFound

    rest = tuple(each for each in delegations if each != revoked)
    changed = deputy.evolve(delegations=rest)
    change = rights_change(by=official.sub, at=at, before=deputy, after=changed)
    directory.change_rights(change, official=record, administrator=writer)


def delegations_for(directory: Directory, deputy: str, reader: Staff) -> tuple[Delegation, ...]:
    """Those of a deputy that concern the reader: their own, those they gave, a head's all.

    Raises NotFound for an official of agencies that the reader has nothing to do with.
    """
    official = directory.record(deputy).official
    if official is None:
        raise NotFound
    is_own = reader.sub == deputy
    shown = tuple(each for each in official.delegations if is_own or _may_end(reader, each))
    if not (shown or is_own or any(map(reader.covers, official.agencies))):
        raise NotFound
    return shown


def _may_end(official: Staff, delegation: Delegation) -> bool:
    is_head = "head" in official.roles and official.covers(delegation.agency)
    return is_head or delegation.by == official.sub
