"""The handlers of casework's routes: a request becomes a command, its outcome a response."""

from dataclasses import dataclass

from casework.agencies.replace import ReplaceAgency, replace_agency
from casework.api import directory_schemas, requests, schemas
from casework.api.case_view import (
    act_fields,
    case_view,
    late_record,
    official_of,
    tagged,
)
from casework.desks.replace import require_desks
from casework.endings.return_result import ReturnResult, return_result
from casework.processing.assign import AssignStep, UnknownOfficial, assign_step
from casework.processing.decide import DecideCase, decide_case
from casework.reception.accept import AcceptCase, accept_case
from casework.reception.reject import RejectCase, reject_case
from casework.repository import CaseworkRepository
from casework.staff.authority import official_within_reach, record_within_reach
from casework.staff.history import ListRightsChanges, list_rights_changes
from casework.staff.remove import RemoveOfficial, remove_official
from casework.staff.replace import ReplaceOfficial, replace_official
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from kit.http.responses import Response
from kit.security.staff_directory import Agency, Directory, Staff


@dataclass(frozen=True, slots=True)
class CaseworkHandlers:
    """Bound to the table, the directory of staff and agencies, and the cursors of lists."""

    cases: CaseworkRepository
    directory: Directory
    cursors: Cursors

    def list_agencies(self, query: PageQuery) -> directory_schemas.AgenciesView:
        """List agencies

        In the order of their codes.
        """
        after = self.cursors.open("agencies", query.cursor)
        agencies, rest = self.directory.agencies(after, query.limit)
        items = tuple(map(directory_schemas.AgencyView.of, agencies))
        return directory_schemas.AgenciesView(items=items, next=self.cursors.seal("agencies", rest))

    def replace_agency(
        self, request: RequestContext, code: requests.AgencyId, body: requests.AgencyBody
    ) -> directory_schemas.AgencyView:
        """Replace an agency

        With its working hours. The agency is the caller's own or lies below it.
        """
        agency = Agency(code=code, **body.model_dump(exclude={"hours"}))
        command = ReplaceAgency(administrator=request.sub, agency=agency, hours=body.hours)
        replaced = replace_agency(self.cases, self.directory, command)
        return directory_schemas.AgencyView.of(replaced, body.hours)

    def get_official(
        self, request: RequestContext, sub: requests.Subject
    ) -> directory_schemas.StaffView:
        """Get an official"""
        official = official_within_reach(self.directory, sub, official_of(request))
        return directory_schemas.StaffView.of(official)

    def replace_official(
        self, request: RequestContext, sub: requests.Subject, body: requests.StaffBody
    ) -> directory_schemas.StaffView:
        """Replace an official's rights

        The official has these roles, agencies and desks afterwards, and no others.
        """
        official = Staff(sub=sub, **body.model_dump())
        require_desks(self.cases, official)
        command = ReplaceOfficial(administrator=request.sub, official=official)
        return directory_schemas.StaffView.of(
            replace_official(self.directory, command, request.now)
        )

    def remove_official(self, request: RequestContext, sub: requests.Subject) -> None:
        """Remove an official

        Acts are refused at once, reads within a minute. Only another administrator of the province
        can give the official rights again.
        """
        command = RemoveOfficial(administrator=request.sub, sub=sub)
        remove_official(self.directory, command, request.now)

    def list_rights_changes(
        self, request: RequestContext, sub: requests.Subject, query: PageQuery
    ) -> directory_schemas.RightsChangesView:
        """List an official's rights changes

        Who gave what to whom, newest first; those of a removed official too.
        """
        record_within_reach(self.directory, sub, official_of(request))
        scope = f"changes:{request.sub}:{sub}"
        after = self.cursors.open(scope, query.cursor)
        command = ListRightsChanges(sub=sub, after=after, limit=query.limit)
        changes, rest = list_rights_changes(self.directory, command)
        items = tuple(map(directory_schemas.RightsChangeView.of, changes))
        return directory_schemas.RightsChangesView(items=items, next=self.cursors.seal(scope, rest))

    def get_case(self, request: RequestContext, code: requests.CaseCode) -> Response:
        """Get a case

        With its audit entries, its due date explained step by step, and what the caller may do.
        """
        case = self.cases.case_for(official_of(request), code)
        return tagged(case, case_view(request, self.cases, self.directory, case))

    def accept(
        self, request: RequestContext, code: requests.CaseCode, body: requests.AcceptanceBody
    ) -> schemas.CaseView:
        """Accept a dossier

        Its time limit begins to run, by the limit and the calendar in force now.
        """
        command = AcceptCase(
            **act_fields(request, code), wants_form=body.wants_form, late=late_record(body.late)
        )
        return case_view(
            request, self.cases, self.directory, accept_case(self.cases, command, at=request.now)
        )

    def reject(
        self, request: RequestContext, code: requests.CaseCode, body: requests.RejectionBody
    ) -> schemas.CaseView:
        """Reject a dossier"""
        command = RejectCase(
            **act_fields(request, code), reason=body.reason, late=late_record(body.late)
        )
        return case_view(
            request, self.cases, self.directory, reject_case(self.cases, command, at=request.now)
        )

    def assign(
        self, request: RequestContext, code: requests.CaseCode, body: requests.AssignmentBody
    ) -> schemas.CaseView:
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
        self, request: RequestContext, code: requests.CaseCode, body: requests.DecisionBody
    ) -> schemas.CaseView:
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
        self, request: RequestContext, code: requests.CaseCode, body: requests.ReturnBody
    ) -> schemas.CaseView:
        """Return the result

        Not before a fee that is due before the result is paid.
        """
        command = ReturnResult(
            **act_fields(request, code), how=body.how, late=late_record(body.late)
        )
        return case_view(
            request, self.cases, self.directory, return_result(self.cases, command, at=request.now)
        )
