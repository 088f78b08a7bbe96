"""What people ask of an export of their data."""

from typing import Annotated

from pydantic import Field, StringConstraints

from kit.core.ids import ULID_PATTERN
from kit.core.model import Body

DataExportId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the export")
]


class ExportFilesBody(Body):
    """Which volume."""

    cursor: Annotated[
        str | None,
        Field(max_length=1024, description="`next` of the volume before; null: the first"),
    ] = None


class DataExportBody(Body):
    """Which dossiers."""

    cursor: Annotated[
        str | None,
        Field(max_length=1024, description="`next` of the export before; null: the newest"),
    ] = None
