"""What documents answers about a paper, as far as the pages show it."""

from datetime import datetime
from typing import Literal

from front.api_problem import ApiModel


class Verification(ApiModel):
    """Whether a paper is one of ours, and whether it still holds; `sha256` of its file."""

    ours: bool
    document: str | None = None
    name: str | None = None
    sealed_at: datetime | None = None
    sha256: str | None = None
    state: Literal["valid", "replaced", "revoked"] | None = None
    replaced_by: str | None = None
    recalled_at: datetime | None = None
