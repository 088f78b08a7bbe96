"""The agency (cơ quan) as the directory has it."""

from typing import Annotated, Any

from pydantic import Field

from kit.core.agency_code import parent_code
from kit.core.model import Model


class FurtherCode(Model):
    """Another code of an agency, from its first to its last day."""

    code: Annotated[str, Field(description="Mã định danh, in any form")]
    valid_from: Annotated[str, Field(description="Its first day, Vietnam")]
    valid_until: Annotated[str | None, Field(description="Its last day; null: none yet")] = None


class Succession(Model):
    """An agency that another one went into, or came from, on a day."""

    agency: Annotated[str, Field(description="The code of the other agency")]
    day: Annotated[str, Field(description="The first day of the new order, Vietnam")]


class Agency(Model):
    """Its code, names, place in the tree, and the address that notices to officials go to.

    `vertical`: it belongs to a body of the State that is not the province's own (ngành dọc).
    `assumed`: nobody has read its name. `synthetic`: its code is invented.
    """

    code: str
    name: str
    name_en: str | None = None
    parent: str | None = None
    kind: str | None = None
    address: str | None = None
    mail: str | None = None
    valid_from: str
    valid_until: str | None = None
    synthetic: bool = False
    vertical: bool = False
    assumed: bool = False
    codes: tuple[FurtherCode, ...] = ()
    merged_into: tuple[Succession, ...] = ()
    split_from: tuple[Succession, ...] = ()

    def exists_on(self, day: str) -> bool:
        """Also on its first and last day."""
        return self.valid_from <= day <= (self.valid_until or day)

    @property
    def place(self) -> dict[str, Any]:
        """Its exception in the tree: None where its place follows from its code."""
        place: dict[str, Any] = {}
        if self.parent and self.parent != parent_code(self.code):
            place["parent"] = self.parent
        if self.valid_until:
            place["until"] = self.valid_until
        if self.merged_into:
            place["into"] = [each.agency for each in self.merged_into]
        if self.codes:
            place["codes"] = [list(dict(each).values()) for each in self.codes]
        return place
