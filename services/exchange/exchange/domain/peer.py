"""A member: another organisation's system, its keys, its rights, and what waits for a second
official.
"""

from datetime import datetime
from typing import ClassVar, Literal

from contracts.terms import Moment
from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model

ChangeKind = Literal["key", "right", "end_key", "end_right"]


class SecondOfficialRequired(Conflicting):
    """Whoever proposes a change of a member does not confirm it."""

    code = "second_official_required"
    vi = "Thay đổi về hệ thống kết nối phải do một cán bộ khác với người đề xuất xác nhận."
    en = "A change of a connected system has to be confirmed by another official than proposed it."


class ProposalChanged(Conflicting):
    """What is to be confirmed is no longer what was proposed, or was confirmed already."""

    code = "proposal_changed"
    vi = "Đề xuất này không còn chờ xác nhận. Vui lòng tải lại trang."
    en = "This proposal no longer waits to be confirmed. Please load the page again."


class MemberKey(Model):
    """A public key (PEM, ECDSA P-256), good from a moment until another."""

    id: str
    pem: str
    since: Moment
    until: Moment | None = None


class MemberRight(Model):
    """What the member may call of a service (kit.peers.rights)."""

    service: str
    methods: tuple[str, ...]
    agencies: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    agreement: str
    until: Moment
    needs_dossier: bool = True


class Proposal(Model):
    """A change that one official proposed: `key` or `right` is new, `name` is what ends."""

    id: str
    kind: ChangeKind
    by: str
    at: Moment
    key: MemberKey | None = None
    right: MemberRight | None = None
    name: str = ""


class PeerStep(Model):
    """A change that holds: `by` proposed it, `confirmed_by` another official."""

    kind: ChangeKind
    name: str
    by: str
    confirmed_by: str
    at: Moment


class PeerMember(Aggregate):
    """`id` is the member's, such as VN/GOV/G09/DANCU. One proposal waits at a time."""

    KIND: ClassVar[str] = "PEER"

    name: str = ""
    keys: tuple[MemberKey, ...] = ()
    rights: tuple[MemberRight, ...] = ()
    proposal: Proposal | None = None
    steps: tuple[PeerStep, ...] = ()


def proposed(member: PeerMember, proposal: Proposal, name: str) -> PeerMember:
    """The member with a proposal in the place of the one that waited; the same for a repeat."""
    waiting = member.proposal
    if waiting is not None and waiting.evolve(id=proposal.id, at=proposal.at) == proposal:
        return member
    return member.evolve(proposal=proposal, name=member.name or name)


def confirmed(member: PeerMember, proposal: str, by: str, at: datetime) -> PeerMember:
    """The member with the change. Raises SecondOfficialRequired, ProposalChanged."""
    waiting = member.proposal
    if waiting is None or waiting.id != proposal:
        raise ProposalChanged
    if waiting.by == by:
        raise SecondOfficialRequired
    step = PeerStep(kind=waiting.kind, name=_name(waiting), by=waiting.by, confirmed_by=by, at=at)
    changed = member.evolve(proposal=None, steps=(*member.steps, step))
    match waiting.kind:
        case "key":
            keys = tuple(key for key in member.keys if key.id != _name(waiting))
            return changed.evolve(keys=(*keys, waiting.key))
        case "right":
            return changed.evolve(rights=(*_without(member, waiting), waiting.right))
        case "end_key":
            ended = (_ended(key, waiting.name, at) for key in member.keys)
            return changed.evolve(keys=tuple(ended))
        case "end_right":
            return changed.evolve(rights=_without(member, waiting))


def _name(proposal: Proposal) -> str:
    if proposal.key:
        return proposal.key.id
    return proposal.right.service if proposal.right else proposal.name


def _without(member: PeerMember, proposal: Proposal) -> tuple[MemberRight, ...]:
    return tuple(right for right in member.rights if right.service != _name(proposal))


def _ended(key: MemberKey, name: str, at: datetime) -> MemberKey:
    return key.evolve(until=at) if key.id == name else key
