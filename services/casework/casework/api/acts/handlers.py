"""The handlers of the acts that interrupt or end the work on a case."""

from dataclasses import dataclass

from casework.api.acts import requests
from casework.api.case_view import act_fields, case_view
from casework.api.requests import CaseCode
from casework.api.schemas import CaseView
from casework.corrections.undo import UndoAct, undo_act
from casework.domain.case import Case
from casework.endings.refuse_withdrawal import RefuseWithdrawal, refuse_withdrawal
from casework.endings.stop import StopCase, stop_case
from casework.endings.withdraw import WithdrawCase, withdraw_case
from casework.processing.extend import ExtendCase, extend_case
from casework.processing.propose import ProposeDecision, propose_decision
from casework.processing.request_supplement import RequestSupplement, request_supplement
from casework.processing.return_for_correction import (
    ReturnForCorrection,
    return_for_correction,
)
from casework.repository import CaseworkRepository
from kit.http.context import RequestContext


@dataclass(frozen=True, slots=True)
class ActHandlers:
    """Bound to the table."""

    cases: CaseworkRepository

    def propose(
        self, request: RequestContext, code: CaseCode, body: requests.ProposalBody
    ) -> CaseView:
        """Propose a decision

        The case goes to who approves it.
        """
        command = ProposeDecision(**act_fields(request, code), results=body.results, desk=body.desk)
        return self._view(request, propose_decision(self.cases, command, at=request.now))

    def return_for_correction(
        self, request: RequestContext, code: CaseCode, body: requests.CorrectionBody
    ) -> CaseView:
        """Return a proposal for correction

        To the desk that had the case before it was proposed.
        """
        command = ReturnForCorrection(**act_fields(request, code), reason=body.reason)
        return self._view(request, return_for_correction(self.cases, command, at=request.now))

    def request_supplement(
        self, request: RequestContext, code: CaseCode, body: requests.SupplementRequestBody
    ) -> CaseView:
        """Request supplements

        Once, with all that is missing. The case waits; when everything is there the time limit
        starts anew, or goes on where the procedure says so. Without supplements in time the case is
        stopped.
        """
        command = RequestSupplement(
            **act_fields(request, code),
            items=body.items,
            reason=body.reason,
        )
        return self._view(request, request_supplement(self.cases, command, at=request.now))

    def extend(
        self, request: RequestContext, code: CaseCode, body: requests.ExtensionBody
    ) -> CaseView:
        """Extend a case

        Once, with an apology, at the latest the day before the due date.
        """
        command = ExtendCase(
            **act_fields(request, code),
            due=body.due,
            reason=body.reason,
        )
        return self._view(request, extend_case(self.cases, command, at=request.now))

    def stop(self, request: RequestContext, code: CaseCode, body: requests.StopBody) -> CaseView:
        """Stop a case

        It ends without a result.
        """
        command = StopCase(
            **act_fields(request, code),
            reason=body.reason,
            ground=body.ground,
        )
        return self._view(request, stop_case(self.cases, command, at=request.now))

    def undo(self, request: RequestContext, code: CaseCode, body: requests.UndoBody) -> CaseView:
        """Undo a mistaken act

        Within the hour: a rejection, a stop, the return of a result, a request for supplements.
        An ending that voided a fee or sent money back stays.
        """
        command = UndoAct(**act_fields(request, code), undone=body.act, reason=body.reason)
        return self._view(request, undo_act(self.cases, command, at=request.now))

    def withdraw(
        self, request: RequestContext, code: CaseCode, body: requests.WithdrawalBody
    ) -> CaseView:
        """Let a dossier be withdrawn

        As its applicant asked.
        """
        del body  # it is empty: an unknown field is refused
        command = WithdrawCase(**act_fields(request, code))
        return self._view(request, withdraw_case(self.cases, command, at=request.now))

    def refuse_withdrawal(
        self, request: RequestContext, code: CaseCode, body: requests.WithdrawalRefusalBody
    ) -> CaseView:
        """Refuse a withdrawal

        The work on the case goes on.
        """
        command = RefuseWithdrawal(**act_fields(request, code), reason=body.reason)
        return self._view(request, refuse_withdrawal(self.cases, command, at=request.now))

    def _view(self, request: RequestContext, case: Case) -> CaseView:
        return case_view(request, self.cases, case)
