"""What callers ask of the directory of agencies."""

from datetime import date
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from casework.api.requests import Mail, ShortText
from contracts.terms import AgencyCode, AgencyKind, Day
from kit.core.model import Body
from kit.http.pagination import PageQuery
from law.working_hours import WorkingHours

MOST_NAMES: Final = 50
LONGEST_SUBJECTS: Final = 4_000
"""Of an address that gateways pass (8 kB)."""


class AgenciesQuery(PageQuery):
    """Which agencies."""

    day: Annotated[Day | None, Field(description="Those that exist on this day, Vietnam")] = None
    kind: Annotated[AgencyKind | None, Field(description="Those of this kind")] = None


class StaffQuery(PageQuery):
    """Whose officials."""

    agency: Annotated[AgencyCode, Field(description="The agency that their rights name")]


class AgencyQuery(Body):
    """The agency of a code as of when."""

    day: Annotated[Day | None, Field(description="The day, Vietnam; null: today")] = None

    @model_validator(mode="after")
    def _of_the_calendar(self) -> Self:
        if self.day is not None:
            require_order(self.day, None)
        return self


class FurtherCodeBody(Body):
    """Another code of an agency, from its first to its last day."""

    code: Annotated[AgencyCode, Field(description="Mã định danh, in any form")]
    valid_from: Annotated[Day, Field(description="Its first day, Vietnam")]
    valid_until: Annotated[Day | None, Field(description="Its last day; null: none yet")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        require_order(self.valid_from, self.valid_until)
        return self


class SuccessionBody(Body):
    """An agency that another one went into, or came from."""

    agency: Annotated[AgencyCode, Field(description="The code of the other agency")]
    day: Annotated[Day, Field(description="The first day of the new order, Vietnam")]

    @model_validator(mode="after")
    def _of_the_calendar(self) -> Self:
        require_order(self.day, None)
        return self


def require_order(first: str, last: str | None) -> None:
    """Raises ValueError for days that the calendar lacks, or that are out of order."""
    days = [date.fromisoformat(day) for day in (first, last) if day is not None]
    if days != sorted(days):
        raise ValueError("valid_until before valid_from")


class AgencyBody(Body):
    """An agency as it is to be."""

    name: Annotated[ShortText, Field(description="In Vietnamese")]
    name_en: Annotated[ShortText | None, Field(description="In English")] = None
    parent: Annotated[
        AgencyCode | None,
        Field(description="The agency above; null: the one that follows from the code"),
    ] = None
    kind: Annotated[
        AgencyKind | None, Field(description="What it is in the State; null: not known")
    ] = None
    address: Annotated[ShortText | None, Field(description="Where its desk is")] = None
    mail: Annotated[Mail | None, Field(description="Where notices to its officials go")] = None
    valid_from: Annotated[Day, Field(description="Its first day, Vietnam")]
    valid_until: Annotated[Day | None, Field(description="Its last day, Vietnam")] = None
    synthetic: Annotated[bool, Field(description="Invented data, marked as such")] = False
    vertical: Annotated[
        bool, Field(description="Ngành dọc: of a body that is not the province's own")
    ] = False
    assumed: Annotated[bool, Field(description="Nobody has read its name")] = False
    codes: Annotated[
        tuple[FurtherCodeBody, ...],
        Field(max_length=20, description="Its further codes: older ones, other forms"),
    ] = ()
    merged_into: Annotated[
        tuple[SuccessionBody, ...],
        Field(max_length=60, description="Its successors; one alone gets its dossiers"),
    ] = ()
    split_from: Annotated[
        tuple[SuccessionBody, ...], Field(max_length=60, description="What it came from")
    ] = ()
    hours: Annotated[
        tuple[WorkingHours, ...],
        Field(max_length=20, description="Its own hours; none: those of the agency above it"),
    ] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        require_order(self.valid_from, self.valid_until)
        return self


class OfficialNamesQuery(Body):
    """Whose names."""

    subs: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_SUBJECTS,
            description=f"Subjects of officials, separated by commas; the first {MOST_NAMES} count",
            examples=["nguyen-van-a,tran-thi-b"],
        ),
    ]

    @property
    def subjects(self) -> list[str]:
        """Each once, in their order."""
        return list(dict.fromkeys(filter(None, self.subs.split(","))))[:MOST_NAMES]
