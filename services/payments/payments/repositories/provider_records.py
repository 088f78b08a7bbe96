"""What providers are asked, and what they book."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from kit.core.items import Item, Put
from kit.core.time import stamp
from kit.persistence.query import Query
from kit.persistence.repository import Repository, required
from kit.persistence.vault import Unreadable
from payments.domain.comparison_progress import ComparisonProgress
from payments.domain.ledger import Entry, day_of
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.provider_request import CloseRequest, OpenRequest, Order, request_id
from payments.domain.provider_transaction import ProviderTransaction, StatementImport
from payments.domain.statement_upload import StatementUpload
from payments.repositories.slice import Slice

BANK_LINES: Final = "BANKLINES"
UNNUMBERED_LINES: Final = "UNNUMBERED"
"""Before the day in Vietnam on which a bank booked lines."""
SETTLED: Final = "SETTLED"
"""Before the provider's id of money, or the day in Vietnam on which the provider booked it."""


class ProviderRecords(Repository):
    """Questions about provider requests, bank details, transactions and statements."""

    def open_request(self, payment: str) -> OpenRequest:
        """The provider request that opens an attempt; raises NotFound."""
        return required(self.load_sealed(OpenRequest, request_id(payment, 1)))

    def order_to_send(self, request: OpenRequest) -> Order:
        """Its order as the provider gets it, with the payer of its bill opened where the key is
        there still.

        Personal.
        """
        if request.order.bill is None:
            return request.order
        try:
            return required(self.load(OpenRequest, request.id)).order
        except Unreadable:
            return request.order

    def close_request(self, payment: str, number: int) -> CloseRequest:
        """The n-th provider request of an attempt, one that closes it; raises NotFound."""
        return required(self.load_sealed(CloseRequest, request_id(payment, number)))

    def bank_details(self, transaction: str) -> BankDetails | None:
        """The payer's account and the text of a bank transaction, opened; raises Unreadable where
        its key is gone.

        Personal.
        """
        event = self.load(ProviderEvent, transaction)
        details: object = event and event.details
        return details if isinstance(details, BankDetails) else None

    def bank_vault(self, at: datetime) -> str:
        """The id of the vault that seals what a bank says of people in one month of Vietnam;
        created if new.

        No dossier's vault can seal it: the dossier may never be known, and books are kept for
        longer than dossiers.
        """
        vault, keys = bank_vault(at), self.vault
        if keys is not None:
            try:
                keys.cipher(vault)  # cached: a statement has thousands of lines
            except Unreadable:
                keys.create(vault)
        return vault

    def sealed_under(self, vault: str | None, content: bytes) -> bytes:
        """A file as it is kept outside the table, under a vault's key."""
        return required(self.vault).cipher(vault or "").seal(content).encode()

    def opened_under(self, vault: str | None, sealed: bytes) -> bytes:
        """A file that was sealed under a vault's key; raises Unreadable where the key is gone."""
        return required(self.vault).cipher(vault or "").open(sealed.decode())

    def provider_event_opened(self, id: str) -> ProviderEvent | None:
        """A provider event with what a bank says of people, sealed still where its key is gone."""
        item = self._table.get(f"{ProviderEvent.KIND}#{id}")
        if item is None:
            return None
        try:
            return self.parse(ProviderEvent, item.doc)
        except Unreadable:
            return self.parse_sealed(ProviderEvent, item.doc)

    def in_bank_vault(self, event: ProviderEvent) -> ProviderEvent:
        """A new event, with the vault that seals what is personal in it."""
        return event.evolve(vault=self.bank_vault(event.at)) if event.details else event

    def bank_lines_on(self, day: date, *, numbered: bool) -> Iterator[ProviderEvent]:
        """The lines that a bank booked on a day in Vietnam, with a number or without, sealed."""
        lines = f"{BANK_LINES if numbered else UNNUMBERED_LINES}#{day.isoformat()}"
        items = self._table.all(Query(partition=lines, index="by-at"))
        return (self.parse_sealed(ProviderEvent, item.doc) for item in items)

    def transactions_on(self, day: date) -> Iterator[ProviderTransaction]:
        """Those that providers booked on a day in Vietnam, oldest first."""
        items = self._table.all(Query(partition=_of_day(day), index="by-at"))
        return (ProviderTransaction.model_validate_json(item.doc) for item in items)

    def transactions_of_day(
        self, day: date, *, after: str | None, limit: int
    ) -> Slice[ProviderTransaction]:
        """A slice of those that providers booked on a day in Vietnam, oldest first."""
        query = Query(partition=_of_day(day), index="by-at", after=after, limit=limit)
        page = self._table.query(query)
        transactions = map(ProviderTransaction.model_validate_json, (i.doc for i in page.items))
        return Slice(tuple(transactions), page.after)

    def comparison_progress(self, day: date) -> ComparisonProgress | None:
        """How far the comparison of a day has come; None where no run left one."""
        return self.load_sealed(ComparisonProgress, day.isoformat())

    def transactions_of(self, id: str) -> list[ProviderTransaction]:
        """Those of one movement of money under the provider's id of it: a refund and its reversal
        are two.
        """
        items = self._table.all(Query(partition=_key(id)))
        return [ProviderTransaction.model_validate_json(item.doc) for item in items]

    def is_booked_by_provider(self, entry: Entry) -> bool:
        """Whether a transaction was ever stored for an entry."""
        query = Query(partition=_key(entry.id), prefix=f"{entry.kind}#", limit=1)
        return bool(self._table.query(query).items)

    def store_transactions(self, transactions: Sequence[ProviderTransaction]) -> None:
        """Store them under the provider's ids; one stored before is corrected where the provider
        corrected it.
        """
        self._table.write([Put(_item(transaction)) for transaction in transactions])

    def store_if_changed(self, transaction: ProviderTransaction) -> None:
        """`store_transactions` without a write for what is stored already."""
        item = _item(transaction)
        stored = self._table.get(item.pk, item.sk)
        if stored is None or stored.doc != item.doc:
            self._table.write([Put(item)])

    def statement_upload(self, id: str) -> StatementUpload:
        """Raises NotFound."""
        return required(self.statement_upload_if_any(id))

    def statement_upload_if_any(self, id: str) -> StatementUpload | None:
        """None for an unknown id."""
        return self.load_sealed(StatementUpload, id)

    def statements_waiting(self, since: datetime) -> list[str]:
        """The ids of the uploads of `since` and before that are neither taken nor refused."""
        query = Query(partition="statement", index="waiting", upto=stamp(since))
        items = self._table.all(query)
        return [item.pk.partition("#")[2] for item in items]

    def statement_import(self, provider: str, day: date) -> StatementImport | None:
        """The last import of a statement with lines of this day."""
        return self.load_sealed(StatementImport, f"{provider}.{day.isoformat()}")


def bank_vault(at: datetime) -> str:
    """The vault id of what a bank says of people in one month of Vietnam."""
    return f"bank-{day_of(at):%Y-%m}"


def _item(transaction: ProviderTransaction) -> Item:
    line = transaction.line
    return Item(
        _key(line.id),
        f"{transaction.kind}#{line.entry}",
        transaction.model_dump_json(),
        index_attributes={"by": _of_day(transaction.day), "at": stamp(line.at)},
    )


def _of_day(day: date) -> str:
    return f"{SETTLED}#{day.isoformat()}"


def _key(id: str) -> str:
    return f"{SETTLED}#{id}"
