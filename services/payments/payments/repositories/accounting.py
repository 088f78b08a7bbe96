"""What accounting asks: ledger entries, accounting days, discrepancies, refunds, receipts."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from kit.core.items import Item
from kit.persistence.query import Query
from kit.persistence.repository import Repository, required
from payments.domain.accounting_day import AccountingDay, DayState
from payments.domain.discrepancy import Discrepancy, DiscrepancyState
from payments.domain.fee import Fee
from payments.domain.ledger import ENTRY_KINDS, Book, Entry
from payments.domain.receipt import Receipt
from payments.domain.receipt_correction import ReceiptCorrection
from payments.domain.receipt_file import ReceiptFile, file_id
from payments.domain.refund import Refund, RefundState
from payments.repositories.slice import Slice

LEDGER: Final = "LEDGER"
"""Before the attempt or bank transaction that a partition's entries are about."""
BOOK: Final = "BOOK"
"""Before the day in Vietnam under which entries are listed."""
DISCREPANCIES: Final = "DISCREPANCIES"
"""Before the state under which discrepancies are listed."""
REFUNDS: Final = "REFUNDS"
"""Before the state under which refunds are listed."""
DAYS: Final = "DAYS"
"""Before the state under which accounting days are listed."""


class Accounting(Repository):
    """Questions about ledger (sổ thu), days (ngày sổ), discrepancies, refunds and receipts."""

    def book(self, about: str) -> Book:
        """The entries about a payment, or about a bank transaction that matches none."""
        items = self._table.all(Query(partition=f"{LEDGER}#{about}"))
        return Book(list(_entries(i for i in items if i.sk.partition("#")[0] in ENTRY_KINDS)))

    def entry(self, about: str, kind: str, id: str) -> Entry | None:
        """The entry of one movement of money under the provider's id of it."""
        item = self._table.get(f"{LEDGER}#{about}", f"{kind}#{id}")
        return Entry.model_validate_json(item.doc) if item else None

    def entries_on(self, day: date) -> Iterator[Entry]:
        """The entries of a day in Vietnam, oldest first, read page by page."""
        return _entries(self._table.all(_of_day(day)))

    def entries_of_day(self, day: date, *, after: str | None, limit: int) -> Slice[Entry]:
        """A slice of a day's entries, oldest first."""
        page = self._table.query(_of_day(day, after=after, limit=limit))
        return Slice(tuple(_entries(page.items)), page.after)

    def day(self, day: date) -> AccountingDay:
        """A day; one that nothing was written about yet is open."""
        return self.load_sealed(AccountingDay, day.isoformat()) or AccountingDay(id=day.isoformat())

    def days_to_compare_again(self) -> list[date]:
        """The days for which a statement came, or that could not be compared, since their last
        comparison.
        """
        items = self._table.all(Query(partition="reconcile", index="waiting"))
        return [
            date.fromisoformat(item.pk.removeprefix(f"{AccountingDay.KIND}#")) for item in items
        ]

    def days_in(
        self, state: DayState, *, newest_first: bool, after: str | None, limit: int
    ) -> Slice[AccountingDay]:
        """A slice of the days in a state, by date."""
        query = _by_state(DAYS, state, after=after, limit=limit, newest_first=newest_first)
        page = self._table.query(query)
        days = tuple(self.parse_sealed(AccountingDay, item.doc) for item in page.items)
        return Slice(days, page.after)

    def discrepancy(self, id: str) -> Discrepancy:
        """Raises NotFound."""
        return required(self.discrepancy_if_any(id))

    def discrepancy_if_any(self, id: str) -> Discrepancy | None:
        """None for an unknown id."""
        return self.load_sealed(Discrepancy, id)

    def unresolved_discrepancies(self) -> Iterator[Discrepancy]:
        """Those that are open or only signed, oldest first."""
        for state in ("open", "signed"):
            yield from self._all_in(state)

    def open_discrepancies_until(self, day: date) -> list[Discrepancy]:
        """Those of a day or an earlier one that are neither resolved nor signed, oldest first."""
        return [each for each in self._all_in("open") if each.day <= day.isoformat()]

    def discrepancies_in(
        self, state: DiscrepancyState, *, after: str | None, limit: int
    ) -> Slice[Discrepancy]:
        """A slice of those in a state, oldest first."""
        page = self._table.query(_by_state(DISCREPANCIES, state, after=after, limit=limit))
        return Slice(tuple(self._discrepancies(page.items)), page.after)

    def refund(self, refund: str) -> Refund:
        """Raises NotFound."""
        return required(self.refund_if_any(refund))

    def refund_if_any(self, refund: str) -> Refund | None:
        """None for an unknown id."""
        return self.load_sealed(Refund, refund)

    def refunds_in(self, state: RefundState, *, after: str | None, limit: int) -> Slice[Refund]:
        """A slice of those in a state, oldest first."""
        page = self._table.query(_by_state(REFUNDS, state, after=after, limit=limit))
        return Slice(tuple(self.parse_sealed(Refund, item.doc) for item in page.items), page.after)

    def receipt_of(self, fee: Fee) -> Receipt:
        """The receipt of a settled fee with its payer opened; raises NotFound. Personal."""
        number = required(fee.receipt).id
        return required(self.load(Receipt, number or ""))

    def receipt_file(self, fee: Fee) -> ReceiptFile | None:
        """The sealed document of a fee's latest receipt, once there is one."""
        return self.receipt_file_if_any(file_id(fee.id, _replacing(fee)))

    def receipt_file_if_any(self, id: str) -> ReceiptFile | None:
        """None until the document is sealed."""
        return self.load_sealed(ReceiptFile, id)

    def receipt_correction(self, request: str) -> ReceiptCorrection | None:
        """What was said of a receipt's mistake by this request; None for an unknown one."""
        return self.load_sealed(ReceiptCorrection, request)

    def _all_in(self, state: DiscrepancyState) -> Iterator[Discrepancy]:
        return self._discrepancies(self._table.all(_by_state(DISCREPANCIES, state)))

    def _discrepancies(self, items: Iterable[Item]) -> Iterator[Discrepancy]:
        return (self.parse_sealed(Discrepancy, item.doc) for item in items)


def _replacing(fee: Fee) -> str | None:
    """The number of the fee's receipt, where it replaces another one."""
    return fee.receipt.number if fee.receipt and fee.receipt.replaces else None


def _of_day(day: date, after: str | None = None, limit: int | None = None) -> Query:
    return Query(partition=f"{BOOK}#{day.isoformat()}", index="by-at", after=after, limit=limit)


def _by_state(
    kind: str,
    state: str,
    *,
    after: str | None = None,
    limit: int | None = None,
    newest_first: bool = False,
) -> Query:
    return Query(
        partition=f"{kind}#{state}",
        index="by-at",
        after=after,
        limit=limit,
        newest_first=newest_first,
    )


def _entries(items: Iterable[Item]) -> Iterator[Entry]:
    return (Entry.model_validate_json(item.doc) for item in items)
