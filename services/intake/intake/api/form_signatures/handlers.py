"""The handlers of the signature of an e-form."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.form_signatures.schemas import FormSignatureView, SignatureFileView
from intake.api.requests import DraftId, FiledCode, actor_of, drafter_of
from intake.domain.form_signature import statement_of
from intake.dossiers.get import GetDossier, get_dossier
from intake.form_signatures.sign import FormOfDraft, FormSigning, SignForm
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.security.people import PersonLink


@dataclass(frozen=True, slots=True)
class FormSignatureHandlers:
    """Bound to the table, and to what signs."""

    intake: IntakeRepository
    signing: Callable[[], FormSigning]

    def sign(self, request: RequestContext, draft: DraftId) -> FormSignatureView:
        """Sign the e-form of a draft

        The phone of the caller is asked to approve a signature of the answers, by a key at the
        remote signing service, for fifteen minutes. Another request for the same content finds the
        first. Any later change of the answers voids the signature.
        """
        command = SignForm(
            request=request.seed,
            draft=draft,
            owner=drafter_of(request, self.intake.draft(draft)),
            signatory=request.own_person,
        )
        return FormSignatureView.of(self.signing().sign(command, at=request.now))

    def get_signature(self, request: RequestContext, draft: DraftId) -> FormSignatureView:
        """Get the signature of a draft

        While it waits, the signing service is asked how far it is, at most every three seconds.
        """
        query = FormOfDraft(draft=draft, owner=drafter_of(request, self.intake.draft(draft)))
        signing = self.signing()
        signature, is_present = signing.present(query, at=request.now)
        return FormSignatureView.of(signature, offered=signing.is_offered, is_present=is_present)

    def remove_signature(self, request: RequestContext, draft: DraftId) -> None:
        """Remove the signature of a draft

        Or withdraw its request: the draft can be filed without.
        """
        command = FormOfDraft(draft=draft, owner=drafter_of(request, self.intake.draft(draft)))
        self.signing().remove(command)

    def get_file(self, request: RequestContext, code: FiledCode) -> SignatureFileView:
        """Get a filed signature

        With what was signed, so that anybody can verify it without us. For the owner, and for
        officials who work on dossiers of the agency.
        """
        reader = actor_of(request, self.intake.dossier(code), "read") if request.person else None
        query = GetDossier(
            code=code,
            citizen=reader if isinstance(reader, PersonLink) else None,
            official=request.staff,
        )
        filed = get_dossier(self.intake, query, at=request.now)
        declared = filed.declaration
        if declared is None or declared.form_signature is None:
            raise NotFound
        request.disclose(code)
        statement = statement_of(
            filed.dossier.draft, declared.procedure, declared.agency, declared.answers
        )
        return SignatureFileView(statement=statement.decode(), **dict(declared.form_signature))
