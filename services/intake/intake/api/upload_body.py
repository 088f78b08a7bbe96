"""What an official's page sends before it uploads a PDF."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Sha256
from intake.api.drafts.requests import LARGEST_SIZE
from kit.core.model import Body
from kit.core.return_addresses import LONGEST_URL


class UploadBody(Body):
    """Size and digest of the file, or where the browser goes after the upload."""

    size: Annotated[
        Annotated[int, Field(ge=1, le=LARGEST_SIZE)] | None,
        Field(description="Bytes, at most 20 MB"),
    ] = None
    sha256: Annotated[Sha256 | None, Field(description="Of the whole file, in lower-case hex")] = (
        None
    )
    return_to: Annotated[
        str | None,
        Field(
            max_length=LONGEST_URL,
            description="Of a page without a script, in the place of size and digest: where S3 "
            "sends the browser after the upload; one of the stage's origins",
        ),
    ] = None
