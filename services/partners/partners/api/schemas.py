"""What administrators see of partners."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import AgencyCode, Day, ProcedureCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from partners.domain.partner import Agreement, IssuedKey, Partner, PartnerState
from partners.domain.partner_line import PartnerLine
from partners.domain.scopes import Plan, Scope


class AgreementView(Model):
    """What the partner may see, and how often."""

    number: Annotated[str, Field(description="Its number in the province's records")]
    agencies: Annotated[tuple[AgencyCode, ...], Field(description="And those below them")]
    procedures: Annotated[tuple[ProcedureCode, ...], Field(description="None: every procedure")]
    scopes: Annotated[tuple[Scope, ...], Field(description="What its programs may do")]
    plan: Annotated[Plan, Field(description="Requests a day")]
    until: Annotated[Day | None, Field(description="Its last day, Vietnam; null: none")]

    @classmethod
    def of(cls, agreement: Agreement) -> Self:
        return cls(**dict(agreement))


class PartnerLineView(Model):
    """A partner in the list."""

    id: Annotated[str, Field(description="Its id, which its tokens name too")]
    name: Annotated[str, Field(description="The organisation")]
    state: Annotated[PartnerState, Field(description="Whether it is admitted")]
    agreement: Annotated[AgreementView, Field(description="What the province agreed to")]

    @classmethod
    def of(cls, line: PartnerLine) -> Self:
        agreement = AgreementView.of(line.agreement)
        return cls(id=line.id, name=line.name, state=line.state, agreement=agreement)


class PartnersView(Model):
    """Every partner."""

    items: Annotated[tuple[PartnerLineView, ...], Field(description="By id")]


class KeyView(Model):
    """A live key; nobody can read it again."""

    id: Annotated[str, Field(description="Its id")]
    last_digits: Annotated[str, Field(description="The last digits before its check sum")]
    created_at: Annotated[LocalTime, Field(description="When it was created")]
    used_on: Annotated[Day | None, Field(description="The last day of use, Vietnam; null: never")]

    @classmethod
    def of(cls, key: IssuedKey, used_on: str | None) -> Self:
        return cls(
            id=key.id, last_digits=key.last_digits, created_at=key.created_at, used_on=used_on
        )


class PartnerView(PartnerLineView):
    """A partner with its keys and its use of today."""

    contact: Annotated[str, Field(description="The mailbox of whoever runs its programs")]
    registered_at: Annotated[LocalTime, Field(description="When it was registered")]
    keys: Annotated[tuple[KeyView, ...], Field(description="Its live keys, at most two")]
    requests_today: Annotated[int, Field(description="Requests of its programs today")]
    last_sequence: Annotated[int, Field(description="The number of its newest event")]

    @classmethod
    def opened(
        cls, partner: Partner, keys: tuple[KeyView, ...], requests_today: int, last_sequence: int
    ) -> Self:
        line = PartnerLineView.of(PartnerLine.of(partner))
        return cls(
            **dict(line),
            contact=partner.contact,
            registered_at=partner.registered_at,
            keys=keys,
            requests_today=requests_today,
            last_sequence=last_sequence,
        )


class NewKeyView(KeyView):
    """A new key, which is shown this once."""

    key: Annotated[str, Field(description="What programs send as X-Api-Key", repr=False)]
