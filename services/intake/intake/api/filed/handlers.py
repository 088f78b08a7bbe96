"""The handlers of what an owner does with a dossier that is filed."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.filed import requests, schemas
from intake.api.requests import FiledCode, actor_of
from intake.domain.lookup_key import LookupKeys
from intake.dossiers.change_contact import ChangeContact, change_dossier_contact
from intake.dossiers.replace_key import ReplaceKey, replace_lookup_key
from intake.dossiers.request_withdrawal import RequestWithdrawal, request_withdrawal
from intake.dossiers.supplement import SupplementDossier, supplement_dossier
from intake.forms.filed import supplement_form, withdrawal_form
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.http.context import RequestContext


@dataclass(frozen=True, slots=True)
class FiledDossierHandlers:
    """Bound to the table and the secret of look-up keys."""

    intake: IntakeRepository
    lookup_keys: Callable[[], LookupKeys]

    def supplement(
        self, request: RequestContext, code: FiledCode, body: requests.SupplementBody
    ) -> schemas.SupplementSentView:
        """Supplement a dossier

        With what its agency requested, all at once. Files are announced and uploaded at the
        dossier's draft before.
        """
        command = SupplementDossier(
            code=code,
            owner=self._actor(request, code),
            request=request.seed,
            attachments=body.papers,
            answers=body.answers,
            handed=body.handed_papers,
        )
        supplemented = supplement_dossier(self.intake, command, at=request.now)
        return schemas.SupplementSentView.of(supplemented)

    def request_withdrawal(
        self, request: RequestContext, code: FiledCode, body: requests.WithdrawalBody
    ) -> schemas.WithdrawalRequestView:
        """Request a withdrawal

        The agency lets the dossier be withdrawn or refuses it, and a notice says which.
        """
        command = RequestWithdrawal(
            code=code, owner=self._actor(request, code), request=request.seed, reason=body.reason
        )
        waiting = request_withdrawal(self.intake, command, at=request.now)
        return schemas.WithdrawalRequestView.of(waiting)

    def get_forms(self, request: RequestContext, code: FiledCode) -> schemas.FiledFormsView:
        """Get a filed dossier's forms

        Those of a supplement, with the documents that it may have, and of a request to withdraw it.
        """
        dossier = self.intake.dossier_of(self._actor(request, code), code)
        procedure = self.intake.procedure(dossier.procedure.code, request.now)
        content = procedure.content if procedure else None
        documents = content.documents if content else ()
        return schemas.FiledFormsView(
            supplement=supplement_form(content),
            withdrawal=withdrawal_form(),
            papers=tuple(schemas.SupplementPaperView.of(each) for each in documents),
        )

    def replace_key(
        self, request: RequestContext, code: FiledCode, body: requests.KeyBody
    ) -> schemas.LookupKeyView:
        """Replace a look-up key

        The one before opens nothing any more. A desk does it for whoever shows the applicant's or
        the representative's card or passport.
        """
        command = ReplaceKey(
            code=code, by=self._actor(request, code), request=request.seed, shown=body.shown
        )
        replaced = replace_lookup_key(self.intake, self.lookup_keys, command, at=request.now)
        request.disclose(code)
        return schemas.LookupKeyView(code=replaced.id, lookup_key=replaced.lookup_key)

    def change_contact(
        self, request: RequestContext, code: FiledCode, body: requests.DossierContactBody
    ) -> schemas.DossierContactView:
        """Change the contact of a dossier

        Where its notices go from now on. A desk does it for whoever shows the applicant's or the
        representative's card or passport; with neither phone nor e-mail the desk brings them. The
        owner confirms one that their profile does not have by a contact code.
        """
        command = ChangeContact(
            code=code,
            by=self._actor(request, code),
            request=request.seed,
            contact=body.contact,
            shown=body.shown,
        )
        contact = change_dossier_contact(self.intake, command, at=request.now)
        request.disclose(code)
        return schemas.DossierContactView(code=code, contact=contact)

    def _actor(self, request: RequestContext, code: str) -> Drafter:
        return actor_of(request, self.intake.dossier(code))
