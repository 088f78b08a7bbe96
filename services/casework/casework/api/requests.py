"""What callers send to casework."""

import unicodedata
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from contracts.printable import NotPrintable, is_printable
from contracts.terms import AgencyCode, AgencyKind, Day, TypedDossierCode
from kit.core.errors import Invalid
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.core.typed_text import written
from law.working_hours import WorkingHours

Subject = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:@|-]{0,127}$"),
    Field(description="The subject of the official's access token"),
]
DelegationId = Annotated[
    str,
    StringConstraints(pattern=ULID_PATTERN),
    Field(description="The id of the delegation"),
]
Role = Literal[
    "admin",
    "catalogue_editor",
    "receptionist",
    "officer",
    "approver",
    "clerk",
    "head",
    "supervisor",
    "cashier",
    "accountant",
]
CaseCode = Annotated[TypedDossierCode, Field(description="Mã hồ sơ")]
AgencyId = Annotated[AgencyCode, Field(description="Mã định danh cơ quan")]


def _written(text: Any) -> Any:
    return written(text) if isinstance(text, str) else text


def _printable(text: str) -> str:
    if any(unicodedata.category(character) in UNWRITTEN for character in text):
        raise PydanticCustomError("invalid", "malformed", {"vi": Invalid.vi, "en": Invalid.en})
    if not is_printable(text):
        sentences = {"vi": NotPrintable.vi, "en": NotPrintable.en}
        raise PydanticCustomError("not_printable", "malformed", sentences)
    return text


UNWRITTEN: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Controls, surrogates, private and unassigned code points."""
ShortText = Annotated[
    str,
    BeforeValidator(_written),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_printable),
]
"""One line that papers can print: names of people, desks, agencies and steps stand on them."""
LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Mail = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]


class StaffBody(Body):
    """The rights of an official."""

    name: Annotated[ShortText, Field(description="Họ tên; the signer of decisions")]
    roles: Annotated[tuple[Role, ...], Field(max_length=10, description="What the official may do")]
    agencies: Annotated[
        tuple[AgencyCode, ...],
        Field(min_length=1, max_length=50, description="Where, with all agencies below them"),
    ]
    desks: Annotated[
        tuple[ShortText, ...], Field(max_length=20, description="The first stands on receipts")
    ] = ()
    office: Annotated[
        ShortText | None, Field(description="Chức vụ, as papers name it; delegations need it")
    ] = None


class AgencyBody(Body):
    """An agency as it is to be."""

    name: Annotated[ShortText, Field(description="In Vietnamese")]
    name_en: Annotated[ShortText | None, Field(description="In English")] = None
    parent: Annotated[
        AgencyCode | None, Field(description="The agency above; it follows from the code")
    ] = None
    kind: Annotated[
        AgencyKind | None, Field(description="What it is in the State; null: not known")
    ] = None
    address: Annotated[ShortText | None, Field(description="Where its desk is")] = None
    mail: Annotated[Mail | None, Field(description="Where notices to its officials go")] = None
    valid_from: Annotated[Day, Field(description="Its first day, Vietnam")]
    valid_until: Annotated[Day | None, Field(description="Its last day, Vietnam")] = None
    synthetic: Annotated[bool, Field(description="Invented data, marked as such")] = False
    hours: Annotated[
        tuple[WorkingHours, ...],
        Field(max_length=20, description="Its own hours; none: those of the agency above it"),
    ] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [
            date.fromisoformat(day)
            for day in (self.valid_from, self.valid_until)
            if day is not None
        ]
        if days != sorted(days):
            raise ValueError("valid_until before valid_from")
        return self
