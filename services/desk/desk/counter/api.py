"""The routes of intake at the counter, in the name of the official."""

from dataclasses import dataclass
from typing import Any, Final

from desk.counter.models import (
    DeskDraft,
    EnteredDraft,
    OfferingAgencies,
    OfferingAgency,
    Procedure,
    ProcedurePage,
    SealedDocuments,
)
from desk.public_api import PublicApi
from front.api import Change, part
from front.visit import Visit

A_PAGE: Final = "100"
MOST_PAGES: Final = 5


@dataclass(frozen=True, slots=True)
class CounterApi:
    """Methods raise ApiProblem, NoResponse or SignInRequired."""

    api: PublicApi
    visit: Visit

    def search(self, text: str, after: str) -> ProcedurePage:
        """Procedures, the best first."""
        query = {"q": text, "cursor": after}
        return self.api.read(self.visit, ProcedurePage, "intake", "/procedures", query)

    def procedure(self, code: str) -> Procedure:
        """One procedure."""
        return self.api.read(self.visit, Procedure, "intake", f"/procedures/{part(code)}")

    def agencies_offering(self, code: str) -> tuple[OfferingAgency, ...]:
        """The agencies that take it today."""
        agencies: list[OfferingAgency] = []
        path, after = f"/procedures/{part(code)}/agencies", ""
        for _ in range(MOST_PAGES):
            query = {"limit": A_PAGE, "cursor": after}
            page = self.api.read(self.visit, OfferingAgencies, "intake", path, query)
            agencies += page.items
            after = page.next or ""
            if not after:
                break
        return tuple(agencies)

    def enter(self, content: dict[str, Any], idempotency_key: str) -> str:
        """A new draft; its id."""
        change = Change("POST", "intake", "/desk-drafts", content, idempotency_key)
        return self.api.change(self.visit, EnteredDraft, change).draft

    def draft(self, id: str) -> DeskDraft:
        """A draft that a desk of the official's agency entered."""
        return self.api.read(self.visit, DeskDraft, "intake", f"/drafts/{part(id)}")

    def documents(self, code: str) -> SealedDocuments:
        """The sealed documents of a dossier."""
        path = f"/dossiers/{part(code)}/documents"
        return self.api.read(self.visit, SealedDocuments, "documents", path)
