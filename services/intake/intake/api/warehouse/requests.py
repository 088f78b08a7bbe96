"""What people send about their data warehouse, and about consents to see a paper of it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode, Day, TypedDossierCode
from intake.domain.profile_fields import IdentityNumber, Name
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.http.pagination import PageQuery

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
StoredDocument = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the document")
]
ConsentId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the consent")
]


class WarehouseQuery(PageQuery):
    """Which page of the caller's papers."""

    limit: Annotated[
        int, Field(ge=1, le=20, description="Of how many dossiers at the most, newest first")
    ] = 10


class ReuseBody(Body):
    """A paper of the caller's warehouse, for a component of the draft."""

    component: Annotated[
        str, Field(min_length=1, max_length=40, description="The procedure's component it is for")
    ]
    dossier: Annotated[TypedDossierCode, Field(description="The dossier that it comes from")]
    document: StoredDocument


class ConsentBody(Body):
    """Who may see which paper, from when to when, for what."""

    dossier: Annotated[TypedDossierCode, Field(description="The dossier that it comes from")]
    document: StoredDocument
    agency: Annotated[AgencyCode | None, Field(description="The agency that may see it")] = None
    full_name: Annotated[
        Name | None, Field(description="Or the person who may, as in the identity card")
    ] = None
    identity_number: Annotated[
        IdentityNumber | None, Field(description="Their số định danh cá nhân")
    ] = None
    since: Annotated[Day, Field(description="The first day, Vietnam")]
    until: Annotated[Day, Field(description="The last day, Vietnam; at most 366 days")]
    purpose: Annotated[Words, Field(description="What for")]
