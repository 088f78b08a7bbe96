"""A inquiry to a registry about the applicant of one dossier, and what became of it."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from contracts.registries import RegistryOutcome, ReplaceablePaper
from exchange.domain.registry import GroundKind, Mode, Registry
from exchange.domain.registry_answer import (
    Answer,
    Differs,
    Match,
    NoMatch,
    Subject,
    Unavailable,
    UnavailableReason,
)
from kit.core.model import Aggregate, Model, Sealed

Outcome = RegistryOutcome
Purpose = Literal["filing", "reception", "assessment"]
"""filing: the citizen prepares the dossier; reception: a desk enters it; assessment: it is handled.
The procedure that it is for stands beside it."""


class Asker(Model):
    """Who asks: the citizen themself, or an official of an agency by name."""

    kind: Literal["citizen", "official"]
    sub: str
    name: Annotated[str, Field(exclude_if=lambda each: not each)] = ""


class Ground(Model):
    """Why it may be asked: an article, or a consent (`consent` is its id)."""

    kind: GroundKind
    law: Annotated[str, Field(exclude_if=lambda each: not each)] = ""
    consent: Annotated[str | None, Field(exclude_if=lambda each: not each)] = None


class About(Model):
    """The dossier of a inquiry: `code` is "" before it is filed, `vault` its vault id."""

    vault: str
    code: Annotated[str, Field(exclude_if=lambda each: not each)] = ""
    procedure: str
    agency: str
    owner: str | None = None


class Inquiry(Aggregate):
    """One inquiry of one dossier: whoever asks the same shares its answer while that is good.

    `requester` asked first since the last answer, `rounds` counts the calls. `good_until`: until
    when the answer stands for the same inquiry about the same `subject`.
    """

    KIND: ClassVar[str] = "INQUIRY"

    about: About
    registry: str
    mode: Mode
    fields: tuple[str, ...]
    papers: tuple[ReplaceablePaper, ...] = ()
    purpose: Purpose
    requester: Asker
    ground: Ground
    subject: Sealed[Subject | None] = None
    requested_at: datetime
    is_open: bool = True
    rounds: int = 0
    outcome: Outcome | None = None
    reason: Annotated[UnavailableReason | None, Field(exclude_if=lambda each: not each)] = None
    differing: Annotated[tuple[str, ...], Field(exclude_if=lambda each: not each)] = ()
    responded_at: datetime | None = None
    good_until: datetime | None = None

    def stands(self, at: datetime) -> bool:
        """Whether its answer is still good for whoever asks the same."""
        return not self.is_open and self.good_until is not None and at < self.good_until


class StoredValues(Model):
    """What a fetch answered, sealed under the key of the dossier; it goes with its time."""

    values: Sealed[dict[str, str]]


def inquiry_id(vault: str, registry: str, mode: Mode, fields: tuple[str, ...]) -> str:
    """The same inquiry of the same dossier has the same id."""
    text = "\n".join((vault, registry, mode, *sorted(fields)))
    return sha256(text.encode()).hexdigest()[:32]


def with_response(inquiry: Inquiry, answer: Answer, registry: Registry, at: datetime) -> Inquiry:
    """With its answer; of a call that failed nothing is good for the next one."""
    outcome, reason, differing = _read(answer)
    life = timedelta(seconds=0 if outcome == "unavailable" else registry.answers_live_s)
    return inquiry.evolve(
        is_open=False,
        rounds=inquiry.rounds + (0 if reason in ("paused", "erased") else 1),
        outcome=outcome,
        reason=reason,
        differing=differing,
        responded_at=at,
        good_until=at + life,
    )


def _read(answer: Answer) -> tuple[Outcome, UnavailableReason | None, tuple[str, ...]]:
    match answer:
        case Match():
            return "found", None, ()
        case NoMatch():
            return "not_found", None, ()
        case Differs(fields=fields):
            return "differs", None, fields
        case Unavailable(reason=reason):
            return "unavailable", reason, ()
