"""What partners' programs request of their endpoints."""

from typing import Annotated

from pydantic import Field

from kit.core.model import Body, Model
from partners.domain.endpoint_address import LONGEST

MOST_DELIVERIES = 100


class HookBody(Body):
    """A new endpoint."""

    url: Annotated[
        str,
        Field(min_length=10, max_length=LONGEST, description="https:// at a public domain name"),
    ]


class ReplayBody(Body):
    """Which events are delivered again."""

    after: Annotated[int, Field(ge=0, le=999_999_999_999, description="Those behind this number")]
    through: Annotated[int, Field(ge=1, le=999_999_999_999, description="The last of them")]


class DeliveriesQuery(Model):
    """How many tries."""

    limit: Annotated[int, Field(ge=1, le=MOST_DELIVERIES, description="How many at the most")] = 50
