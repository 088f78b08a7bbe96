"""The routes of the data warehouse, called for its owner."""

from dataclasses import dataclass
from typing import Any, Final

from front.api import Caller, Change, Nothing, Routes, part
from front.filing.models import Paper
from portal.warehouse.models import Consent, Consents, SharedPaper, StoredPapers, UsedPaper

MOST_DOSSIERS: Final = "20"


@dataclass(frozen=True, slots=True)
class WarehouseApi:
    """Methods raise ApiProblem or NoResponse."""

    routes: Routes
    caller: Caller

    def papers(self, after: str = "") -> StoredPapers:
        """A page of them."""
        query = {"limit": MOST_DOSSIERS, "cursor": after}
        return self.routes.read(StoredPapers, self.caller, "intake", "/me/warehouse", query)

    def paper(self, dossier: str, document: str) -> UsedPaper:
        """One of them, with where it is used."""
        path = f"/dossiers/{part(dossier)}/warehouse/{part(document)}"
        return self.routes.read(UsedPaper, self.caller, "intake", path)

    def reuse(self, draft: str, content: dict[str, Any], idempotency_key: str) -> Paper:
        """Put one in the place of an upload."""
        path = f"/drafts/{part(draft)}/reused-papers"
        change = Change("POST", "intake", path, content, idempotency_key)
        return self.routes.change(Paper, self.caller, change).content

    def consents(self) -> Consents:
        """Those that the caller gave."""
        return self.routes.read(Consents, self.caller, "intake", "/me/consents")

    def consent(self, content: dict[str, Any], idempotency_key: str) -> Consent:
        """Let an agency or a person see a paper."""
        change = Change("POST", "intake", "/me/consents", content, idempotency_key)
        return self.routes.change(Consent, self.caller, change).content

    def revoke(self, consent: str) -> None:
        """Nobody sees the paper by it from now on."""
        path = f"/me/consents/{part(consent)}"
        self.routes.change(Nothing, self.caller, Change("DELETE", "intake", path))

    def shared_with_me(self) -> Consents:
        """Papers that others share with the caller now."""
        return self.routes.read(Consents, self.caller, "intake", "/shared-papers")

    def shared(self, consent: str) -> SharedPaper:
        """One of those, with a link; its owner sees who opened it."""
        path = f"/shared-papers/{part(consent)}"
        return self.routes.read(SharedPaper, self.caller, "intake", path)
