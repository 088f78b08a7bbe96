"""The routes of one's personal data."""

from dataclasses import dataclass
from typing import Any

from front.api import Caller, Change, Routes, part
from portal.personal_data.models import (
    ErasurePreview,
    Export,
    ExportLink,
    ExportVolume,
    SubjectRequest,
    SubjectRequests,
)


@dataclass(frozen=True, slots=True)
class PersonalDataApi:
    """Methods raise ApiProblem or NoResponse."""

    routes: Routes
    caller: Caller

    def request_export(self, after: str, idempotency_key: str) -> Export:
        """Have a copy made of one's newest dossiers, or of those behind a cursor."""
        content = {"cursor": after} if after else {}
        change = Change("POST", "intake", "/me/exports", content, idempotency_key)
        return self.routes.change(Export, self.caller, change).content

    def export(self, id: str) -> Export:
        """How far a copy is."""
        return self.routes.read(Export, self.caller, "intake", f"/me/exports/{part(id)}")

    def export_link(self, id: str, idempotency_key: str) -> ExportLink:
        """A link to the archive."""
        path = f"/me/exports/{part(id)}/link"
        change = Change("POST", "intake", path, None, idempotency_key)
        return self.routes.change(ExportLink, self.caller, change).content

    def export_volume(self, id: str, after: str, idempotency_key: str) -> ExportVolume:
        """Have the first files packed, or those behind a cursor."""
        content = {"cursor": after} if after else {}
        path = f"/me/exports/{part(id)}/files"
        change = Change("POST", "intake", path, content, idempotency_key)
        return self.routes.change(ExportVolume, self.caller, change).content

    def requests(self, after: str = "") -> SubjectRequests:
        """Requests about one's data."""
        query = {"cursor": after}
        path = "/me/subject-requests"
        return self.routes.read(SubjectRequests, self.caller, "intake", path, query)

    def send(self, content: dict[str, Any], idempotency_key: str) -> SubjectRequest:
        """Send a request."""
        change = Change("POST", "intake", "/me/subject-requests", content, idempotency_key)
        return self.routes.change(SubjectRequest, self.caller, change).content

    def preview_erasure(self, after: str = "") -> ErasurePreview:
        """Which dossiers may be erased."""
        query = {"cursor": after}
        path = "/me/personal-data/erasure"
        return self.routes.read(ErasurePreview, self.caller, "intake", path, query)
