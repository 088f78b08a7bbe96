"""What payments keeps, and what it reaches: one method for each question, one commit for every change."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from contracts.payments import Method
from contracts.terms import Applicant, Payer
from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.core.ids import stamp
from kit.core.model import Aggregate, Event
from kit.persistence.items import IndexName
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.persistence.vault import Unreadable, Vault
from kit.platform import log
from payments.domain.active_attempt import ActiveAttempt
from payments.domain.discrepancy import Discrepancy
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.ledger import ENTRY_KINDS, Book, Entry, day_of, ledger_of
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_request import CloseRequest, OpenRequest, request_id
from payments.domain.receipt import ReceiptFile, Series
from payments.domain.refund import Refund
from payments.providers.port import Gateway

A = TypeVar("A", bound=Aggregate)
E = TypeVar("E", bound=Event)
R = TypeVar("R")
WAITING: IndexName = "waiting"
AT_ONCE = 100


class Store:
    """The aggregates of payments, and the gateways to providers, which are made when first needed."""

    def __init__(
        self, table: Table, vault: Vault | None, gateways: Callable[[Method], Gateway]
    ) -> None:
        self.aggregates = Repository(table, "payments")
        self._opened = Repository(table, "payments", vault)
        self._gateways = gateways

    def gateway(self, method: Method) -> Gateway:
        """The gateway that carries a method; asked for each time, because its key may be rotated."""
        return self._gateways(method)

    def dossier(self, code: str) -> Dossier:
        """A dossier, its applicant locked; raises NotFound."""
        return _found(self.aggregates.load(Dossier, code))

    def dossier_if_filed(self, code: str) -> Dossier | None:
        """A dossier, if `dossier.filed` was heard."""
        return self.aggregates.load(Dossier, code)

    def payer_facts(self, dossier: Dossier) -> Payer | None:
        """What a receipt says of the applicant of a dossier, who pays its fees. Personal."""
        applicant: object = _found(self._opened.load(Dossier, dossier.id)).applicant
        if not isinstance(applicant, Applicant):
            return None
        return Payer(
            name=applicant.full_name,
            organisation=applicant.organisation,
            identity=applicant.identity_number,
            address=applicant.address,
        )

    def bank_vault(self, at: datetime) -> str:
        """The id of the vault under which what a bank tells of people in a month (in Vietnam) is sealed; made if new.

        Not a dossier's: whose line it is may never be known, and books are kept for longer than dossiers.
        """
        vault, keys = f"bank-{day_of(at):%Y-%m}", self._opened.vault
        if keys is not None:
            try:
                keys.cipher(vault)  # it is kept: a statement has thousands of lines
            except Unreadable:
                keys.create(vault)
        return vault

    def fee(self, fee: str) -> Fee:
        """A fee; raises NotFound."""
        return _found(self.fee_if_any(fee))

    def fee_if_any(self, fee: str) -> Fee | None:
        """A fee, or None."""
        return self.aggregates.load(Fee, fee)

    def opened(self, kind: type[A], id: str) -> A | None:
        """The present state with its personal fields open, or None."""
        return self._opened.load(kind, id)

    def read(self, message: Envelope, kind: type[E]) -> E:
        """An event's data with its personal fields open."""
        return self._opened.read(message, kind)

    def dossier_of(self, fee: Fee) -> Dossier:
        """The dossier that owes a fee; raises NotFound."""
        return self.dossier(fee.dossier or "")

    def fees_of(self, dossier: Dossier) -> list[Fee]:
        """Every fee of a dossier, oldest first."""
        return [self.fee(fee) for fee in dossier.fees]

    def payment(self, payment: str) -> PaymentAttempt:
        """A try to pay; raises NotFound."""
        return _found(self.aggregates.load(PaymentAttempt, payment))

    def payment_if_any(self, payment: str) -> PaymentAttempt | None:
        """A try to pay, or None."""
        return self.aggregates.load(PaymentAttempt, payment)

    def active_attempt(self, fee: str) -> ActiveAttempt:
        """Which try is open for a fee."""
        return self.aggregates.load(ActiveAttempt, fee) or ActiveAttempt(id=fee)

    def open_request(self, payment: str) -> OpenRequest:
        """The call that opens a try; raises NotFound."""
        return _found(self.aggregates.load(OpenRequest, request_id(payment, 1)))

    def close_request(self, payment: str, number: int) -> CloseRequest:
        """The n-th call of a try, one that closes it; raises NotFound."""
        return _found(self.aggregates.load(CloseRequest, request_id(payment, number)))

    def series(self, id: str) -> Series:
        """A series of receipt numbers."""
        return self.aggregates.load(Series, id) or Series(id=id)

    def receipt_file(self, fee: str) -> ReceiptFile | None:
        """The sealed paper of a fee's receipt, once there is one."""
        return self.aggregates.load(ReceiptFile, fee)

    def provider_event(self, id: str) -> ProviderEvent:
        """What a provider told us under this event id; raises NotFound."""
        return _found(self.aggregates.load(ProviderEvent, id))

    def book(self, about: str) -> Book:
        """The ledger's entries about a payment, or about a bank line that nobody could match."""
        items = self.aggregates.table.all(ledger_of(about))
        return Book(
            [
                Entry.model_validate_json(i.doc)
                for i in items
                if i.sk.partition("#")[0] in ENTRY_KINDS
            ]
        )

    def refund(self, refund: str) -> Refund:
        """A refund; raises NotFound."""
        return _found(self.aggregates.load(Refund, refund))

    def refund_if_any(self, refund: str) -> Refund | None:
        """A refund, or None."""
        return self.aggregates.load(Refund, refund)

    def discrepancy(self, case: str) -> Discrepancy:
        """A case; raises NotFound."""
        return _found(self.aggregates.load(Discrepancy, case))

    def discrepancy_if_any(self, case: str) -> Discrepancy | None:
        """A case, or None."""
        return self.aggregates.load(Discrepancy, case)

    def named_by(self, references: Sequence[str]) -> PaymentAttempt | Refund | None:
        """What the first known reference of a transfer's text stands for."""
        for reference in references:
            if found := self._pointed(f"REF#{reference}"):
                if "refund" in found:
                    return self.refund_if_any(found["refund"])
                return self.payment_if_any(found["payment"])
        return None

    def payment_of_charge(self, charge: str) -> PaymentAttempt | None:
        """The payment whose money the provider knows as `charge`."""
        found = self._pointed(f"CHARGE#{charge}")
        return self.payment_if_any(found["payment"]) if found else None

    def overdue(self, now: datetime) -> list[str]:
        """Partition keys of the fees, tries and refunds that should have ended by now, oldest of each kind first."""
        found: list[str] = []
        for waiting in ("due", "open", "refund"):
            page = self.aggregates.table.index(WAITING, waiting, upto=stamp(now), limit=AT_ONCE)
            found.extend(key.pk for key in page.items)
        return found

    def _pointed(self, pk: str) -> dict[str, str] | None:
        item = self.aggregates.table.get(pk)
        found: dict[str, str] | None = json.loads(item.doc) if item else None
        return found

    def commit(
        self, changes: Sequence[Change], *, at: datetime, cause: Envelope | None = None
    ) -> None:
        """All changes and what caused them in one transaction; raises Conflict, Duplicate."""
        self._opened.commit(changes, at=at, cause=cause)
        opened = sum(
            isinstance(change.state, Discrepancy) and change.state.version == 0
            for change in changes
        )
        if opened:
            log.metric("MoneyCaseOpened", opened)


def _found(found: R | None) -> R:
    if found is None:
        raise NotFound
    return found
