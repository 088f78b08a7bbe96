"""What callers send to the worklists and the search."""

from typing import Annotated

from pydantic import Field, StringConstraints

from casework.worklist.definitions import ListName
from contracts.terms import AgencyCode, ProcedureCode
from kit.core.model import Body, Model
from kit.http.pagination import PageQuery

List = Annotated[ListName, Field(description="Which list")]


class ListsQuery(Model):
    """Of which agency."""

    agency: Annotated[
        AgencyCode | None,
        Field(description="Of this agency and those below it; without it all of the caller's"),
    ] = None


class ListQueryParameters(PageQuery):
    """Which rows of a list; a page with a filter may hold fewer than its limit."""

    agency: Annotated[
        AgencyCode | None,
        Field(description="Of this agency and those below it; without it all of the caller's"),
    ] = None
    procedure: Annotated[ProcedureCode | None, Field(description="Of this procedure")] = None
    desk: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=200)] | None,
        Field(description="Of the desk of this name"),
    ] = None


class SearchBody(Body):
    """What somebody typed or a scanner read: it may be personal, and stands in no address."""

    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=2, max_length=500),
        Field(
            description="Mã hồ sơ, its last digits, the text of a QR code with it, an identity or "
            "passport number, or the full name of the applicant"
        ),
    ]
