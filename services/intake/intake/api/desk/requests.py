"""What an official enters at a desk."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import Applicant, Day, Representative
from intake.api.contact_requests import ContactBody, Phone, Stated
from intake.api.drafts.statement_requests import Grounds, grounded
from intake.api.own_drafts.requests import NewDraftBody
from intake.domain.desk_entry import DeskChannel, IdentityProof
from intake.domain.draft_content import DraftContent
from intake.domain.profile import IdentityFields
from intake.domain.profile_fields import Address, IdentityNumber, Name
from kit.core.model import Body


class RepresentativeBody(Body):
    """Người được ủy quyền, who hands the dossier in for the applicant."""

    full_name: Annotated[Name, Field(description="As in the identity card")]
    identity_number: Annotated[IdentityNumber, Field(description="Số định danh cá nhân")]
    address: Annotated[Address, Field(description="Nơi cư trú")]
    phone: Annotated[Phone | None, Stated] = None
    paper: Annotated[Name, Field(description="Văn bản ủy quyền: number and day of what proves it")]
    scope: Annotated[
        Literal["read", "act"], Field(description="Read only, or act in the dossier as well")
    ]
    since: Annotated[Day, Field(description="The first day of the mandate, Vietnam")]
    until: Annotated[Day, Field(description="Its last day, Vietnam")]

    @property
    def representative(self) -> Representative:
        return Representative(**dict(self))


class DeskDraftBody(NewDraftBody):
    """A dossier as it is handed in at a desk, taken from a kiosk, or opened from a letter."""

    channel: Annotated[DeskChannel, Field(description="How it came")]
    proof: Annotated[
        IdentityProof,
        Field(description="How it is known who hands it in; by post only `paper`"),
    ]
    applicant: Annotated[IdentityFields, Field(description="Whose dossier it is")]
    contact: Annotated[ContactBody, Field(description="Where notices go")] = Field(
        default_factory=ContactBody
    )
    representative: Annotated[
        RepresentativeBody | None, Field(description="Who hands it in by a mandate; null: nobody")
    ] = None
    posted_on: Annotated[Day | None, Field(description="By post: the day of posting")] = None
    arrived_on: Annotated[
        Day | None,
        Field(description="By post: the day of arrival, when the desk's time begins"),
    ] = None

    grounds: Grounds = ()

    def desk_content(self, official: str, at: datetime) -> DraftContent:
        """As the draft begins, with what the official asks for although the State has it."""
        content, grounds = self.content, grounded(self.grounds, official, at)
        return content.evolve(statement=content.statement.evolve(grounds=grounds))

    @property
    def stated_applicant(self) -> Applicant:
        """As the dossier states them; a chip or VNeID proves who they are."""
        person, organisation = self.applicant, self.applicant.organisation
        return Applicant(
            full_name=person.full_name,
            identity_number=person.identity_number,
            passport=person.passport,
            nationality=person.nationality,
            address=person.address,
            organisation=organisation and organisation.name,
            tax_code=organisation and organisation.tax_code,
            authenticated=self.representative is None and self.proof in ("card_reader", "vneid"),
        )
