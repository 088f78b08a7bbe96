"""What owners of dossiers see of their consents, and everybody of partners."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from contracts.terms import Day, DossierCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from partners.domain.partner_consent import ConsentPurpose, PartnerConsent
from partners.domain.partner_line import PartnerLine


class RecipientView(Model):
    """A partner to whom consent may be given."""

    id: Annotated[str, Field(description="Its id")]
    name: Annotated[str, Field(description="The organisation")]

    @classmethod
    def of(cls, line: PartnerLine) -> Self:
        """The view of a partner."""
        return cls(id=line.id, name=line.name)


class RecipientsView(Model):
    """Every partner that is admitted."""

    items: Annotated[tuple[RecipientView, ...], Field(description="By name")]


class PartnerConsentView(Model):
    """A consent to one partner for one dossier."""

    dossier: Annotated[DossierCode, Field(description="The dossier")]
    partner: Annotated[str, Field(description="The id of the partner")]
    name: Annotated[str, Field(description="The organisation")]
    purpose: Annotated[ConsentPurpose, Field(description="What the partner needs it for")]
    until: Annotated[Day, Field(description="The last day on which it holds, Vietnam")]
    consented_at: Annotated[LocalTime, Field(description="When it was given")]
    ended_at: Annotated[LocalTime | None, Field(description="When it was ended; null: it was not")]
    holds: Annotated[bool, Field(description="Whether the partner may see the dossier now")]

    @classmethod
    def of(cls, dossier: str, name: str, consent: PartnerConsent, at: datetime) -> Self:
        """The view of a consent."""
        return cls(dossier=dossier, name=name, holds=consent.holds(at), **consent.model_dump())


class PartnerConsentsView(Model):
    """Every consent of a person, the ended ones too."""

    items: Annotated[tuple[PartnerConsentView, ...], Field(description="The newest first")]
