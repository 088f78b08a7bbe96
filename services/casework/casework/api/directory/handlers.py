"""The handlers of the directory: agencies, and the rights of officials."""

from dataclasses import dataclass
from datetime import date

from casework.agencies.get import agency_of_code
from casework.agencies.hours import hours_in_force
from casework.agencies.replace import ReplaceAgency, replace_agency
from casework.api import requests
from casework.api.case_view import official_of
from casework.api.directory import requests as agency_requests
from casework.api.directory import schemas
from casework.desks.replace import require_desks
from casework.repository import CaseworkRepository
from casework.staff.authority import official_within_reach, record_within_reach
from casework.staff.history import ListRightsChanges, list_rights_changes
from casework.staff.remove import RemoveOfficial, remove_official
from casework.staff.replace import ReplaceOfficial, replace_official
from kit.core.errors import NotFound
from kit.core.time import vietnam_day
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from kit.security.staff_directory import Agency, Directory, Staff


@dataclass(frozen=True, slots=True)
class DirectoryHandlers:
    """Bound to the table, the directory of staff and agencies, and the cursors of lists."""

    cases: CaseworkRepository
    directory: Directory
    cursors: Cursors

    def list_agencies(self, query: agency_requests.AgenciesQuery) -> schemas.AgenciesView:
        """List agencies

        In the order of their codes. With a day or a kind a page may hold fewer.
        """
        after = self.cursors.open("agencies", query.cursor)
        agencies, rest = self.directory.agencies(after, query.limit)
        shown = (each for each in agencies if query.kind in (None, each.kind))
        in_force = (each for each in shown if query.day is None or each.exists_on(query.day))
        items = tuple(map(schemas.AgencyView.of, in_force))
        return schemas.AgenciesView(items=items, next=self.cursors.seal("agencies", rest))

    def get_agency(
        self, request: RequestContext, code: requests.AgencyId, query: agency_requests.AgencyQuery
    ) -> schemas.AgencyView:
        """Get the agency of a code

        By any of its codes, as of a day: who ended and has one successor is that one. With the
        hours that hold on that day.
        """
        day = query.day or vietnam_day(request.now)
        agency = agency_of_code(self.directory, code, day)
        hours = hours_in_force(self.cases, agency.code, date.fromisoformat(day))
        return schemas.AgencyView.of(agency, (hours,), self.cases.own_hours(agency.code))

    def replace_agency(
        self, request: RequestContext, code: requests.AgencyId, body: agency_requests.AgencyBody
    ) -> schemas.AgencyView:
        """Replace an agency

        With its working hours. The agency is the caller's own or stands below it.
        """
        agency = Agency(code=code, **body.model_dump(exclude={"hours"}))
        command = ReplaceAgency(administrator=request.sub, agency=agency, hours=body.hours)
        replaced = replace_agency(self.cases, self.directory, command)
        return schemas.AgencyView.of(replaced, body.hours, body.hours)

    def get_own_rights(self, request: RequestContext) -> schemas.OwnRightsView:
        """Get your own rights

        As an official: roles, agencies with their names, desks. As of a minute ago at worst.
        """
        official = official_of(request)
        codes = ((code, self.directory.agency(code)) for code in official.agencies)
        agencies = (
            schemas.AgencyName(code=code, name=agency.name if agency else code)
            for code, agency in codes
        )
        return schemas.OwnRightsView.of(official, agencies, request.now)

    def list_staff(
        self, request: RequestContext, query: agency_requests.StaffQuery
    ) -> schemas.StaffListView:
        """List an agency's officials

        Whose rights name the agency itself, and who had such rights. An agency below has its own
        list.
        """
        reader = official_of(request)
        if not reader.covers(query.agency):
            raise NotFound
        scope = f"staff:{request.sub}:{query.agency}"
        after = self.cursors.open(scope, query.cursor)
        officials, rest = self.directory.officials_of(query.agency, after, query.limit)
        items = tuple(schemas.ListedOfficialView.of(each, reader) for each in officials)
        return schemas.StaffListView(items=items, next=self.cursors.seal(scope, rest))

    def list_names(self, query: agency_requests.OfficialNamesQuery) -> schemas.OfficialNamesView:
        """List names of officials

        Behind subjects that stand in acts, histories and accounts, removed officials too. An
        account that never had rights is left out. As of a minute ago at worst.
        """
        named = ((sub, self.directory.name_of(sub)) for sub in query.subjects)
        items = tuple(schemas.OfficialName(sub=sub, name=name) for sub, name in named if name)
        return schemas.OfficialNamesView(items=items)

    def get_official(self, request: RequestContext, sub: requests.Subject) -> schemas.StaffView:
        """Get an official"""
        official = official_within_reach(self.directory, sub, official_of(request))
        return schemas.StaffView.of(official)

    def replace_official(
        self, request: RequestContext, sub: requests.Subject, body: requests.StaffBody
    ) -> schemas.StaffView:
        """Replace an official's rights

        The official has these roles, agencies and desks afterwards, and no others.
        """
        official = Staff(sub=sub, **body.model_dump())
        require_desks(self.cases, official)
        command = ReplaceOfficial(administrator=request.sub, official=official)
        return schemas.StaffView.of(replace_official(self.directory, command, request.now))

    def remove_official(self, request: RequestContext, sub: requests.Subject) -> None:
        """Remove an official

        Acts are refused at once, reads within a minute. Only another administrator of the province
        can give the official rights again.
        """
        command = RemoveOfficial(administrator=request.sub, sub=sub)
        remove_official(self.directory, command, request.now)

    def list_rights_changes(
        self, request: RequestContext, sub: requests.Subject, query: PageQuery
    ) -> schemas.RightsChangesView:
        """List an official's rights changes

        Who gave what to whom, newest first; those of a removed official too.
        """
        record_within_reach(self.directory, sub, official_of(request))
        scope = f"changes:{request.sub}:{sub}"
        after = self.cursors.open(scope, query.cursor)
        command = ListRightsChanges(sub=sub, after=after, limit=query.limit)
        changes, rest = list_rights_changes(self.directory, command)
        items = tuple(map(schemas.RightsChangeView.of, changes))
        return schemas.RightsChangesView(items=items, next=self.cursors.seal(scope, rest))
