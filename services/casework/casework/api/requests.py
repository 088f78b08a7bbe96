"""What callers send to casework."""

import unicodedata
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from contracts.printable import NotPrintable, is_printable
from contracts.terms import AgencyCode, TypedDossierCode
from kit.core.errors import Invalid
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.core.typed_text import written

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
        Field(min_length=1, max_length=40, description="Where, with all agencies below them"),
    ]
    desks: Annotated[
        tuple[ShortText, ...], Field(max_length=20, description="The first stands on receipts")
    ] = ()
    office: Annotated[
        ShortText | None, Field(description="Chức vụ, as papers name it; delegations need it")
    ] = None
