"""The summary of a procedure: what lists and searches hold of it."""

from pydantic import AwareDatetime

from intake.domain.procedure_content import Closure, Offer
from kit.core.model import Model


class ProcedureSummary(Model):
    """One procedure in the list: what it is found and filtered by."""

    code: str
    version: int
    valid_from: str = ""
    name: str
    short_name: str = ""
    synonyms: tuple[str, ...] = ()
    demand: int = 0
    field: str
    field_code: str | None = None
    level: str
    levels: tuple[str, ...] = ()
    online_level: str
    online_filing: str = "own"
    pay: str
    channels: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    offered_by: tuple[Offer, ...] = ()
    closures: tuple[Closure, ...] = ()


class CatalogueEntry(ProcedureSummary):
    """The summary of the version published last, with what tells whether it is in force."""

    begins_last: str = ""

    @property
    def summary(self) -> ProcedureSummary:
        return ProcedureSummary(
            **{name: getattr(self, name) for name in ProcedureSummary.model_fields}
        )

    def is_surely_in_force(self, day: str) -> bool:
        """As `Procedure.is_surely_in_force`."""
        return self.begins_last <= self.valid_from <= day


class Marker(Model):
    """The publication made last."""

    code: str
    version: int
    at: AwareDatetime
