"""The handlers of the acts that interrupt or end the work on a case."""

from dataclasses import dataclass

from casework.api.acts import requests
from casework.api.acts.schemas import ProposedResultsView
from casework.api.case_view import act_fields, case_view, official_of
from casework.api.requests import CaseCode
from casework.api.schemas import CaseView
from casework.cooperation.answer import AnswerConsultation, answer_consultation
from casework.cooperation.consult import ConsultAgency, consult_agency
from casework.cooperation.hand_over import HandOverCase, hand_over_case
from casework.domain.case import Case
from casework.domain.held_papers import StatedGround
from casework.endings.refuse_withdrawal import RefuseWithdrawal, refuse_withdrawal
from casework.endings.stop import StopCase, stop_case
from casework.endings.withdraw import WithdrawCase, withdraw_case
from casework.processing.assess_fee import AssessFee, assess_fee
from casework.processing.extend import ExtendCase, extend_case
from casework.processing.propose import ProposeDecision, propose_decision
from casework.processing.request_supplement import RequestSupplement, request_supplement
from casework.processing.return_for_correction import (
    ReturnForCorrection,
    return_for_correction,
)
from casework.repository import CaseworkRepository
from contracts.terms import QuoteLine
from kit.http.context import RequestContext
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class ActHandlers:
    """Bound to the table and the directory."""

    cases: CaseworkRepository
    directory: Directory

    def get_proposal(self, request: RequestContext, code: CaseCode) -> ProposedResultsView:
        """Get the proposed results

        What would be sealed if it is approved as it is. Each reading is recorded.
        """
        case = self.cases.case_for(official_of(request), code)
        contents = self.cases.proposed_contents(case)
        request.disclose(case.id)
        return ProposedResultsView.of(case, contents)

    def propose(
        self, request: RequestContext, code: CaseCode, body: requests.ProposalBody
    ) -> CaseView:
        """Propose a decision

        The case goes to who approves it.
        """
        command = ProposeDecision(
            **act_fields(request, code),
            results=tuple(result.proposed for result in body.results),
            desk=body.desk,
        )
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
            components=body.components,
            grounds=tuple(StatedGround(**dict(each)) for each in body.grounds),
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

    def assess_fee(
        self, request: RequestContext, code: CaseCode, body: requests.FeeAssessmentBody
    ) -> CaseView:
        """Assess a fee

        Of an amount that nobody could know at the filing. The work waits for it, or the result.
        """
        command = AssessFee(
            **act_fields(request, code),
            lines=tuple(QuoteLine(**dict(line)) for line in body.lines),
            is_blocking=body.pay == "now",
        )
        return self._view(request, assess_fee(self.cases, command, at=request.now))

    def hand_over(
        self, request: RequestContext, code: CaseCode, body: requests.HandOverBody
    ) -> CaseView:
        """Hand a case over

        To another agency, which has it from now on; the caller's does not see it any more.
        """
        command = HandOverCase(**act_fields(request, code), **dict(body))
        case = hand_over_case(self.cases, self.directory, command, at=request.now)
        return self._view(request, case)

    def consult(
        self, request: RequestContext, code: CaseCode, body: requests.ConsultationBody
    ) -> CaseView:
        """Consult another agency

        The work goes on meanwhile. The agency sees the case until it has answered.
        """
        command = ConsultAgency(**act_fields(request, code), **dict(body))
        case = consult_agency(self.cases, self.directory, command, at=request.now)
        return self._view(request, case)

    def answer(
        self, request: RequestContext, code: CaseCode, body: requests.AnswerBody
    ) -> CaseView:
        """Answer a consultation

        For the agency that is consulted, which does not see the case any more.
        """
        command = AnswerConsultation(**act_fields(request, code), answer=body.answer)
        return self._view(request, answer_consultation(self.cases, command, at=request.now))

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
        return case_view(request, self.cases, self.directory, case)
