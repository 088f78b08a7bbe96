"""The worklist: which cases of an agency wait, what is due first at the top."""

from casework import forms, views
from casework.acts import CLOSED
from casework.store import Listed, Store
from kit.access import Call
from kit.cursor import Cursors
from kit.errors import NotFound


def cases(store: Store, cursors: Cursors, query: forms.CasesQuery, call: Call) -> views.CasesView:
    """A page of the cases of an agency the caller works for; raises NotFound for others, BadCursor."""
    agency = query.agency or _own(call)
    call.require_agency(agency)
    scope = f"cases:{call.sub}:{agency}:{query.state}"
    listed: Listed = "closed" if query.state in CLOSED else "open"
    after = cursors.open(scope, query.cursor)

    found, rest = store.cases_of(agency, listed, after=after, limit=query.limit)

    shown = tuple(views.summary(case) for case in found if query.state in (None, case.state))
    return views.CasesView(items=shown, next=cursors.seal(scope, rest))


def agencies(store: Store, cursors: Cursors, query: forms.PageQuery) -> views.AgenciesView:
    """A page of all agencies."""
    found, rest = store.directory.agencies(cursors.open("agencies", query.cursor), query.limit)
    shown = tuple(views.agency_view(agency) for agency in found)
    return views.AgenciesView(items=shown, next=cursors.seal("agencies", rest))


def _own(call: Call) -> str:
    if call.staff is None or not call.staff.agencies:
        raise NotFound
    return call.staff.agencies[0]
