"""What callers ask of the catalogue."""

from typing import Annotated

from pydantic import Field

from contracts.terms import ProcedureCode
from kit.http.pagination import PageQuery

CatalogueCode = Annotated[ProcedureCode, Field(description="Mã thủ tục hành chính")]


class CatalogueQuery(PageQuery):
    """Which procedures."""

    q: Annotated[
        str | None,
        Field(max_length=100, description="Words of code and name, with or without accents"),
    ] = None
    field: Annotated[
        str | None, Field(max_length=200, description="Exactly this field (lĩnh vực)")
    ] = None
    limit: Annotated[int, Field(ge=1, le=100, description="How many at the most")] = 20
