"""What the doors of the books take and answer: days, their totals, and the settlement report."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field, RootModel, StringConstraints

from contracts.terms import Day as DayText
from contracts.terms import Moment
from kit.core.model import Body, Model
from payments.domain.accounting_day import AccountingDay, AccountTotal, BodyTotal, DayState, Totals
from payments.domain.discrepancy import DiscrepancyKind
from payments.domain.ledger import Entry
from payments.reconciliation.provider_transactions import Kept

Cell = str | int | None
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""
COLUMNS: Final = (
    *(
        "provider",
        "provider_entry",
        "kind",
        "id",
        "booked_at",
        "payment",
        "refund",
        "fee",
        "dossier",
    ),
    *("amount_vnd", "ledger_vnd", "currency", "amount", "charge", "net", "rate"),
)
"""`amount_vnd` is the provider's, `ledger_vnd` ours: each on the day of its own book, and so on one day only.
What follows is in the smallest unit of `currency`."""


class CaseBrief(Model):
    """A case that keeps a day from closing."""

    case: str
    kind: DiscrepancyKind
    day: DayText
    amount: int


class DayView(Model):
    """A day of the books. Amounts in đồng; `cases` are the first that keep it from closing, `cases_open` how many do.

    Totals of a closed day are as it was closed. `bodies` is what collecting bodies' fees earned, as of `reconciled_at`.
    """

    day: DayText
    state: DayState
    currency: Literal["VND"] = "VND"
    entries: int
    totals: tuple[AccountTotal, ...]
    bodies: tuple[BodyTotal, ...]
    reconciled_at: Moment | None
    closed_at: Moment | None
    cases_open: int
    cases: tuple[CaseBrief, ...]


class SeenTotal(Body):
    """An account's total as the official saw it, in đồng."""

    account: Annotated[str, StringConstraints(max_length=60)]
    debit: Annotated[int, Field(ge=0)]
    credit: Annotated[int, Field(ge=0)]


class ClosingBody(Body):
    """The totals that the official saw: those of `DayView.totals`, in their order."""

    totals_seen: Annotated[tuple[SeenTotal, ...], Field(max_length=100)]


class SettlementCsv(RootModel[str]):
    """A table with a row for each line of a provider's book and each entry of ours on that day."""


def day_view(day: AccountingDay, totals: Totals, cases: Iterable[CaseBrief]) -> DayView:
    """A day for officials."""
    found = tuple(cases)
    return DayView(
        day=day.id,
        state=day.state,
        entries=totals.entries,
        totals=totals.accounts,
        bodies=day.bodies,
        reconciled_at=day.reconciled_at,
        closed_at=day.closed_at,
        cases_open=len(found),
        cases=found[:50],
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a provider's book, our entry of it, or both; and the dossier's code, where it is known.

    `ours` is what the entry moved on the day of the report, in đồng: None where it is of another day.
    """

    kept: Kept | None
    entry: Entry | None
    dossier: str | None
    ours: int | None


def settlement_csv(rows: Iterable[Row]) -> str:
    """The report as CSV: UTF-8 with its mark, commas, lines end in CR LF (RFC 4180); no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([harmless(cell) for cell in _cells(row)])
    return "\ufeff" + out.getvalue()


def harmless(cell: Cell) -> str:
    """A number as it is; a text that would be a formula behind an apostrophe."""
    if cell is None or isinstance(cell, int):
        return "" if cell is None else str(cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(row: Row) -> Iterator[Cell]:
    kept, entry = row.kept, row.entry
    yield from _names(kept, entry)
    yield from (entry.fee if entry else None, row.dossier)
    yield from (kept.line.amount if kept else None, row.ours)
    settled = kept.line.settlement if kept else None
    yield from (
        (settled.currency, settled.amount, settled.fee, settled.net, settled.rate)
        if settled
        else (None,) * 5
    )


def _names(kept: Kept | None, entry: Entry | None) -> Iterator[Cell]:
    """From `provider` to `refund`: the line's own, with our payment and refund where we have an entry."""
    if kept:
        line = kept.line
        yield from (kept.provider, line.entry, kept.kind, line.id, line.at.isoformat())
        yield from (entry.about, entry.refund) if entry else (line.payment, line.refund)
    elif entry:
        yield from (
            entry.provider,
            None,
            entry.kind,
            entry.id,
            entry.at.isoformat(),
            entry.about,
            entry.refund,
        )
