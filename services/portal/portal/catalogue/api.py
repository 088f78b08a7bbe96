"""The public routes of the catalogue and of agencies."""

from dataclasses import dataclass
from typing import Any, Final

from front.api import Caller, Change, Routes, part
from portal.catalogue.models import (
    Agencies,
    Agency,
    Fields,
    Procedure,
    Procedures,
    Quotation,
)

AGENCIES_A_PAGE: Final = 100
MOST_PAGES: Final = 5


@dataclass(frozen=True, slots=True)
class CatalogueApi:
    """What anybody may read; methods raise ApiProblem or NoResponse."""

    routes: Routes
    caller: Caller

    def search(self, text: str, field: str, after: str) -> Procedures:
        """A page of procedures: the best first."""
        query = {"q": text, "field": field, "cursor": after}
        return self.routes.read(Procedures, self.caller, "intake", "/procedures", query)

    def fields(self) -> Fields:
        """The fields with their numbers of procedures."""
        return self.routes.read(Fields, self.caller, "intake", "/fields")

    def procedure(self, code: str) -> Procedure:
        """One procedure."""
        path = f"/procedures/{part(code)}"
        return self.routes.read(Procedure, self.caller, "intake", path)

    def quote(self, content: dict[str, Any]) -> Quotation:
        """What filing would cost; nothing is stored."""
        change = Change("POST", "intake", "/quotes", content)
        return self.routes.change(Quotation, self.caller, change).content

    def agencies_offering(self, code: str) -> tuple[Agency, ...]:
        """The agencies that take a procedure today, in the order of their codes."""
        agencies: list[Agency] = []
        path = f"/procedures/{part(code)}/agencies"
        after = ""
        for _ in range(MOST_PAGES):
            query = {"limit": str(AGENCIES_A_PAGE), "cursor": after}
            page = self.routes.read(Agencies, self.caller, "intake", path, query)
            agencies += page.items
            after = page.next or ""
            if not after:
                break
        return tuple(agencies)
