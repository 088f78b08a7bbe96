"""What people ask about their data, and what officials reply."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import TypedDossierCode
from intake.domain.subject_request import SubjectRequestKind
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.http.pagination import PageQuery

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
SubjectRequestId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the request")
]


class ExportQuery(PageQuery):
    """Which page of the caller's dossiers."""

    limit: Annotated[int, Field(ge=1, le=20, description="How many dossiers at the most")] = 20


class SubjectRequestBody(Body):
    """A request of the person about their own data."""

    kind: Annotated[
        SubjectRequestKind,
        Field(description="`erase`: of one dossier after its retention, or of the whole person"),
    ]
    dossier: Annotated[
        TypedDossierCode | None,
        Field(description="Mã hồ sơ, where it is about one; null: about all of my data"),
    ] = None
    statement: Annotated[
        Words | None, Field(description="What is wrong, or why; the deciding official reads it")
    ] = None


class DecisionBody(Body):
    """What the province decides."""

    granted: Annotated[bool, Field(description="False: the request is refused")]
    reply: Annotated[Words | None, Field(description="Why; the person reads it")] = None
