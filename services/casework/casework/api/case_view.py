"""A case as its official reads it."""

from casework.api.schemas import CaseView
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from kit.core.errors import Forbidden
from kit.http.context import RequestContext
from kit.security.staff_directory import Staff


def case_view(request: RequestContext, cases: CaseworkRepository, case: Case) -> CaseView:
    """Reasons are opened for those who work on cases, and then it is recorded."""
    entries = cases.audit_entries_of(case)
    personal = request.has_role("receptionist", "officer")
    if personal and any(isinstance(entry.reason, str) for entry in entries):
        request.disclose(case.id)
    return CaseView.with_entries(case, entries, personal=personal)


def official_of(request: RequestContext) -> Staff:
    """Raises Forbidden; the routes admit officials only."""
    if request.staff is None:
        raise Forbidden
    return request.staff
