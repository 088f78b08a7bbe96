"""What stands behind each door of casework: one function a route, called with the request."""

from functools import cache

from casework.api import requests, schemas
from casework.processing import acts
from casework.repository import Store, found
from casework.staff import administration
from casework.worklist import pages
from contracts.terms import AgencyCode, DossierCode
from kit import bootstrap
from kit.http.context import RequestContext
from law.holidays import vietnam


@cache
def store() -> Store:
    """The store of this function."""
    return Store(bootstrap.table(), bootstrap.vault(), bootstrap.directory(), vietnam)


def agencies(request: RequestContext, query: requests.PageQuery) -> schemas.AgenciesView:  # noqa: ARG001
    """The agencies, by code."""
    return pages.agencies(store(), bootstrap.cursors(), query)


def put_agency(
    request: RequestContext, code: AgencyCode, body: requests.AgencyBody
) -> schemas.AgencyView:
    """Write an agency with its working hours."""
    return schemas.agency_view(administration.put_agency(store(), code, body, request), body.hours)


def one_official(request: RequestContext, sub: requests.Subject) -> schemas.StaffView:
    """An official's roles, agencies and desks."""
    return schemas.staff_view(administration.official(store(), sub, request))


def put_official(
    request: RequestContext, sub: requests.Subject, body: requests.StaffBody
) -> schemas.StaffView:
    """Give an official these rights and no others."""
    return schemas.staff_view(administration.put_official(store(), sub, body, request))


def remove_official(request: RequestContext, sub: requests.Subject) -> None:
    """Take every right from an official; it ends within a minute."""
    administration.remove_official(store(), sub, request)


def cases(request: RequestContext, query: requests.CasesQuery) -> schemas.CasesView:
    """The worklist of an agency, what is due first at the top."""
    return pages.cases(store(), bootstrap.cursors(), query, request)


def one_case(request: RequestContext, code: DossierCode) -> schemas.CaseView:
    """A case with its acts and its due moment explained."""
    case = found(store().case(code))
    request.require_agency(case.agency)
    return schemas.seen(store(), case)


def accept(
    request: RequestContext, code: DossierCode, body: requests.EmptyBody
) -> schemas.CaseView:  # noqa: ARG001
    """Accept a dossier: the clock runs."""
    return schemas.seen(store(), acts.accept(store(), code, request))


def refuse(
    request: RequestContext, code: DossierCode, body: requests.RefusalBody
) -> schemas.CaseView:
    """Refuse to accept a dossier, with the reason."""
    return schemas.seen(store(), acts.refuse(store(), code, request, reason=body.reason))


def assign(
    request: RequestContext, code: DossierCode, body: requests.AssignmentBody
) -> schemas.CaseView:
    """Give a step to a desk."""
    return schemas.seen(
        store(), acts.assign(store(), code, request, step=body.step, desk=body.desk)
    )


def decide(
    request: RequestContext, code: DossierCode, body: requests.DecisionBody
) -> schemas.CaseView:
    """Decide: the results are rendered and sealed."""
    return schemas.seen(store(), acts.decide(store(), code, request, results=body.results))


def hand_over(
    request: RequestContext, code: DossierCode, body: requests.HandoverBody
) -> schemas.CaseView:
    """Return the result."""
    return schemas.seen(store(), acts.hand_over(store(), code, request, how=body.how))
