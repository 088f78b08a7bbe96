"""What people see of mandates."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field

from intake.claims.claim import Claimed
from intake.domain.written_mandate import MandateState, WrittenMandate
from kit.core.local_time import LocalTime
from kit.core.model import Model, SealedValue


class MandateView(Model):
    """A mandate that the caller gave or has."""

    mandate: Annotated[str, Field(description="Its id")]
    state: Annotated[
        MandateState,
        Field(description="awaited: its representative has not claimed it yet"),
    ]
    representative: Annotated[str, Field(description="The representative's name")]
    scope: Annotated[Literal["read", "act"], Field(description="Read only, or act as well")]
    since: Annotated[str, Field(description="The first day, Vietnam")]
    until: Annotated[str, Field(description="The last day, Vietnam")]
    procedure: Annotated[str | None, Field(description="Whose new dossiers may be filed")]
    dossier: Annotated[str | None, Field(description="The one dossier that it is for")]
    written_at: Annotated[LocalTime, Field(description="When it was given")]
    revoked_at: Annotated[LocalTime | None, Field(description="When it was revoked")]

    @classmethod
    def of(cls, mandate: WrittenMandate, at: datetime) -> Self:
        name: object = mandate.full_name
        return cls(
            mandate=mandate.id,
            state=mandate.state(at),
            representative="" if isinstance(name, SealedValue) else mandate.full_name,
            written_at=mandate.written_at,
            revoked_at=mandate.revoked_at,
            **mandate.terms.model_dump(),
        )


class MandatesView(Model):
    """The caller's mandates, the newest first, at most a hundred of each."""

    granted: Annotated[tuple[MandateView, ...], Field(description="That the caller gave")]
    received: Annotated[tuple[MandateView, ...], Field(description="That the caller claimed")]


class ClaimedView(Model):
    """What is the caller's from now on."""

    dossiers: Annotated[tuple[str, ...], Field(description="Codes of dossiers of a desk")]
    mandates: Annotated[tuple[str, ...], Field(description="Ids of mandates")]

    @classmethod
    def of(cls, claimed: Claimed) -> Self:
        return cls(**dict(claimed))
