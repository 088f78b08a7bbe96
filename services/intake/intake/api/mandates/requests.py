"""What people send about mandates."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contracts.terms import Day, ProcedureCode, TypedDossierCode
from intake.domain.profile_fields import IdentityNumber, Name
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body

MandateId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the mandate")
]


class MandateBody(Body):
    """Whom the caller lets act for them, in what, how long."""

    full_name: Annotated[Name, Field(description="The representative, as in the identity card")]
    identity_number: Annotated[IdentityNumber, Field(description="Their số định danh cá nhân")]
    scope: Annotated[Literal["read", "act"], Field(description="Read only, or act as well")]
    since: Annotated[Day, Field(description="The first day, Vietnam")]
    until: Annotated[Day, Field(description="The last day, Vietnam")]
    procedure: Annotated[
        ProcedureCode | None, Field(description="To file new dossiers of this procedure")
    ] = None
    dossier: Annotated[
        TypedDossierCode | None, Field(description="For one of the caller's dossiers that is filed")
    ] = None


class ClaimBody(Body):
    """Nothing: the account says who claims."""
