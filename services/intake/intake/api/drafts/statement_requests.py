"""What is stated of the papers of a draft: cases, conditions, and why a desk asks for more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.required_documents import GroundedRequest, RequestGround
from kit.core.model import Body

CaseId = Annotated[str, StringConstraints(max_length=10)]
PaperCases = Annotated[
    tuple[CaseId, ...] | None,
    Field(
        max_length=20,
        description="The cases of papers (document_cases of kind `case`) that the dossier is of; "
        "null: not chosen yet; empty: none of them",
    ),
]
Conditions = Annotated[
    dict[str, bool],
    Field(
        max_length=250,
        description="Whether the condition of a conditional paper applies, by component; what is "
        "not stated is recorded as not applying",
    ),
]


class GroundBody(Body):
    """Why an official requests a paper although the State has its data (NĐ 118/2025 Điều 4.2a)."""

    component: Annotated[str, Field(max_length=40, description="The procedure's component")]
    ground: RequestGround
    database: Annotated[
        str, Field(min_length=1, max_length=200, description="The database that has its data")
    ]

    def request(self, official: str, at: datetime) -> GroundedRequest:
        return GroundedRequest(**dict(self), by=official, at=at)


Grounds = Annotated[
    tuple[GroundBody, ...],
    Field(
        max_length=40,
        description="At a desk: papers that are requested although the State has their data",
    ),
]


def grounded(
    grounds: Sequence[GroundBody], official: str, at: datetime
) -> tuple[GroundedRequest, ...]:
    """As an official records them."""
    return tuple(each.request(official, at) for each in grounds)
