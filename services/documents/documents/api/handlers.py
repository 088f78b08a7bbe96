"""The HTTP handlers of documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.documents import Kind
from contracts.terms import TypedDossierCode
from documents.api.requests import DocumentId, VerificationRequest
from documents.api.schemas import (
    DocumentsView,
    DocumentView,
    KeysView,
    KeyView,
    LinkView,
    VerificationView,
)
from documents.domain.dossier import Dossier
from documents.domain.ports import FileStore, Signer
from documents.download.links import create_link
from documents.repository import DocumentsRepository
from documents.verification.keys import list_public_keys
from documents.verification.verify import verify_code, verify_file
from kit.core.errors import Forbidden, NotFound
from kit.http.context import RequestContext

WORKING: Final = ("receptionist", "officer", "approver", "clerk", "head")
READERS: Final[Mapping[Kind, Sequence[str]]] = {"receipt": (*WORKING, "cashier", "accountant")}
"""The roles of officials whose business a kind of document is, where they are not `WORKING`."""


@dataclass(frozen=True, slots=True)
class DocumentsHandlers:
    """One method for each operation."""

    repository: DocumentsRepository
    file_store: FileStore
    signer: Signer

    def create_verification(self, body: VerificationRequest) -> VerificationView:
        """Verify a file or a document

        The response tells whether the file with this SHA-256, or the document with this code, was
        sealed by the province, whether it still holds, and gives its seal. It holds no personal
        data.
        """
        verification = (
            verify_file(self.repository, body.sha256)
            if body.sha256
            else verify_code(self.repository, body.document or "")
        )
        return VerificationView.of(verification, body.sha256)

    def get_verification(self, document: DocumentId) -> VerificationView:
        """Verify a document by its code

        As `POST /v1/verifications` with a code: the address that a document's QR code leads to.
        """
        return VerificationView.of(verify_code(self.repository, document), None)

    def list_keys(self) -> KeysView:
        """List the public keys

        A seal is verified offline with the file, its signature and the public key.
        """
        keys = list_public_keys(self.repository, self.signer)
        return KeysView(items=tuple(map(KeyView.of, keys)))

    def list_documents(self, request: RequestContext, code: TypedDossierCode) -> DocumentsView:
        """List the documents of a dossier

        For the owner of the dossier and for officials of its agency.
        """
        self._require_read_access(code, request)
        documents = self.repository.documents_of(code)
        return DocumentsView(items=tuple(map(DocumentView.of, documents)))

    def create_link(self, request: RequestContext, document: DocumentId) -> LinkView:
        """Get a download link

        For the owner of the dossier and for officials of its agency who handle such documents. The
        link is good for five minutes. The owner gets the link to a result after the fee due before
        it is paid.
        """
        stored = self.repository.document(document)
        dossier = self._require_read_access(stored.dossier or "", request)
        if request.staff is not None and not request.has_role(*READERS.get(stored.kind, WORKING)):
            raise Forbidden
        for_owner = request.staff is None
        link = create_link(stored, dossier, self.file_store, for_owner=for_owner, at=request.now)
        request.disclose(dossier.id)
        return LinkView.of(link)

    def _require_read_access(self, code: str, request: RequestContext) -> Dossier:
        """The dossier; raises NotFound, also for a caller who may not see it."""
        dossier = self.repository.dossier(code)
        if dossier is None:
            raise NotFound
        if request.staff is None or request.staff.covers(dossier.agency):
            request.require_read_access(
                owner=dossier.owner, agency=dossier.agency, dossier=dossier.id
            )
        elif not any(map(request.staff.covers, self.repository.agencies_of(dossier, request.now))):
            raise NotFound
        return dossier
