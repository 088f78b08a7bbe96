"""The handlers of desks, of locks and of supervision data."""

from dataclasses import dataclass

from casework.api.case_parts import LockView
from casework.api.case_view import official_of
from casework.api.desks import requests, schemas
from casework.api.requests import AgencyId, CaseCode
from casework.desks.replace import ReplaceDesks, replace_desks
from casework.locks.take import TakeLock, release_lock, take_lock
from casework.repository import CaseworkRepository
from casework.supervision.read import ReadSupervision, read_supervision
from kit.http.context import RequestContext
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class DeskHandlers:
    """Bound to the table and the directory."""

    cases: CaseworkRepository
    directory: Directory

    def list_desks(self, request: RequestContext, code: AgencyId) -> schemas.DesksView:
        """List an agency's desks"""
        agency = request.require_agency(code)
        return schemas.DesksView(agency=agency, desks=self.cases.desks_of(agency))

    def replace_desks(
        self, request: RequestContext, code: AgencyId, body: requests.DesksBody
    ) -> schemas.DesksView:
        """Replace an agency's desks

        A desk exists before work is given to it or an official sits at it. One that has open cases
        stays.
        """
        agency = request.require_agency(code)
        command = ReplaceDesks(administrator=request.sub, agency=agency, desks=body.desks)
        desks = replace_desks(self.cases, self.directory, command)
        return schemas.DesksView(agency=agency, desks=desks)

    def take_lock(
        self, request: RequestContext, code: CaseCode, body: requests.LockBody
    ) -> LockView:
        """Take the lock of a case

        For a quarter of an hour: it shows who works on it, and keeps nobody from an act.
        """
        command = TakeLock(code=code, official=official_of(request), takes_over=body.take_over)
        return LockView.of(take_lock(self.cases, command, at=request.now))

    def release_lock(self, request: RequestContext, code: CaseCode) -> None:
        """Release the lock of a case"""
        release_lock(self.cases, official_of(request), code)

    def read_supervision(
        self, request: RequestContext, code: AgencyId, query: requests.SupervisionQuery
    ) -> schemas.SupervisionView:
        """Read supervision data of a day

        Facts by official and by desk of the agency itself, without a judgement.
        """
        agency = request.require_agency(code)
        command = ReadSupervision(official=official_of(request), agency=agency, day=query.day)
        tallies = read_supervision(self.cases, command)
        return schemas.SupervisionView.of(agency, query.day, tallies, self._name)

    def _name(self, sub: str) -> str:
        official = self.directory.staff(sub)
        return official.name if official else ""
