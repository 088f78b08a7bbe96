"""Mappings: which code of the National Portal stands for something of ours."""

import re
from datetime import datetime
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field

from contracts.terms import PROCEDURE_PATTERN
from kit.core.errors import Invalid
from kit.core.model import Model

MappingKind = Literal["procedure", "component", "result", "field", "agency"]
MappingState = Literal["by_code", "by_name", "by_hand", "by_catalogue", "unmatched"]
"""How a national code was matched: the portal lists our code, or one thing of our name; an
administrator set it; our catalogue states it and the portal was not read yet; or nothing matches.
"""
SOURCES: Final[dict[MappingKind, str]] = {
    "procedure": "LayDanhSachTTHC",
    "component": "LayThuTuc",
    "result": "LayThuTuc",
    "field": "LayDanhMucLinhVuc",
    "agency": "LayDanhMucCoQuan",
}
"""Kind -> the portal's service that lists its codes."""
PART: Final = "~"
"""Between the code of a procedure and the component or result in it."""
LONGEST_CODE: Final = 50
NATIONAL_RESULT: Final = re.compile(r"KQ[.-][A-Z][0-9]{2}[.-].{1,40}")
"""Mã kết quả of a ministry or a province; any other one is our own."""
CODE: Final = re.compile(r"(?=\S)[^\x00-\x1f\x7f#~]{0,49}[^\s\x00-\x1f\x7f#~]")
"""The portal's own codes hold letters such as Đ, and spaces; no control characters, nothing that
separates our keys."""


PROCEDURE_CODE: Final = re.compile(PROCEDURE_PATTERN)


class NationalCodeMalformed(Invalid):
    """A national code has at most 50 characters; that of a procedure looks like `1.001612`."""

    code = "national_code_malformed"
    vi = "Mã quốc gia dài tối đa 50 ký tự, không có # và ~; mã thủ tục có dạng 1.001612."
    en = (
        "A national code has at most 50 characters, none of them # or ~; "
        "that of a procedure looks like 1.001612."
    )


class OwnThing(NamedTuple):
    """Something of ours: `code` is its national code as our catalogue has it, or ""."""

    kind: MappingKind
    ours: str
    name: str
    code: str


class Mapping(Model):
    """Of one thing of ours: `ours` is its code, of a part `<procedure>~<part>`.

    `code` is the national code, "" where none is known; `at` is when it changed last, `by` the
    administrator who set it. A procedure also has its field (lĩnh vực) there.
    """

    kind: MappingKind
    ours: str
    name: str
    code: str = ""
    national_name: str = ""
    state: MappingState
    at: datetime
    by: str | None = None
    field: str = ""
    field_name: str = ""
    revision: Annotated[int, Field(exclude=True)] = 0

    @property
    def source(self) -> str:
        """What the code comes from: a service of the portal, our catalogue, or an administrator."""
        named = {"by_hand": "by_hand", "by_catalogue": "catalogue"}
        return named.get(self.state) or SOURCES[self.kind]

    @property
    def is_by_hand(self) -> bool:
        """Whether an administrator set it: nothing else changes it then."""
        return self.state == "by_hand"

    def is_same_as(self, other: "Mapping") -> bool:
        """Whether it states the same, whenever that was."""
        return self.evolve(at=other.at, revision=0) == other.evolve(revision=0)


def part_of(ours: str) -> tuple[str, str]:
    """The code of the procedure and the part in it, "" for none."""
    procedure, _, part = ours.partition(PART)
    return procedure, part


def set_by_hand(mapping: Mapping, code: str | None, *, by: str, at: datetime) -> Mapping:
    """As an administrator sets it; None gives it back to the mapper, which matches it by night.

    Raises NationalCodeMalformed.
    """
    if code is None:
        return mapping.evolve(
            code="", national_name="", state="unmatched", by=None, at=at, field="", field_name=""
        )
    form = PROCEDURE_CODE if mapping.kind == "procedure" else CODE
    if not form.fullmatch(code):
        raise NationalCodeMalformed(field="code")
    return mapping.evolve(
        code=code,
        national_name=mapping.national_name if code == mapping.code else "",
        state="by_hand",
        by=by,
        at=at,
    )
