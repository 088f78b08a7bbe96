"""The handlers of what an owner does with a dossier that is filed."""

from dataclasses import dataclass

from intake.api.filed import requests, schemas
from intake.api.requests import FiledCode
from intake.dossiers.request_withdrawal import RequestWithdrawal, request_withdrawal
from intake.dossiers.supplement import SupplementDossier, supplement_dossier
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.persistence.repository import required


@dataclass(frozen=True, slots=True)
class FiledDossierHandlers:
    """Bound to the table."""

    intake: IntakeRepository

    def supplement(
        self, request: RequestContext, code: FiledCode, body: requests.SupplementBody
    ) -> schemas.SupplementSentView:
        """Supplement a dossier

        With what its agency requested, all at once. Files are announced and uploaded at the
        dossier's draft before.
        """
        command = SupplementDossier(
            code=code,
            owner=required(request.person),
            request=request.seed,
            attachments=body.papers,
            answers=body.answers,
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
            code=code, owner=required(request.person), request=request.seed, reason=body.reason
        )
        waiting = request_withdrawal(self.intake, command, at=request.now)
        return schemas.WithdrawalRequestView.of(waiting)
