"""What partners' programs request."""

from typing import Annotated

from pydantic import Field

from contracts.terms import TypedDossierCode
from kit.core.model import Body, Model

MOST_EVENTS = 500
MOST_DOSSIERS = 50


class EventsQuery(Model):
    """Which events."""

    after: Annotated[
        int,
        Field(ge=0, le=999_999_999_999, description="The number of the last event that you have"),
    ] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_EVENTS, description="How many at the most")] = 100


class DossiersBody(Body):
    """Which dossiers."""

    codes: Annotated[
        tuple[TypedDossierCode, ...],
        Field(strict=False, min_length=1, max_length=MOST_DOSSIERS, description="Mã hồ sơ"),
    ]
