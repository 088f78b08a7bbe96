"""The handler of a case that is read."""

from dataclasses import dataclass

from casework.api.case_view import case_view, official_of, tagged
from casework.api.requests import CaseCode
from casework.repository import CaseworkRepository
from kit.http.context import RequestContext
from kit.http.responses import Response
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class CaseworkHandlers:
    """Bound to the table, and the directory of staff and agencies."""

    cases: CaseworkRepository
    directory: Directory

    def get_case(self, request: RequestContext, code: CaseCode) -> Response:
        """Get a case

        With its audit entries, its due date explained step by step, and what the caller may do.
        """
        case = self.cases.case_for(official_of(request), code)
        return tagged(case, case_view(request, self.cases, self.directory, case))
