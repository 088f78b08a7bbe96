"""The worklist: which cases of an agency wait, what is due first at the top."""

from casework.api import requests, schemas
from casework.domain.transitions import CLOSED
from casework.repository import Listed, Store
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors


def cases(
    store: Store, cursors: Cursors, query: requests.CasesQuery, request: RequestContext
) -> schemas.CasesView:
    """A page of the cases of an agency the caller works for; raises NotFound for others, BadCursor."""
    agency = query.agency or _own(request)
    request.require_agency(agency)
    scope = f"cases:{request.sub}:{agency}:{query.state}"
    listed: Listed = "closed" if query.state in CLOSED else "open"
    after = cursors.open(scope, query.cursor)

    found, rest = store.cases_of(agency, listed, after=after, limit=query.limit)

    shown = tuple(schemas.summary(case) for case in found if query.state in (None, case.state))
    return schemas.CasesView(items=shown, next=cursors.seal(scope, rest))


def agencies(store: Store, cursors: Cursors, query: requests.PageQuery) -> schemas.AgenciesView:
    """A page of all agencies."""
    found, rest = store.directory.agencies(cursors.open("agencies", query.cursor), query.limit)
    shown = tuple(schemas.agency_view(agency) for agency in found)
    return schemas.AgenciesView(items=shown, next=cursors.seal("agencies", rest))


def _own(request: RequestContext) -> str:
    if request.staff is None or not request.staff.agencies:
        raise NotFound
    return request.staff.agencies[0]
