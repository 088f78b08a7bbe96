"""A world in memory: payments' store and inbox over the doubles of Stripe and a bank, a dossier
as filed, a clock."""

import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from contracts import casework as c
from contracts.payments import Method
from contracts.terms import Due
from contracts.testing.dossier_events import CODE, DRAFT, DossierEvents, dossier_filed
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.persistence.repository import Repository
from kit.persistence.transport import Transport
from kit.persistence.vault import Vault
from kit.security.staff_directory import Directory, Staff
from kit.testing.clock import NOW
from kit.testing.failed_attempts import MemoryFailedAttempts
from kit.testing.memory_table import MemoryTransport, events_of, memory_table
from kit.testing.memory_vault import memory_vault
from kit.testing.tokens import SubjectTokens
from kit.testing.world import MemoryResources
from local.doubles.bank.bank import Bank, Line, callback
from local.doubles.platform.platform import AnswerLost, Platform
from local.doubles.stripe.api import StripeApi
from local.doubles.stripe.delivery import signed
from local.doubles.stripe.in_process import API_KEY, BASE, double
from local.doubles.stripe.objects import Json
from payments.adapters.surroundings import Surroundings
from payments.bootstrap import Payments
from payments.checkout.start import StartPayment, start_payment
from payments.domain.collecting_body import Bodies
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.receipt import Receipt, province_bodies
from payments.domain.refund import Refund
from payments.provider_events.receive import receive
from payments.providers.bank.bank_callback import BankCallback
from payments.providers.bank.transfer import BankAccount, VietQrTransfer
from payments.providers.cash import CashDesk
from payments.providers.platform.account import Beneficiary, PlatformAccount
from payments.providers.platform.callback import PlatformCallback
from payments.providers.platform.gateway import PaymentPlatform
from payments.providers.port import Callback, Gateway, PaymentProviderUnavailable
from payments.providers.registry import (
    ADAPTERS,
    Adapter,
    Providers,
    callback_from_settings,
    gateway_from_settings,
)
from payments.providers.stripe.checkout import StripeCheckout, new_client
from payments.providers.stripe.webhook import StripeWebhook
from payments.repository import PaymentRepository
from payments.schedules.expire import expire_overdue
from payments.tax_reports.tax_authority import TaxAuthority
from tests.unit.payments.body_signer import FakeBodySigner
from tests.unit.payments.statement_uploads import MemoryStatementFiles, notification

SECRET = "whsec_one"
KEYHASH = '{"current": "v1", "v1": "a secret of look-up keys"}'
RETURN = "http://localhost/cam-on"
MINUTE = timedelta(minutes=1)
OURS = ("provider.notified", "refund.opened")
ACCOUNT = BankAccount(
    bin="970415",
    bank="VietinBank",
    account="113366668888",
    holder="KHO BAC",
    callback_secrets=("bank-secret-one",),
)

PLATFORM_ACCOUNT = PlatformAccount(
    client_id="motcua",
    request_key="platform_request_local",
    callback_keys=("platform_callback_local",),
    unit="H49",
    unit_name="UBND tỉnh Quảng Ninh",
    beneficiary=Beneficiary(bank="VTB", account="113366668888", holder="KHO BAC"),
)


@dataclass
class World:
    """Payments in memory; `held`, `lines` and `notes` are what Stripe, the bank and the payment
    platform have not delivered yet. `platform_on`: payers are offered the platform;
    `platform_lists`: it lists its transactions.

    `queue` holds our own events on their way back to us.
    """

    transport: MemoryTransport = field(default_factory=MemoryTransport)
    around: Transport | None = None
    now: datetime = NOW
    held: deque[Json] = field(default_factory=deque)
    lines: deque[Line] = field(default_factory=deque)
    queue: deque[Envelope] = field(default_factory=deque)
    vault: Vault = field(default_factory=memory_vault)
    repository: type[PaymentRepository] = PaymentRepository
    adapters: Sequence[Adapter] = ADAPTERS
    account: BankAccount = ACCOUNT
    bodies: Callable[[], Bodies] = province_bodies
    authority: TaxAuthority | None = None
    notes: deque[Json] = field(default_factory=deque)
    platform_on: bool = False
    platform_lists: bool = True

    def __post_init__(self) -> None:
        self.vault.create(DRAFT)
        self.files = MemoryStatementFiles()
        self.stripe: StripeApi
        self.stripe, client = double(lambda: int(self.now.timestamp()), self.held.append)
        self.bank = Bank(lambda: self.now, self.lines.append)
        self.platform = Platform(lambda: self.now, self.notes.append)
        self.table = memory_table(self.around or self.transport)
        gateways: dict[str, Callable[[], Gateway]] = {
            "stripe": lambda: StripeCheckout(new_client(API_KEY, BASE, client)),
            "bank": lambda: VietQrTransfer(lambda: self.account),
            "desk": CashDesk,
            "platform": self._platform,
        }
        callbacks: dict[str, Callback] = {
            "stripe": StripeWebhook((SECRET,), live=False),
            "bank": BankCallback(self.account),
            "platform": PlatformCallback(PLATFORM_ACCOUNT),
        }
        self.providers = Providers(
            self.adapters,
            lambda each: gateways.get(each.provider, lambda: gateway_from_settings(each))(),
            lambda each: callbacks.get(each.provider) or callback_from_settings(each),
            is_platform_on=lambda: self.platform_on,
        )
        self.tokens = SubjectTokens()
        self.directory = Directory(memory_table(), lambda: self.now)
        resources = MemoryResources(
            clock=lambda: self.now,
            table=self.table,
            vault=self.vault,
            directory=self.directory,
            verifier=self.tokens,
        )
        self.service = Payments(resources, self._surroundings())
        self.service.repository = self.repository(self.table, self.vault, self.bodies)
        self.store = self.service.repository
        self.inbox = self.service.inbox
        self.others = DossierEvents(self.vault)
        self.relayed = 0

    def _platform(self) -> PaymentPlatform:
        post = self._ask_platform if self.platform_on else None
        return PaymentPlatform(lambda: PLATFORM_ACCOUNT, post, lists=self.platform_lists)

    def _ask_platform(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            answer: Mapping[str, Any] = json.loads(json.dumps(self.platform.answer(path, body)))
        except AnswerLost:
            raise PaymentProviderUnavailable("ReadTimeoutError") from None
        return answer

    def _surroundings(self) -> Surroundings:
        attempts = MemoryFailedAttempts()
        return Surroundings(
            providers=self.providers,
            statement_account=lambda: self.account,
            statement_files=lambda: self.files,
            lookup_secret=lambda: KEYHASH,
            failed_attempts=lambda: attempts,
            allowed_returns=lambda: ["http://localhost"],
            tax_authority=lambda: self.authority,
            body_signer=FakeBodySigner,
            bodies=self.bodies,
        )

    def employ(self, *officials: Staff) -> None:
        """Put officials into the directory; each one's token is the subject."""
        for official in officials:
            self.directory.put_staff(official)
            self.tokens.officials = {*self.tokens.officials, official.sub}

    def handle(self, event: Event, subject: str | None = None) -> Envelope:
        """An event of another service is delivered to us."""
        self.others.at = self.now
        envelope = self.others.publish("elsewhere", event, subject)
        self.inbox.handle(envelope)
        return envelope

    def file(self, pay: str = "before_acceptance", total: int | None = None) -> Fee | None:
        """The dossier is filed; its fee, if there is one by now."""
        event = dossier_filed(pay)  # type: ignore[arg-type]
        if total is not None:
            line = event.quote.lines[0].evolve(amount=total)
            quote = event.quote.evolve(lines=(line,), total=total)
            event = event.evolve(quote=quote)
        self.handle(event)
        return self.fee if self.store.dossier(CODE).fees else None

    def accept(self) -> Envelope:
        """The case is accepted."""
        return self.handle(
            c.CaseAccepted(at=self.now, due=Due(at=self.now, provisional=False), desk="desk-1")
        )

    def start(self, payment: str | None = None, method: Method = "card") -> PaymentAttempt:
        """The owner starts to pay."""
        command = StartPayment(payment or new_ulid(self.now), self.fee.id, RETURN, "vi", method)
        return start_payment(self.store, self.providers, command, self.now)

    def webhook(self, event: Json) -> None:
        """One event of Stripe comes to its webhook."""
        raw, signature = signed(event, SECRET, int(self.now.timestamp()))
        callback = StripeWebhook((SECRET,), live=False)
        receive(self.store, callback, raw, {"stripe-signature": signature}, self.now)

    def bank_callback(self, *lines: Line) -> None:
        """The bank posts lines to its webhook."""
        raw, signature = callback(lines, ACCOUNT.callback_secrets[0], self.now)
        receive(
            self.store, BankCallback(self.account), raw, {"x-bank-signature": signature}, self.now
        )

    def notify(self, note: Json) -> None:
        """One notification of the payment platform comes to its webhook."""
        receive(
            self.store,
            self.providers.callback("platform"),
            json.dumps(note).encode(),
            {},
            self.now,
        )

    def deliver(self) -> None:
        """Every notification comes to its webhook and the queue is worked off, until nothing is
        left."""
        while self.held or self.lines or self.notes:
            while self.notes:
                self.notify(self.notes.popleft())
            while self.held:
                self.webhook(self.held.popleft())
            while self.lines:
                self.bank_callback(self.lines.popleft())
            self.relay()
        self.relay()

    def fetch(self) -> None:
        """The relay puts our new events on the queue."""
        fresh = self.transport.inserted[self.relayed :]
        self.relayed += len(fresh)
        ours = (
            i.doc
            for i in fresh
            if i.sk.startswith("EVENT#") and any(f'"{kind}"' in i.doc for kind in OURS)
        )
        self.queue.extend(e for e in map(Envelope.model_validate_json, ours) if e.type in OURS)

    def read_statements(self, context: Any = None) -> None:
        """The queue of statements is worked off once; what failed is announced again."""
        uploads = [self.files.announced.popleft() for _ in range(len(self.files.announced))]
        answer = self.service.read_statements(notification(*uploads), context)
        failed = [each["itemIdentifier"].removeprefix("m-") for each in answer["batchItemFailures"]]
        self.files.announced.extend(failed)
        self.relay()

    def relay(self) -> None:
        """The relay brings our own events back to us, and those that come of them."""
        self.fetch()
        while self.queue:
            self.inbox.handle(self.queue[0])
            self.queue.popleft()
            self.fetch()

    def sweep(self) -> None:
        """The sweeper's turn."""
        self.inbox.drain_oldest()
        expire_overdue(self.store, self.providers, self.now)

    def pay_by_card(self) -> PaymentAttempt:
        """A card pays the fee, and Stripe notifies us."""
        payment = self.start()
        self.stripe.account.pay(payment.session or "")
        self.deliver()
        return self.store.payment(payment.id)

    def transfer(
        self, payment: PaymentAttempt, amount: int | None = None, text: str | None = None
    ) -> Line:
        """The payer scans the code of an attempt; the bank has not called back yet."""
        return self.bank.transfer(payment.qr or "", amount, text)

    def send_back(self, refund: Refund, amount: int | None = None) -> Line:
        """An official sends a refund from the bank, which has not called back yet."""
        return self.bank.outgoing(
            ACCOUNT.account, amount or refund.amount, f"HOAN PHI {refund.reference}"
        )

    def cases(self, state: str = "open") -> list[str]:
        """The kinds of the cases in a state."""
        return sorted(
            case["kind"] for case in self.stored("DISCREPANCY#") if case["state"] == state
        )

    def refunds(self) -> list[Refund]:
        """Every refund, oldest first."""
        return [
            self.store.refund(state["id"])
            for state in sorted(self.stored("REFUND#"), key=lambda r: r["id"])
        ]

    @property
    def fee(self) -> Fee:
        """The dossier's last fee as it is now."""
        return self.store.fee(self.store.dossier(CODE).fees[-1])

    @property
    def published(self) -> list[str]:
        """The types of the events published so far."""
        return [event.type for event in events_of(self.transport)]

    def event(self, kind: str) -> Json:
        """The data of the only event of this type."""
        (event,) = [e for e in events_of(self.transport) if e.type == kind]
        return event.data

    def stored(self, prefix: str) -> list[Json]:
        """The states of one kind."""
        items = self.transport.items.values()
        return [json.loads(i.doc) for i in items if i.pk.startswith(prefix) and i.sk == "STATE"]

    @property
    def receipts(self) -> list[Receipt]:
        """Every receipt issued, by number."""
        opened = Repository(memory_table(self.transport), "payments", self.vault)
        ids = sorted(state["id"] for state in self.stored("RECEIPT#"))
        return [receipt for number in ids if (receipt := opened.load(Receipt, number))]
