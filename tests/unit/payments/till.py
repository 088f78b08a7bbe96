"""A cash desk in memory: payments' store and inbox over the Stripe double, a dossier as filed, a clock to turn."""

import json
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from contracts import casework as c
from contracts.payments import Method
from contracts.terms import Due
from kit.aggregates import Aggregates
from kit.consumer import Inbox
from kit.events import Envelope
from kit.ids import new_ulid
from kit.items import Transport
from kit.model import Event
from kit.vault import Vault
from local.stripe_double.api import StripeApi
from local.stripe_double.delivery import signed
from local.stripe_double.in_process import API_KEY, BASE, double
from local.stripe_double.objects import Json
from payments import actions
from payments.fee import Fee
from payments.gateway.desk import Desk
from payments.gateway.stripe_checkout import StripeCheckout, new_client
from payments.gateway.stripe_webhook import StripeWebhook
from payments.gateway.transfer import BankAccount, VietQrTransfer
from payments.hears import hears
from payments.payment import Payment
from payments.receipts import Receipt
from payments.store import Store
from tests.fakes import NOW, MemoryTransport, events_of, memory_table, memory_vault
from tests.story import CODE, DRAFT, Story, filed

SECRET = "whsec_one"
RETURN = "http://localhost/cam-on"
MINUTE = timedelta(minutes=1)
ACCOUNT = BankAccount(
    bin="970415", bank="VietinBank", account="113366668888", holder="KHO BAC", callback_secrets=("bank-secret-one",)
)


@dataclass
class Till:
    """Payments in memory; `held` are the provider's notifications that nobody has delivered yet."""

    transport: MemoryTransport = field(default_factory=MemoryTransport)
    around: Transport | None = None
    now: datetime = NOW
    held: deque[Json] = field(default_factory=deque)
    vault: Vault = field(default_factory=memory_vault)

    def __post_init__(self) -> None:
        self.vault.create(DRAFT)
        self.stripe: StripeApi
        self.stripe, client = double(lambda: int(self.now.timestamp()), self.held.append)
        table = memory_table(self.around or self.transport)
        ways = {
            "card": lambda: StripeCheckout(new_client(API_KEY, BASE, client)),
            "transfer": lambda: VietQrTransfer(ACCOUNT),
            "cash": Desk,
        }
        self.store = Store(table, self.vault, lambda method: ways[method]())
        self.inbox = Inbox(hears(self.store, lambda: self.now), self.store.aggregates, now=lambda: self.now)
        self.story = Story(self.vault)
        self.relayed = 0

    def hear(self, event: Event, subject: str | None = None) -> Envelope:
        """Another service says something."""
        self.story.at = self.now
        heard = self.story.tell("elsewhere", event, subject)
        self.inbox.hear(heard)
        return heard

    def file(self, pay: str = "before_acceptance", total: int | None = None) -> Fee | None:
        """The dossier is filed; its fee, if there is one by now."""
        event = filed(pay)  # type: ignore[arg-type]
        if total is not None:
            line = event.quote.lines[0].model_copy(update={"amount": total})
            quote = event.quote.model_copy(update={"lines": (line,), "total": total})
            event = event.model_copy(update={"quote": quote})
        self.hear(event)
        return self.fee if self.store.dossier(CODE).fees else None

    def accept(self) -> None:
        """The case is accepted."""
        self.hear(c.CaseAccepted(at=self.now, due=Due(at=self.now, provisional=False), desk="desk-1"))

    def start(self, payment: str | None = None, method: Method = "card") -> Payment:
        """The owner starts to pay."""
        wish = actions.Start(payment or new_ulid(self.now), self.fee.id, RETURN, "vi", method)
        return actions.start(self.store, wish, self.now)

    def webhook(self, told: Json) -> None:
        """One notification comes to the door."""
        raw, signature = signed(told, SECRET, int(self.now.timestamp()))
        callback = StripeWebhook((SECRET,), live=False)
        actions.receive(self.store, callback, raw, {"stripe-signature": signature}, self.now)

    def deliver(self) -> None:
        """Every notification comes to the door, and the queue hears of it."""
        while self.held:
            self.webhook(self.held.popleft())
        self.relay()

    def relay(self) -> None:
        """The relay brings our own events back to us."""
        told = [e for e in events_of(self.transport) if e.type in ("provider.notified", "refund.opened")]
        for heard in told[self.relayed :]:
            self.inbox.hear(heard)
            self.relayed += 1

    @property
    def fee(self) -> Fee:
        """The dossier's last fee as it is now."""
        return self.store.fee(self.store.dossier(CODE).fees[-1])

    @property
    def told(self) -> list[str]:
        """The types of the events said so far."""
        return [event.type for event in events_of(self.transport)]

    def event(self, kind: str) -> Json:
        """The data of the only event of this type."""
        (found,) = [e for e in events_of(self.transport) if e.type == kind]
        return found.data

    def stored(self, prefix: str) -> list[Json]:
        """The states of one kind."""
        items = self.transport.items.values()
        return [json.loads(i.doc) for i in items if i.pk.startswith(prefix) and i.sk == "STATE"]

    @property
    def receipts(self) -> list[Receipt]:
        """Every receipt issued, by number."""
        opened = Aggregates(memory_table(self.transport), "payments", self.vault)
        ids = sorted(state["id"] for state in self.stored("RECEIPT#"))
        return [receipt for known in ids if (receipt := opened.load(Receipt, known))]
