"""What officials look for, each within their agencies: tries to pay by dossier, reference or day, and cases."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from kit.core.errors import Invalid, NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.persistence.items import IndexName
from payments.api.official import requests as forms
from payments.api.official import schemas as views
from payments.domain.discrepancy import Discrepancy, discrepancies_in
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.ledger import Entry, book_of_text
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.refund import Refund
from payments.repository import Store

BY: Final[IndexName] = "by"


def payments(
    store: Store, cursors: Cursors, query: forms.PaymentsQuery, request: RequestContext
) -> views.PaymentsView:
    """A page of tries; raises Invalid unless one thing is asked for, NotFound for a dossier out of reach, BadCursor."""
    asked = [name for name in ("dossier", "reference", "day") if getattr(query, name) is not None]
    if len(asked) != 1:
        raise Invalid(field="dossier")
    if query.day is not None:
        return _of_day(store, cursors, query, query.day, request)
    if query.dossier is not None:
        dossier = store.dossier(query.dossier)
        request.require_agency(dossier.agency)
        return views.PaymentsView(
            items=tuple(map(views.found_view, _of_fees(store, store.fees_of(dossier)))), next=None
        )
    named = store.named_by([query.reference or ""])
    found = store.payment_if_any(named.payment) if isinstance(named, Refund) else named
    shown = [found] if found and _reaches(store, request, found.dossier) else []
    return views.PaymentsView(items=tuple(map(views.found_view, shown)), next=None)


def cases(
    store: Store, cursors: Cursors, query: forms.CasesQuery, request: RequestContext
) -> views.CasesView:
    """A page of cases in a state, oldest first; it may hold fewer than asked for. Raises BadCursor."""
    scope = f"cases:{request.sub}:{query.state}:{query.day}"
    after = cursors.open(scope, query.cursor)

    page = store.aggregates.table.index(
        BY, discrepancies_in(query.state), after=after, limit=query.limit
    )

    found = (store.aggregates.parse(Discrepancy, item.doc) for item in page.items)
    reaches = cache(lambda dossier: _reaches(store, request, dossier))
    shown = (case for case in found if query.day in (None, case.day) and reaches(case.dossier))
    return views.CasesView(
        items=tuple(map(views.case_line, shown)), next=cursors.seal(scope, page.after)
    )


def require_reach(store: Store, request: RequestContext, dossier: str | None) -> None:
    """What belongs to a dossier is its agency's; what belongs to none is the province's. Raises NotFound."""
    if not _reaches(store, request, dossier):
        raise NotFound


def details(store: Store, line: str | None) -> BankDetails | None:
    """What the bank said of a line beside its amount, opened; raises Unreadable where its key is gone. Personal."""
    told = store.opened(ProviderEvent, line) if line else None
    found: object = told and told.details
    return found if isinstance(found, BankDetails) else None


def line_of(store: Store, refund: Refund) -> str | None:
    """The bank line by which the money came that a refund sends back."""
    case = store.discrepancy_if_any(refund.case) if refund.case else None
    if case is not None and case.line:
        return case.line
    return store.payment(refund.payment).charge if refund.method == "transfer" else None


def _of_day(
    store: Store, cursors: Cursors, query: forms.PaymentsQuery, day: str, request: RequestContext
) -> views.PaymentsView:
    scope = f"payments:{request.sub}:{day}"
    after = cursors.open(scope, query.cursor)
    page = store.aggregates.table.index(BY, book_of_text(day), after=after, limit=query.limit)
    entries = (Entry.model_validate_json(item.doc) for item in page.items)
    ids = dict.fromkeys(
        entry.about for entry in entries if entry.fee and entry.kind in ("charge", "allocation")
    )
    reaches = cache(lambda dossier: _reaches(store, request, dossier))
    found = filter(None, map(store.payment_if_any, ids))
    shown = tuple(views.found_view(payment) for payment in found if reaches(payment.dossier))
    return views.PaymentsView(items=shown, next=cursors.seal(scope, page.after))


def _of_fees(store: Store, fees: Iterable[Fee]) -> list[PaymentAttempt]:
    """Every try of these fees, oldest first."""
    ids = dict.fromkeys(each for fee in fees for each in (*fee.attempts, fee.payment) if each)
    return sorted(filter(None, map(store.payment_if_any, ids)), key=lambda payment: payment.since)


def _reaches(store: Store, request: RequestContext, dossier: str | None) -> bool:
    if request.staff is None:
        return False
    found: Dossier | None = store.dossier_if_filed(dossier) if dossier else None
    return request.staff.covers(found.agency) if found else request.staff.of_province
