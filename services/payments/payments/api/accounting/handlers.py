"""What stands behind the doors of the books: days, their closing, and the settlement report."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, StringConstraints

from kit.http.context import RequestContext
from kit.http.responses import Answer
from payments import bootstrap
from payments.api.accounting import schemas as views
from payments.domain.accounting_day import (
    AccountingDay,
    AccountTotal,
    DayClosed,
    DayNotOver,
    DayNotReconciled,
    DiscrepanciesOpen,
    TotalsChanged,
    entries_of,
    past_day,
    totals_of,
)
from payments.domain.ledger import Entry
from payments.reconciliation.close_day import close_day, open_cases
from payments.reconciliation.provider_transactions import Kept, entry_of, kept_on, matter, there

CLOSING_PROBLEMS: Final = (
    DayClosed,
    DayNotOver,
    DayNotReconciled,
    DiscrepanciesOpen,
    TotalsChanged,
)
FIRST_DAY: Final = date(2000, 1, 1)


def _a_day(text: str) -> str:
    if date.fromisoformat(text) < FIRST_DAY:
        raise ValueError("before every book")
    return text


DayPath = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_a_day)
]
"""A date in Vietnam, as 2026-11-23."""


def one_day(request: RequestContext, day: DayPath) -> views.DayView:
    """A day of the books, its totals and what keeps it from closing."""
    return _seen(request, date.fromisoformat(day))


def day_closing(request: RequestContext, day: DayPath, body: views.ClosingBody) -> views.DayView:
    """Close a day for good."""
    seen = [
        AccountTotal(account=one.account, debit=one.debit, credit=one.credit)
        for one in body.totals_seen
    ]
    past_day(bootstrap.store(), date.fromisoformat(day), request.now)

    close_day(bootstrap.store(), date.fromisoformat(day), seen, by=request.sub, at=request.now)
    return _seen(request, date.fromisoformat(day))


def settlement_of_day(request: RequestContext, day: DayPath) -> Answer:
    """The settlement report of a day as a table (CSV): providers' lines beside our entries."""
    found: AccountingDay = past_day(bootstrap.store(), date.fromisoformat(day), request.now)
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="settlement-{found.id}.csv"',
    }
    return Answer(views.settlement_csv(_rows(date.fromisoformat(day))), headers=headers)


def _seen(request: RequestContext, day: date) -> views.DayView:
    found = past_day(bootstrap.store(), day, request.now)
    if found.state == "closed":
        return views.day_view(found, found.totals, ())
    briefs = (
        views.CaseBrief(case=case.id, kind=case.kind, day=case.day, amount=case.amount)
        for case in open_cases(bootstrap.store(), day)
    )
    return views.day_view(found, totals_of(entries_of(bootstrap.store(), day)), briefs)


def _rows(day: date) -> Iterator[views.Row]:
    """Every line of the day with its entry, then our entries of the day that no line of the day is about."""
    entries = {matter(entry.kind, entry.id): entry for entry in entries_of(bootstrap.store(), day)}
    for kept in kept_on(bootstrap.store(), day):
        entry = entries.pop(kept.matter, None)
        yield _row(
            kept, entry or entry_of(bootstrap.store(), kept), there(entry) if entry else None
        )
    for entry in entries.values():
        if there(entry):
            yield _row(None, entry, there(entry))


def _row(kept: Kept | None, entry: Entry | None, ours: int | None) -> views.Row:
    dossier = kept.dossier if kept else None
    if dossier is None and entry and entry.fee:
        dossier = bootstrap.store().fee(entry.fee).dossier
    return views.Row(kept, entry, dossier, ours)
