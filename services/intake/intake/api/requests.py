"""The parts of paths that several routes of intake share."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import TypedDossierCode
from kit.core.ids import ULID_PATTERN

AttachmentId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the attachment")
]
FiledCode = Annotated[TypedDossierCode, Field(description="Mã hồ sơ")]
