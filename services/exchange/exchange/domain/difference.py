"""Differences between our catalogue and what the National Portal lists."""

from datetime import datetime
from typing import Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, Field

from kit.core.model import Model

Subject = Literal["procedure", "field", "agency"]
DifferenceKind = Literal[
    "procedure_missing_there",
    "procedure_missing_here",
    "procedure_unreadable",
    "name_differs",
    "field_differs",
    "limit_differs",
    "fee_differs",
    "component_missing_there",
    "component_missing_here",
    "result_missing_there",
    "result_missing_here",
    "field_missing_there",
    "agency_missing_there",
]
KINDS: Final[tuple[DifferenceKind, ...]] = get_args(DifferenceKind)
LONGEST_SIDE: Final = 500
Side = Annotated[str, BeforeValidator(lambda text: str(text)[:LONGEST_SIDE])]
"""Cut to what a page shows."""


class Difference(Model):
    """Of one subject: what is `here` and what is `there`, "" for nothing; `since` when it was seen
    first. `part` is the component or result, the national code of one that only the portal has.
    """

    kind: DifferenceKind
    subject: str
    part: str = ""
    name: Side = ""
    here: Side = ""
    there: Side = ""
    since: datetime
    revision: Annotated[int, Field(exclude=True)] = 0

    @property
    def about(self) -> Subject:
        """What kind of thing the subject is."""
        if self.kind == "field_missing_there":
            return "field"
        return "agency" if self.kind == "agency_missing_there" else "procedure"

    @property
    def key(self) -> str:
        """Unique among the differences about its kind of subject; those of one subject stand
        together, in the order of the subjects.
        """
        return f"{self.subject}#{self.kind}#{self.part}"

    def is_same_as(self, other: "Difference") -> bool:
        """Whether it states the same, since whenever."""
        return self.evolve(since=other.since, revision=0) == other.evolve(revision=0)
