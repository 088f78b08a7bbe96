"""What stands behind each door of casework: one function a route, called with the request."""

from functools import cache

from casework import actions, forms, office, views, worklist
from casework.store import Store, found
from contracts.terms import AgencyCode, DossierCode
from kit import runtime
from kit.access import Call
from law.holidays import vietnam


@cache
def store() -> Store:
    """The store of this function."""
    return Store(runtime.table(), runtime.vault(), runtime.directory(), vietnam)


def agencies(call: Call, query: forms.PageQuery) -> views.AgenciesView:  # noqa: ARG001
    """The agencies, by code."""
    return worklist.agencies(store(), runtime.cursors(), query)


def put_agency(call: Call, code: AgencyCode, body: forms.AgencyBody) -> views.AgencyView:
    """Write an agency with its working hours."""
    return views.agency_view(office.put_agency(store(), code, body, call), body.hours)


def one_official(call: Call, sub: forms.Subject) -> views.StaffView:
    """An official's roles, agencies and desks."""
    return views.staff_view(office.official(store(), sub, call))


def put_official(call: Call, sub: forms.Subject, body: forms.StaffBody) -> views.StaffView:
    """Give an official these rights and no others."""
    return views.staff_view(office.put_official(store(), sub, body, call))


def remove_official(call: Call, sub: forms.Subject) -> None:
    """Take every right from an official; it ends within a minute."""
    office.remove_official(store(), sub, call)


def cases(call: Call, query: forms.CasesQuery) -> views.CasesView:
    """The worklist of an agency, what is due first at the top."""
    return worklist.cases(store(), runtime.cursors(), query, call)


def one_case(call: Call, code: DossierCode) -> views.CaseView:
    """A case with its acts and its due moment explained."""
    case = found(store().case(code))
    call.require_agency(case.agency)
    return views.seen(store(), case)


def accept(call: Call, code: DossierCode, body: forms.EmptyBody) -> views.CaseView:  # noqa: ARG001
    """Accept a dossier: the clock runs."""
    return views.seen(store(), actions.accept(store(), code, call))


def refuse(call: Call, code: DossierCode, body: forms.RefusalBody) -> views.CaseView:
    """Refuse to accept a dossier, with the reason."""
    return views.seen(store(), actions.refuse(store(), code, call, reason=body.reason))


def assign(call: Call, code: DossierCode, body: forms.AssignmentBody) -> views.CaseView:
    """Give a step to a desk."""
    return views.seen(store(), actions.assign(store(), code, call, step=body.step, desk=body.desk))


def decide(call: Call, code: DossierCode, body: forms.DecisionBody) -> views.CaseView:
    """Decide: the results are rendered and sealed."""
    return views.seen(store(), actions.decide(store(), code, call, results=body.results))


def hand_over(call: Call, code: DossierCode, body: forms.HandoverBody) -> views.CaseView:
    """Return the result."""
    return views.seen(store(), actions.hand_over(store(), code, call, how=body.how))
