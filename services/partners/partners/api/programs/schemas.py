"""What partners' programs see."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import AgencyCode, DossierCode, ProcedureCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from partners.api.schemas import AgreementView
from partners.domain.feed import FeedPage
from partners.domain.partner import Partner
from partners.domain.public_event import PublicEvent
from partners.domain.scopes import REQUESTS_A_DAY
from partners.domain.thin_dossier import ThinDossier


class AccountView(Model):
    """Who a program is here, and what it may do."""

    id: Annotated[str, Field(description="The partner's id")]
    name: Annotated[str, Field(description="The organisation")]
    agreement: Annotated[AgreementView, Field(description="What it may see")]
    requests_today: Annotated[int, Field(description="Requests today, this one included")]
    requests_a_day: Annotated[int, Field(description="After so many come 429 until midnight")]
    last_sequence: Annotated[int, Field(description="The number of the newest event")]

    @classmethod
    def of(cls, partner: Partner, requests_today: int, last_sequence: int) -> Self:
        return cls(
            id=partner.id,
            name=partner.name,
            agreement=AgreementView.of(partner.agreement),
            requests_today=requests_today,
            requests_a_day=REQUESTS_A_DAY[partner.agreement.plan],
            last_sequence=last_sequence,
        )


class EventsView(Model):
    """A page of the feed."""

    items: Annotated[
        tuple[PublicEvent, ...],
        Field(description="In their order; without `types` there is no gap"),
    ]
    next: Annotated[int, Field(description="What `after` is next; store it with what you did")]
    caught_up: Annotated[bool, Field(description="Whether there are no more now")]

    @classmethod
    def of(cls, page: FeedPage) -> Self:
        return cls(items=page.items, next=page.next, caught_up=page.caught_up)


class ThinDossierView(Model):
    """Where a dossier stands; nothing personal."""

    code: Annotated[DossierCode, Field(description="Mã hồ sơ")]
    procedure: Annotated[ProcedureCode, Field(description="Mã thủ tục hành chính")]
    agency: Annotated[AgencyCode, Field(description="The agency at which it was filed")]
    filed_at: Annotated[LocalTime, Field(description="When it was filed")]
    status: Annotated[int, Field(ge=1, le=10, description="The national status code")]
    status_at: Annotated[LocalTime, Field(description="Since when it has this status")]
    due_at: Annotated[LocalTime | None, Field(description="Ngày hẹn trả; null: none yet")]

    @classmethod
    def of(cls, dossier: ThinDossier) -> Self:
        return cls(
            code=dossier.id,
            procedure=dossier.procedure,
            agency=dossier.agencies[0],
            filed_at=dossier.filed_at,
            status=dossier.status,
            status_at=dossier.status_at,
            due_at=dossier.due_at,
        )


class ThinDossiersView(Model):
    """Where dossiers stand, and the codes of which nothing is known to the partner."""

    items: Annotated[tuple[ThinDossierView, ...], Field(description="In the order of the request")]
    unknown: Annotated[
        tuple[DossierCode, ...],
        Field(description="There is no such dossier, or the agreement does not cover it"),
    ]
