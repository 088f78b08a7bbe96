"""What officials send to upload a result."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Sha256
from intake.api.drafts.requests import LARGEST_SIZE
from kit.core.model import Body


class ResultFileBody(Body):
    """The PDF before its upload."""

    size: Annotated[int, Field(ge=1, le=LARGEST_SIZE, description="Bytes, at most 20 MB")]
    sha256: Annotated[Sha256, Field(description="Of the whole file, in lower-case hex")]
