"""What callers ask of the catalogue."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import AgencyCode, ProcedureCode
from intake.domain.procedure_content import Level
from kit.http.pagination import PageQuery

CatalogueCode = Annotated[ProcedureCode, Field(description="Mã thủ tục hành chính")]


class AgenciesQuery(PageQuery):
    """Which page of agencies."""


class CatalogueQuery(PageQuery):
    """Which procedures."""

    q: Annotated[
        str | None,
        Field(max_length=100, description="What people type: with or without accents, i or y"),
    ] = None
    field: Annotated[
        str | None, Field(max_length=200, description="This field (lĩnh vực), by name or code")
    ] = None
    agency: Annotated[AgencyCode | None, Field(description="What this agency offers today")] = None
    level: Annotated[Level | None, Field(description="Cấp thực hiện")] = None
    online_level: Annotated[
        Literal["full", "partial", "information"] | None, Field(description="Mức độ trực tuyến")
    ] = None
    applicant: Annotated[
        str | None, Field(max_length=40, description="Who files: `citizen`, `organisation`, …")
    ] = None
    limit: Annotated[int, Field(ge=1, le=100, description="How many at the most")] = 20
