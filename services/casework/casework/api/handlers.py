"""What stands behind each door of casework: one function a route, called with the request."""

from functools import cache

from casework.api import requests, schemas
from casework.holiday_file import vietnam
from casework.processing import acts
from casework.repository import Store, found
from casework.staff import administration
from casework.worklist import pages
from contracts.terms import AgencyCode, DossierCode
from kit import bootstrap
from kit.http.context import Call


@cache
def store() -> Store:
    """The store of this function."""
    return Store(bootstrap.table(), bootstrap.vault(), bootstrap.directory(), vietnam)


def agencies(call: Call, query: requests.PageQuery) -> schemas.AgenciesView:  # noqa: ARG001
    """The agencies, by code."""
    return pages.agencies(store(), bootstrap.cursors(), query)


def put_agency(call: Call, code: AgencyCode, body: requests.AgencyBody) -> schemas.AgencyView:
    """Write an agency with its working hours."""
    return schemas.agency_view(administration.put_agency(store(), code, body, call), body.hours)


def one_official(call: Call, sub: requests.Subject) -> schemas.StaffView:
    """An official's roles, agencies and desks."""
    return schemas.staff_view(administration.official(store(), sub, call))


def put_official(call: Call, sub: requests.Subject, body: requests.StaffBody) -> schemas.StaffView:
    """Give an official these rights and no others."""
    return schemas.staff_view(administration.put_official(store(), sub, body, call))


def remove_official(call: Call, sub: requests.Subject) -> None:
    """Take every right from an official; it ends within a minute."""
    administration.remove_official(store(), sub, call)


def cases(call: Call, query: requests.CasesQuery) -> schemas.CasesView:
    """The worklist of an agency, what is due first at the top."""
    return pages.cases(store(), bootstrap.cursors(), query, call)


def one_case(call: Call, code: DossierCode) -> schemas.CaseView:
    """A case with its acts and its due moment explained."""
    case = found(store().case(code))
    call.require_agency(case.agency)
    return schemas.seen(store(), case)


def accept(call: Call, code: DossierCode, body: requests.EmptyBody) -> schemas.CaseView:  # noqa: ARG001
    """Accept a dossier: the clock runs."""
    return schemas.seen(store(), acts.accept(store(), code, call))


def refuse(call: Call, code: DossierCode, body: requests.RefusalBody) -> schemas.CaseView:
    """Refuse to accept a dossier, with the reason."""
    return schemas.seen(store(), acts.refuse(store(), code, call, reason=body.reason))


def assign(call: Call, code: DossierCode, body: requests.AssignmentBody) -> schemas.CaseView:
    """Give a step to a desk."""
    return schemas.seen(store(), acts.assign(store(), code, call, step=body.step, desk=body.desk))


def decide(call: Call, code: DossierCode, body: requests.DecisionBody) -> schemas.CaseView:
    """Decide: the results are rendered and sealed."""
    return schemas.seen(store(), acts.decide(store(), code, call, results=body.results))


def hand_over(call: Call, code: DossierCode, body: requests.HandoverBody) -> schemas.CaseView:
    """Return the result."""
    return schemas.seen(store(), acts.hand_over(store(), code, call, how=body.how))
