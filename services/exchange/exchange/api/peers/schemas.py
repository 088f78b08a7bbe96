"""What officials send and see of other organisations' systems."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints

from exchange.domain.peer import (
    ChangeKind,
    MemberKey,
    MemberRight,
    PeerMember,
    PeerStep,
    Proposal,
)
from kit.core.local_time import LocalTime
from kit.core.model import Body, Model

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Short = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,60}$")]
Method = Literal["GET", "POST"]


class KeyBody(Body):
    """A key that a member's system signs by."""

    name: Annotated[Name, Field(description="The organisation and its system, as people name it")]
    id: Annotated[Short, Field(description="The key's name, behind # in a keyid")]
    pem: Annotated[str, Field(max_length=2_000, description="The public key: PEM, ECDSA on P-256")]
    until: Annotated[AwareDatetime | None, Field(description="When it ends; null: not yet")] = None


class RightBody(Body):
    """A right of a member to one service."""

    service: Annotated[Short, Field(description="Name of the service, such as dossiers")]
    methods: Annotated[tuple[Method, ...], Field(min_length=1, description="What it may do")]
    agencies: Annotated[
        tuple[Short, ...], Field(max_length=200, description="Agencies for which it may call")
    ]
    procedures: Annotated[
        tuple[Short, ...], Field(max_length=500, description="Procedures that a call may be for")
    ]
    agreement: Annotated[Name, Field(description="Number of the agreement that it rests on")]
    until: Annotated[AwareDatetime, Field(description="When it ends")]
    needs_dossier: Annotated[bool, Field(description="Whether each call has to name a dossier")] = (
        True
    )


class EndBody(Body):
    """What is to end."""

    kind: Annotated[Literal["end_key", "end_right"], Field(description="A key or a right")]
    name: Annotated[Short, Field(description="The key's name, or the service's")]


class ConfirmationBody(Body):
    """The proposal that is confirmed, as it was read."""

    proposal: Annotated[str, Field(max_length=40, description="Its id")]


class KeyView(Model):
    """A key."""

    id: Annotated[str, Field(description="Its name")]
    pem: Annotated[str, Field(description="The public key")]
    since: Annotated[LocalTime, Field(description="From when it holds")]
    until: Annotated[LocalTime | None, Field(description="When it ends; null: not yet")]

    @classmethod
    def of(cls, key: MemberKey) -> Self:
        return cls(id=key.id, pem=key.pem, since=key.since, until=key.until)


class RightView(Model):
    """A right."""

    service: Annotated[str, Field(description="Name of the service")]
    methods: Annotated[tuple[str, ...], Field(description="What it may do")]
    agencies: Annotated[tuple[str, ...], Field(description="Agencies for which it may call")]
    procedures: Annotated[tuple[str, ...], Field(description="Procedures that a call may be for")]
    agreement: Annotated[str, Field(description="Number of the agreement")]
    until: Annotated[LocalTime, Field(description="When it ends")]
    needs_dossier: Annotated[bool, Field(description="Whether each call has to name a dossier")]

    @classmethod
    def of(cls, right: MemberRight) -> Self:
        return cls(**{name: getattr(right, name) for name in cls.model_fields})


class ProposalView(Model):
    """A change that waits for a second official."""

    id: Annotated[str, Field(description="Its id, which a confirmation names")]
    kind: Annotated[ChangeKind, Field(description="What changes")]
    by: Annotated[str, Field(description="Subject of the official who proposed it")]
    at: Annotated[LocalTime, Field(description="When")]
    name: Annotated[str, Field(description="Of what ends; empty otherwise")]
    key: Annotated[KeyView | None, Field(description="The key; null: none")]
    right: Annotated[RightView | None, Field(description="The right; null: none")]

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        return cls(
            id=proposal.id,
            kind=proposal.kind,
            by=proposal.by,
            at=proposal.at,
            name=proposal.name,
            key=KeyView.of(proposal.key) if proposal.key else None,
            right=RightView.of(proposal.right) if proposal.right else None,
        )


class StepView(Model):
    """A change that two officials made."""

    kind: Annotated[ChangeKind, Field(description="What changed")]
    name: Annotated[str, Field(description="The key's name, or the service's")]
    by: Annotated[str, Field(description="Who proposed it")]
    confirmed_by: Annotated[str, Field(description="Who confirmed it")]
    at: Annotated[LocalTime, Field(description="When")]

    @classmethod
    def of(cls, step: PeerStep) -> Self:
        return cls(**{name: getattr(step, name) for name in cls.model_fields})


class PeerView(Model):
    """Another organisation's system."""

    member: Annotated[str, Field(description="Its id, with : in the place of /")]
    name: Annotated[str, Field(description="As people name it")]
    keys: Annotated[tuple[KeyView, ...], Field(description="Keys that hold or held")]
    rights: Annotated[tuple[RightView, ...], Field(description="Rights that it has")]
    proposal: Annotated[ProposalView | None, Field(description="What waits; null: nothing")]
    steps: Annotated[tuple[StepView, ...], Field(description="Changes, the oldest first")]

    @classmethod
    def of(cls, member: PeerMember) -> Self:
        return cls(
            member=member.id.replace("/", ":"),
            name=member.name,
            keys=tuple(map(KeyView.of, member.keys)),
            rights=tuple(map(RightView.of, member.rights)),
            proposal=ProposalView.of(member.proposal) if member.proposal else None,
            steps=tuple(map(StepView.of, member.steps)),
        )


class PeersView(Model):
    """Every system, and how far the log of calls is stamped."""

    items: Annotated[tuple[PeerView, ...], Field(description="In the order of their ids")]
    batches: Annotated[int, Field(description="Batches of the log of calls")]
    stamped: Annotated[int, Field(description="Of them with a time stamp, without a gap")]


def key_of(body: KeyBody, at: datetime) -> MemberKey:
    """The key that a body proposes."""
    return MemberKey(id=body.id, pem=body.pem, since=at, until=body.until)


def right_of(body: RightBody) -> MemberRight:
    """The right that a body proposes."""
    return MemberRight(**body.model_dump())
