"""Requests of officials about lanes."""

from typing import Annotated

from pydantic import Field

from exchange.lanes.list_lanes import Listed
from kit.core.model import Body


class LanesQuery(Body):
    """Which lanes."""

    state: Annotated[
        Listed,
        Field(description="refused; waiting: due; unknown: due, an answer about it was lost"),
    ] = "refused"
