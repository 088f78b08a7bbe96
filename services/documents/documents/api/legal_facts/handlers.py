"""The handlers of legal facts."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from contracts.terms import TypedDossierCode
from documents.api.legal_facts.schemas import (
    FactsQuery,
    FactsView,
    FactVerificationQuery,
    FactVerificationView,
)
from documents.legal_facts.export import export_chain
from documents.legal_facts.verification import verify_chain
from documents.repository import DocumentsRepository
from kit.core.errors import Forbidden, NotFound
from kit.http.context import RequestContext

READERS = ("receptionist", "officer", "approver", "clerk", "head", "supervisor")


@dataclass(frozen=True, slots=True)
class LegalFactHandlers:
    """Bound to the table."""

    repository: DocumentsRepository

    def list_facts(
        self, request: RequestContext, code: TypedDossierCode, query: FactsQuery
    ) -> FactsView:
        """List a dossier's legal facts

        One record for each act, linked by digests and signed by the agency's seal, in a file that
        is verified offline. For the owner of the dossier and for officials of its agency. It names
        nobody unless `values=true`, which is recorded. The values for the owner leave out who in
        office acted, what agencies answered each other, and while a fee is unpaid what a result
        says; the commitments stay.
        """
        dossier = self.repository.dossier(code)
        if dossier is None:
            raise NotFound
        request.require_read_access(owner=dossier.owner, agency=dossier.agency, dossier=dossier.id)
        if request.staff is not None and not request.has_role(*READERS):
            raise Forbidden
        with_values = query.values == "true"
        for_owner = request.staff is None
        chain = export_chain(self.repository, dossier, with_values=with_values, for_owner=for_owner)
        if with_values:
            request.disclose(dossier.id, object="legal facts")
        return FactsView(
            content=b64encode(chain.content).decode(),
            sha256=sha256(chain.content).hexdigest(),
            facts=chain.facts,
            pending=chain.pending,
        )

    def verify_facts(
        self, code: TypedDossierCode, query: FactVerificationQuery
    ) -> FactVerificationView:
        """Verify a dossier's legal facts

        For whoever holds the file: the response tells whether the dossier's chain has this digest
        at this position, whether it is whole, and how far it is signed by now. A wrong digest and
        an unknown dossier get the same response.
        """
        verification = verify_chain(self.repository, code, int(query.position), query.digest)
        return FactVerificationView.of(verification)
