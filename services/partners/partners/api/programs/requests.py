"""What partners' programs request."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import TypedDossierCode
from kit.core.model import Body, Model
from partners.domain.public_event import TYPES, Test

MOST_EVENTS = 500
MOST_DOSSIERS = 50
_TYPE = "|".join(each.NAME.replace(".", r"\.") for each in TYPES if each is not Test)
TYPES_PATTERN = rf"^vn\.motcua\.({_TYPE})\.v1(,vn\.motcua\.({_TYPE})\.v1)*$"


class EventsQuery(Model):
    """Which events."""

    after: Annotated[
        int,
        Field(ge=0, le=999_999_999_999, description="The number of the last event that you have"),
    ] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_EVENTS, description="How many at the most")] = 100
    types: Annotated[
        str | None,
        StringConstraints(pattern=TYPES_PATTERN, max_length=1000),
        Field(description="Only these types, as in `type`, separated by commas"),
    ] = None

    @property
    def wanted(self) -> frozenset[str]:
        """The types that are wanted; none: all."""
        return frozenset(self.types.split(",")) if self.types else frozenset()


class DossiersBody(Body):
    """Which dossiers."""

    codes: Annotated[
        tuple[TypedDossierCode, ...],
        Field(strict=False, min_length=1, max_length=MOST_DOSSIERS, description="Mã hồ sơ"),
    ]
