"""The profile, as citizens send it."""

from typing import Annotated

from pydantic import Field

from intake.domain.profile import Profile


class ProfileBody(Profile):
    """The profile, and perhaps what proves a part of it."""

    id_token: Annotated[
        str | None,
        Field(max_length=8192, description="An ID token of the caller from the same issuer"),
    ] = None
