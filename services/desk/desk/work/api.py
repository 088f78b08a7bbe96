"""The routes of a case, called in the name of the official of a visit."""

from dataclasses import dataclass
from typing import Any

from desk.public_api import PublicApi
from desk.work import dossier_models as models
from desk.work.case_models import Case, FiledProcedure
from desk.work.models import CaseList
from desk.work.procedure_models import ProcedureVersion
from front.api import Change, Tagged, part
from front.visit import Visit


@dataclass(frozen=True, slots=True)
class CaseApi:
    """One case; methods raise ApiProblem or NoResponse."""

    api: PublicApi
    visit: Visit
    code: str

    def case(self) -> Tagged[Case]:
        """The case, with the ETag that its acts compare."""
        return self.api.read_tagged(self.visit, Case, "casework", self._path("cases"))

    def dossier(self) -> models.Dossier:
        """The dossier as it was filed."""
        return self.api.read(self.visit, models.Dossier, "intake", self._path("dossiers"))

    def fees(self) -> models.Fees:
        """Its fees."""
        path = f"{self._path('dossiers')}/fees"
        return self.api.read(self.visit, models.Fees, "payments", path)

    def documents(self) -> models.Documents:
        """Its sealed documents."""
        path = f"{self._path('dossiers')}/documents"
        return self.api.read(self.visit, models.Documents, "documents", path)

    def notices(self) -> models.Notices:
        """The notices to the applicant."""
        path = f"{self._path('dossiers')}/notices"
        return self.api.read(self.visit, models.Notices, "notifications", path)

    def paper_link(self, paper: str) -> models.FileLink:
        """The link to a paper of the dossier; its opening is recorded."""
        path = f"{self._path('dossiers')}/papers/{part(paper)}/link"
        return self.api.read(self.visit, models.FileLink, "intake", path, {"purpose": "assessment"})

    def document_link(self, document: str) -> models.FileLink:
        """The link to a sealed document."""
        path = f"/documents/{part(document)}/link"
        return self.api.read(self.visit, models.FileLink, "documents", path)

    def procedure(self, filed: FiledProcedure) -> ProcedureVersion:
        """The procedure in the version at filing."""
        path = f"/procedures/{part(filed.code)}/versions/{filed.version}"
        return self.api.read(self.visit, ProcedureVersion, "intake", path)

    def perform(self, route: str, body: dict[str, Any], *, etag: str) -> Case:
        """An act on the state that the official has seen; the form's nonce makes it one act."""
        key = self.visit.idempotency_key(route, self.code)
        path = f"{self._path('cases')}/{route}"
        change = Change("POST", "casework", path, body, key, etag)
        return self.api.change(self.visit, Case, change)

    def _path(self, kind: str) -> str:
        return f"/{kind}/{part(self.code)}"


def search(api: PublicApi, visit: Visit, text: str) -> CaseList:
    """The cases that a text finds; it may be personal and stands in no address."""
    change = Change("POST", "casework", "/searches", {"text": text})
    return api.change(visit, CaseList, change)
