"""What callers ask of publications."""

from typing import Annotated

from pydantic import Field

from intake.domain.catalogue_export import ExportForm
from kit.core.model import Body
from kit.http.pagination import PageQuery

VersionNumber = Annotated[int, Field(ge=1, le=9_999_999, description="The number of the version")]


class VersionsQuery(PageQuery):
    """Which versions."""

    limit: Annotated[int, Field(ge=1, le=20, description="How many at the most")] = 10


class ExportQuery(Body):
    """Which export."""

    form: Annotated[ExportForm, Field(description="A table for a spreadsheet, or JSON")] = "csv"
