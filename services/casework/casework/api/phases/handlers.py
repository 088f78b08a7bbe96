"""The handlers of the acts of the phases: a request becomes a command, its outcome a response."""

from dataclasses import dataclass

from casework.api.case_view import act_fields, case_view
from casework.api.phases import requests
from casework.api.requests import CaseCode
from casework.api.schemas import CaseView
from casework.endings.return_result import ReturnResult, return_result
from casework.processing.assign import AssignStep, UnknownOfficial, assign_step
from casework.processing.decide import DecideCase, decide_case
from casework.reception.accept import AcceptCase, accept_case
from casework.reception.reject import RejectCase, reject_case
from casework.repository import CaseworkRepository
from kit.http.context import RequestContext
from kit.security.staff_directory import Directory, Staff


@dataclass(frozen=True, slots=True)
class PhaseHandlers:
    """Bound to the table, and the directory of staff and agencies."""

    cases: CaseworkRepository
    directory: Directory

    def accept(
        self, request: RequestContext, code: CaseCode, body: requests.AcceptanceBody
    ) -> CaseView:
        """Accept a dossier

        Its time limit begins to run, by the limit and the calendar in force now.
        """
        command = AcceptCase(
            **act_fields(request, code),
            wants_form=body.wants_form,
            late=body.late and body.late.record,
        )
        return case_view(
            request, self.cases, self.directory, accept_case(self.cases, command, at=request.now)
        )

    def reject(
        self, request: RequestContext, code: CaseCode, body: requests.RejectionBody
    ) -> CaseView:
        """Reject a dossier"""
        command = RejectCase(
            **act_fields(request, code), reason=body.reason, late=body.late and body.late.record
        )
        return case_view(
            request, self.cases, self.directory, reject_case(self.cases, command, at=request.now)
        )

    def assign(
        self, request: RequestContext, code: CaseCode, body: requests.AssignmentBody
    ) -> CaseView:
        """Assign a step to a desk

        Or to an official who sits there.
        """
        command = AssignStep(
            **act_fields(request, code),
            step=body.step,
            desk=body.desk,
            assignee=self._assignee(body.official),
        )
        return case_view(
            request, self.cases, self.directory, assign_step(self.cases, command, at=request.now)
        )

    def _assignee(self, sub: str | None) -> Staff | None:
        if sub is None:
            return None
        official = self.directory.staff_now(sub)
        if official is None:
            raise UnknownOfficial(field="official")
        return official

    def decide(
        self, request: RequestContext, code: CaseCode, body: requests.DecisionBody
    ) -> CaseView:
        """Approve the proposed decision

        By somebody other than the officer who proposed it, unless the procedure says that one desk
        does it all. Its results are made and sealed.
        """
        del body  # it is empty: an unknown field is refused
        command = DecideCase(**act_fields(request, code))
        return case_view(
            request, self.cases, self.directory, decide_case(self.cases, command, at=request.now)
        )

    def return_result(
        self, request: RequestContext, code: CaseCode, body: requests.ReturnBody
    ) -> CaseView:
        """Return the result

        Not before a fee that is due before the result is paid.
        """
        command = ReturnResult(
            **act_fields(request, code), how=body.how, late=body.late and body.late.record
        )
        return case_view(
            request, self.cases, self.directory, return_result(self.cases, command, at=request.now)
        )
