"""The repository of payments: one method a question, one commit for every change."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from contracts.receipts import Payer
from contracts.routes import PAYMENTS
from contracts.terms import Applicant
from kit.core.agency_tree import BY_CODES, AgencyTree
from kit.core.events import Change, Envelope
from kit.core.items import Absent, Item, Put, Write
from kit.core.model import Aggregate
from kit.core.time import stamp
from kit.persistence.items import STATE
from kit.persistence.repository import required
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from kit.platform import log
from payments.domain.accounting_day import AccountingDay, bounds
from payments.domain.cash_shift import CashHandover
from payments.domain.collecting_body import Bodies, Collector
from payments.domain.discrepancy import Discrepancy
from payments.domain.dossier import Dossier
from payments.domain.fee import ActiveAttempt, Fee
from payments.domain.ledger import Entry, day_of
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import UNNUMBERED, ProviderEvent
from payments.domain.provider_report import BankTransactionReceived, BankTransactionSent
from payments.domain.receipt import Series, collector, province_bodies
from payments.domain.receipt_reporting import ReceiptReporting
from payments.domain.refund import Refund
from payments.domain.reported_payment import reported_charge_id
from payments.domain.statement_upload import StatementUpload
from payments.domain.tax_report import TaxReport
from payments.repositories.accounting import (
    BOOK,
    DAYS,
    DISCREPANCIES,
    LEDGER,
    REFUNDS,
    Accounting,
)
from payments.repositories.cash import HANDOVERS, CashDesks
from payments.repositories.personal_rows import PersonalRows
from payments.repositories.provider_records import (
    BANK_LINES,
    UNNUMBERED_LINES,
    ProviderRecords,
)
from payments.repositories.schedules import Schedules
from payments.repositories.tax_reports import REPORTING, TAX_REPORT, TaxReports

BANK_TRANSACTIONS: Final = (BankTransactionReceived, BankTransactionSent)
"""Reports of lines that were read: they are listed by day."""
REFERENCE: Final = "REF"
"""Before a transfer's reference: leads to the attempt or refund whose it is."""
CHARGE: Final = "CHARGE"
"""Before the provider's id of money: leads to the attempt by which it came."""


class PaymentRepository(
    Accounting, CashDesks, ProviderRecords, Schedules, TaxReports, PersonalRows
):
    """The only way to the table of payments.

    Here is what settles a fee; `payments.repositories` has what accounting, the comparison with
    providers, and the schedules ask.
    """

    def __init__(
        self,
        table: Table,
        vault: Vault | None,
        bodies: Callable[[], Bodies] = province_bodies,
        tree: Callable[[], AgencyTree] = lambda: BY_CODES,
    ) -> None:
        """`bodies` answers the collecting bodies, `tree` the tree of agencies of this moment."""
        super().__init__(table, PAYMENTS, vault)
        self._tree = tree
        self._bodies = bodies

    def collector_for(self, dossier: Dossier, at: datetime) -> Collector:
        """Who collects a dossier's fees on a day, and whether as a registered body."""
        lineage = self._tree().lineage(dossier.agency)
        return collector(dossier.agency, dossier.agency_name, at, self._bodies(), lineage)

    def dossier(self, code: str) -> Dossier:
        """The applicant stays sealed; raises NotFound."""
        return required(self.dossier_if_filed(code))

    def dossier_if_filed(self, code: str) -> Dossier | None:
        """None until `dossier.filed` was handled."""
        return self.load_sealed(Dossier, code)

    def dossier_of(self, fee: Fee) -> Dossier:
        """The dossier that owes a fee; raises NotFound."""
        return self.dossier(fee.dossier or "")

    def payer_facts(self, dossier: Dossier) -> Payer | None:
        """The applicant as a receipt names the payer; None where the data key is gone. Personal."""
        applicant: object = required(self.load(Dossier, dossier.id)).applicant
        if not isinstance(applicant, Applicant):
            return None
        return Payer(
            name=applicant.full_name,
            organisation=applicant.organisation,
            identity=applicant.tax_code or applicant.identity_number or applicant.passport,
            address=applicant.address,
        )

    def fee(self, fee: str) -> Fee:
        """Raises NotFound."""
        return required(self.fee_if_any(fee))

    def fee_if_any(self, fee: str) -> Fee | None:
        """None for an unknown id."""
        return self.load_sealed(Fee, fee)

    def fees_of(self, dossier: Dossier) -> list[Fee]:
        """Every fee of a dossier, oldest first."""
        return [self.fee(fee) for fee in dossier.fees]

    def active_attempt(self, fee: str) -> ActiveAttempt:
        """The lock that holds the one active attempt of a fee."""
        return self.load_sealed(ActiveAttempt, fee) or ActiveAttempt(id=fee)

    def active_payment(self, fee: Fee) -> PaymentAttempt | None:
        """The active attempt of a fee that is due."""
        if fee.state != "due":
            return None
        active = self.active_attempt(fee.id).attempt
        return self.payment_if_any(active) if active else None

    def series(self, id: str) -> Series:
        """A series of receipt numbers; a new one has issued none."""
        return self.load_sealed(Series, id) or Series(id=id)

    def payment(self, payment: str) -> PaymentAttempt:
        """Raises NotFound."""
        return required(self.payment_if_any(payment))

    def payment_if_any(self, payment: str) -> PaymentAttempt | None:
        """None for an unknown id."""
        return self.load_sealed(PaymentAttempt, payment)

    def payments_of(self, fees: Iterable[Fee]) -> list[PaymentAttempt]:
        """Every attempt to pay these fees, oldest first."""
        ids = dict.fromkeys(each for fee in fees for each in (*fee.attempts, fee.payment) if each)
        payments = filter(None, map(self.payment_if_any, ids))
        return sorted(payments, key=lambda payment: payment.since)

    def named_by(self, references: Sequence[str]) -> PaymentAttempt | Refund | None:
        """What the first known reference of a transfer's text stands for."""
        pointers = (self._pointer(f"{REFERENCE}#{reference}") for reference in references)
        ids = next(filter(None, pointers), {})
        if "refund" in ids:
            return self.load_sealed(Refund, ids["refund"])
        return self.load_sealed(PaymentAttempt, ids["payment"]) if ids else None

    def payment_of_charge(self, charge: str) -> PaymentAttempt | None:
        """The attempt whose money the provider knows as `charge`."""
        ids = self._pointer(f"{CHARGE}#{charge}")
        return self.load_sealed(PaymentAttempt, ids["payment"]) if ids else None

    def reported_about(self, dossier: str) -> str:
        """What the entries of a dossier's reported money are about: its attempt, or the report."""
        charge = reported_charge_id(dossier)
        attempt = self.payment_of_charge(charge)
        return attempt.id if attempt else charge

    def provider_event(self, id: str) -> ProviderEvent:
        """A provider event by the provider's id; raises NotFound."""
        return required(self.provider_event_if_any(id))

    def provider_event_if_any(self, id: str) -> ProviderEvent | None:
        """None for an unknown id."""
        return self.load_sealed(ProviderEvent, id)

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """Where an aggregate stands: in a list (`by`), before a schedule (`waiting`), nowhere."""
        own: dict[str, str | int] = {}
        if listed := _listed(state):
            own |= {"by": listed[0], "at": stamp(listed[1])}
        if waiting := _waiting(state):
            own |= {"waiting": waiting[0], "since": stamp(waiting[1])}
        return own

    def commit(
        self,
        changes: Sequence[Change],
        *,
        at: datetime,
        cause: Envelope | None = None,
        extra_writes: Sequence[Write] = (),
    ) -> None:
        """All changes and their cause in one transaction; raises Conflict, Duplicate."""
        super().commit(changes, at=at, cause=cause, extra_writes=extra_writes)
        states = [change.state for change in changes]
        if opened := sum(isinstance(s, Discrepancy) and s.version == 0 for s in states):
            log.metric("MoneyCaseOpened", opened)

    def _pointer(self, pk: str) -> dict[str, str]:
        """The ids to which a reference leads; none where it leads nowhere."""
        item = self._table.get(pk)
        ids: dict[str, str] = json.loads(item.doc) if item else {}
        return ids


def entry_write(entry: Entry) -> Put:
    """The same movement of the same money a second time fails its whole transaction."""
    item = Item(
        f"{LEDGER}#{entry.about}",
        f"{entry.kind}#{entry.id}",
        entry.model_dump_json(),
        index_attributes={"by": f"{BOOK}#{day_of(entry.at).isoformat()}", "at": stamp(entry.at)},
    )
    return Put(item, Absent())


def attempt_reference(reference: str, attempt: str) -> Put:
    """Leads from a transfer's text to the attempt; fails where the reference is taken."""
    return _pointer_write(f"{REFERENCE}#{reference}", payment=attempt)


def refund_reference(reference: str, refund: str) -> Put:
    """Leads from an outgoing transfer's text to the refund; fails where the reference is taken."""
    return _pointer_write(f"{REFERENCE}#{reference}", refund=refund)


def charge_pointer(charge: str, attempt: str) -> Put:
    """Leads from the provider's id of the money to the attempt."""
    return _pointer_write(f"{CHARGE}#{charge}", payment=attempt)


def _pointer_write(pk: str, **to: str) -> Put:
    return Put(Item(pk, STATE, json.dumps(to)), Absent())


def _listed(state: Aggregate) -> tuple[str, datetime] | None:
    """The list in which officials find an aggregate, and its place there."""
    match state:
        case Discrepancy():
            return f"{DISCREPANCIES}#{state.state}", state.since
        case Refund():
            return f"{REFUNDS}#{state.state}", state.since
        case AccountingDay():
            return f"{DAYS}#{state.state}", bounds(date.fromisoformat(state.id))[0]
        case CashHandover():
            return f"{HANDOVERS}#{day_of(state.at).isoformat()}", state.at
        case ProviderEvent() if isinstance(state.report, BANK_TRANSACTIONS):
            lines = UNNUMBERED_LINES if state.object.startswith(UNNUMBERED) else BANK_LINES
            return f"{lines}#{day_of(state.at).isoformat()}", state.at
    return None


def _waiting(state: Aggregate) -> tuple[str, datetime] | None:
    """The schedule that must look at an aggregate, and from when on."""
    waiting: tuple[str, datetime] | None = None
    match state:
        case Fee(state="due", pay_by=datetime() as pay_by):
            waiting = "due", state.next_check_at or pay_by
        case PaymentAttempt(state="created" | "pending"):
            waiting = "open", state.next_check_at or state.expires
        case PaymentAttempt(state="processing"):
            waiting = "processing", state.next_check_at or state.since
        case Refund(state="open", manual=False):
            waiting = "refund", state.next_check_at or state.since
        case AccountingDay(wanted=datetime() as wanted):
            waiting = "reconcile", wanted
        case StatementUpload(state="received" | "reading"):
            waiting = "statement", state.at
        case ReceiptReporting():
            waiting = REPORTING, state.since
        case TaxReport(state="waiting"):
            waiting = TAX_REPORT, state.next_at or state.since
    return waiting
