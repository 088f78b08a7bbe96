"""All six services in one process over memory: real actions, real hearing, and queues that lose their order.

A message stays on its queue until it was handled; what dies or fails comes back after the visibility time, and after
five receives it goes to the dead letters. Time moves only by the world's own clock.
"""

import hashlib
import json
import random
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from casework.events import event_handlers as casework_hears
from casework.holiday_file import vietnam
from casework.processing import acts as desk
from casework.repository import Store as CaseworkStore
from contracts.routes import ROUTES
from documents.events import event_handlers as documents_hears
from documents.repository import Store as DocumentsStore
from intake.attachments import check
from intake.attachments.inspection import TestStringScanner
from intake.domain.dossier_code import LookupKeys
from intake.domain.draft import NewDraft
from intake.events import event_handlers as intake_hears
from intake.filing import actions as filing
from intake.filing.file import Filing
from intake.repository import Store as IntakeStore
from kit.core.errors import Unavailable
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.http.authorization import TokenVerifier
from kit.http.context import RequestContext
from kit.messaging.inbox import Inbox
from kit.messaging.outbox_relay import RelayFailed, deliver, sweep
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import Ambiguous, Busy, Item
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from kit.platform import fault_injection
from kit.security.access_tokens import Principal
from kit.security.staff_directory import Agency, Directory, Staff
from kit.testing.failed_attempts import MemoryFailedAttempts
from kit.testing.tokens import SubjectTokens
from kit.testing.world import MemoryResources
from local.stripe_double.account import Account
from local.stripe_double.delivery import signed
from local.stripe_double.in_process import API_KEY, BASE, double
from local.stripe_double.objects import Json
from notifications.bootstrap import Notifications
from payments.bootstrap import Payments, Surroundings
from payments.checkout.start import StartPayment, start_payment
from payments.provider_events.receive import receive
from payments.providers.bank.callback import BankCallback
from payments.providers.bank.transfer import VietQrTransfer
from payments.providers.cash import CashDesk
from payments.providers.port import Callback, Gateway
from payments.providers.registry import Providers
from payments.providers.stripe.checkout import StripeCheckout, new_client
from payments.providers.stripe.webhook import StripeWebhook
from payments.repository import PaymentRepository
from status.events import Ears
from status.projection.project import Projection
from status.repository import Store as StatusStore
from tests.fakes import NOW, MemoryKeys, MemoryQueues, MemoryTransport, events_of, memory_table
from tests.unit.documents.building import LocalPress, MemoryShelf
from tests.unit.intake.builders import AGENCY, AN, CODE, PDF, MemoryBucket, a_new_paper, a_procedure
from tests.unit.payments.bank_builders import ACCOUNT

T = TypeVar("T")
SERVICES = ("intake", "casework", "documents", "payments", "notifications", "status")
SECRET = "whsec_world"
WEBHOOK = StripeWebhook((SECRET,), live=False)
RETURN = "http://localhost/cam-on"
RECEIVES = 5
VISIBILITY = timedelta(minutes=3)
CITIZEN = Principal("an", "citizen")
OFFICIAL = Principal("official", "staff")
STAFF = Staff(
    sub="official", roles=("receptionist", "officer"), agencies=("H49",), desks=("motcua-01",)
)


@dataclass
class MemoryArchive:
    """Every event that status archived."""

    events: list[Envelope] = field(default_factory=list)

    def append(self, batch: object, now: datetime) -> None:
        self.events.extend(batch)  # type: ignore[arg-type]


@dataclass
class MemoryPost:
    """The messages that left the house."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def sms(self, number: str, text: str) -> None:
        self.sent.append(("sms", number, text))

    def mail(self, address: str, subject: str, body: str) -> None:
        self.sent.append(("mail", address, f"{subject}\n{body}"))


@dataclass
class Message:
    """A message on a queue."""

    body: str
    receives: int = 0


@dataclass
class World:
    """The six services. `plan` is what goes wrong in their tables and at their named points."""

    seed: int = 0
    pay: str = "before_acceptance"
    shuffled: bool = False
    twice: bool = False
    plan: fault_injection.Plan = field(default_factory=fault_injection.Plan)
    verifier: TokenVerifier = field(default_factory=SubjectTokens)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.clock = NOW
        self.failed_attempts = MemoryFailedAttempts()
        self.transports = {name: MemoryTransport() for name in SERVICES}
        self.tables = {name: self._table(transport) for name, transport in self.transports.items()}
        self.vault = Vault(self._table(MemoryTransport()), MemoryKeys())
        self.directory = Directory(self._table(MemoryTransport()), self.now)
        self.directory.put_agency(
            Agency(code=AGENCY, name="UBND phường Hồng Gai", valid_from="2025-07-01")
        )
        self.bucket, self.shelf, self.post, self.archive = (
            MemoryBucket(),
            MemoryShelf(),
            MemoryPost(),
            MemoryArchive(),
        )
        self.queues: dict[str, list[Message]] = {name: [] for name in SERVICES}
        self.dead: dict[str, list[str]] = {name: [] for name in SERVICES}
        self.relayed = dict.fromkeys(SERVICES, 0)
        self.relay_off = False
        self.arrivals: list[object] = []
        self.webhooks: deque[Json] = deque()
        self.stripe, self.stripe_client = double(
            lambda: int(self.clock.timestamp()), self.webhooks.append
        )
        self._open()

    def now(self) -> datetime:
        """The world's clock, a little later each time it is read."""
        self.clock += timedelta(milliseconds=7)
        return self.clock

    # -- the services ---------------------------------------------------------------------------------------------

    def _table(self, transport: MemoryTransport) -> Table:
        return memory_table(FaultInjectingTransport(transport, self.plan))

    def _open(self) -> None:
        """Stores and inboxes as fresh processes would make them."""
        vault, tables = self.vault, self.tables
        self.intake = IntakeStore(
            aggregates=Repository(tables["intake"], "intake", vault),
            vault=vault,
            directory=self.directory,
            bucket=self.bucket,
            scanner=TestStringScanner(),
            keys=lambda: LookupKeys(json.dumps({"current": "v1", "v1": "00" * 32})),
        )
        self.casework = CaseworkStore(tables["casework"], vault, self.directory, vietnam)
        self.documents = DocumentsStore(tables["documents"], vault, self.shelf, LocalPress())
        client = self.stripe_client
        gateways: dict[str, Callable[[], Gateway]] = {
            "stripe": lambda: StripeCheckout(new_client(API_KEY, BASE, client)),
            "bank": lambda: VietQrTransfer(ACCOUNT),
            "desk": CashDesk,
        }
        self.services: dict[str, Any] = {
            "notifications": Notifications(self._resources("notifications"), sender=self.post),
            "payments": Payments(self._resources("payments"), self._surroundings(gateways)),
        }
        self.payments: PaymentRepository = self.services["payments"].repository
        seen = Repository(tables["status"], "status", vault)
        self.projection = Projection(
            StatusStore(tables["status"]), self.archive, seen.cipher, lambda: "secret"
        )
        self.inboxes: dict[str, Inbox] = {
            "intake": Inbox(intake_hears(self.intake), self.intake.aggregates, now=self.now),
            "casework": Inbox(
                casework_hears(self.casework, self.now), self.casework.aggregates, now=self.now
            ),
            "documents": Inbox(
                documents_hears(self.documents, self.now), self.documents.aggregates, now=self.now
            ),
            "payments": self.services["payments"].inbox,
            "notifications": self.services["notifications"].inbox,
            "status": Ears(self.projection, seen, self.now),
        }

    def _resources(self, service: str) -> MemoryResources:
        return MemoryResources(
            clock=self.now,
            table=self.tables[service],
            vault=self.vault,
            directory=self.directory,
            verifier=self.verifier,
        )

    def _surroundings(self, gateways: Mapping[str, Callable[[], Gateway]]) -> Surroundings:
        callbacks: dict[str, Callback] = {"stripe": WEBHOOK, "bank": BankCallback(ACCOUNT)}
        return Surroundings(
            providers=Providers(
                gateways=lambda adapter: gateways[adapter.provider](),
                callbacks=lambda adapter: callbacks[adapter.provider],
            ),
            statement_account=lambda: ACCOUNT.account,
            lookup_secret=lambda: "secret",
            failed_attempts=lambda: self.failed_attempts,
            allowed_returns=lambda: ["http://localhost"],
        )

    # -- people -----------------------------------------------------------------------------------------------------

    def call(self, seed: str, who: Principal = CITIZEN) -> RequestContext:
        """A request; the same seed is a repeat of the same request."""
        return RequestContext(
            now=self.now(), seed=seed, principal=who, staff=STAFF if who.kind == "staff" else None
        )

    def insist(self, do: Callable[[], T], tries: int = 60) -> T:
        """A caller who asks again while the service dies, is throttled or says that it is unavailable."""
        for _ in range(tries):
            try:
                with fault_injection.injected(self.plan):
                    return do()
            except (fault_injection.Killed, Busy, Ambiguous, Unavailable):
                self.clock += timedelta(seconds=31)
        raise AssertionError("the service never answered")

    def new_seed(self) -> str:
        """The seed that an Idempotency-Key keeps over repeats."""
        return new_ulid(self.now())

    def file(self) -> str:
        """The catalogue is there, An drafts, uploads and files; answers the dossier's code."""
        content = (
            a_procedure(pay=self.pay)
            if self.pay != "none"
            else a_procedure(pay="none", fee_rules=())
        )
        self.insist(lambda: filing.put_procedure(self.intake, CODE, content, at=self.now()))
        self.insist(lambda: filing.put_person(self.intake, CITIZEN.sub, AN, at=self.now()))
        seeds = [self.new_seed() for _ in range(3)]
        new = NewDraft(procedure=CODE, agency=AGENCY)
        draft = self.insist(lambda: filing.begin_draft(self.intake, new, self.call(seeds[0])))
        paper = self.insist(
            lambda: check.attach(self.intake, draft.id, a_new_paper(PDF), self.call(seeds[1]))
        )
        arrival = self.bucket.post(paper.upload_key, PDF)
        self.insist(lambda: check.check(self.intake, arrival, at=self.now()))
        filed = self.insist(
            lambda: filing.file(self.intake, draft.id, Filing(), self.call(seeds[2]))
        )
        self.code = filed.id
        return filed.id

    def pay_fee(self) -> None:
        """An pays the dossier's fee by card; the webhook comes as often as Stripe sends it."""
        fee = self.payments.fees_of(self.payments.dossier(self.code))[0]
        wish = StartPayment(self.new_seed(), fee.id, RETURN, "vi")
        payment = self.insist(
            lambda: start_payment(self.payments, self.payments.providers, wish, self.now())
        )
        account: Account = self.stripe.account
        account.pay(str(payment.session))
        self.deliver_webhooks()

    def deliver_webhooks(self) -> None:
        """Stripe's notifications come to the door; twice where everything comes twice."""
        while self.webhooks:
            told = self.webhooks.popleft()
            for _ in range(2 if self.twice else 1):
                raw, signature = signed(told, SECRET, int(self.clock.timestamp()))
                self.insist(
                    lambda raw=raw, signature=signature: receive(  # type: ignore[misc]
                        self.payments, WEBHOOK, raw, {"stripe-signature": signature}, self.now()
                    )
                )

    def act(self, do: Callable[[RequestContext], object]) -> None:
        """An official's act, asked again over every death with the same request."""
        seed = self.new_seed()
        self.insist(lambda: do(self.call(seed, OFFICIAL)))

    def live(self) -> str:
        """One dossier from filing to hand-over; answers its code."""
        code = self.file()
        self.settle()
        if self.pay == "before_acceptance":
            self.pay_fee()
            self.settle()
        self.work(code)
        return code

    def work(self, code: str) -> None:
        """The officials' part, from acceptance to hand-over."""
        self.act(lambda call: desk.accept(self.casework, code, call))
        self.settle()
        if self.pay == "before_result":
            self.pay_fee()
            self.settle()
        self.act(
            lambda call: desk.assign(
                self.casework, code, call, step="Thẩm định", desk="chuyen-mon-01"
            )
        )
        self.act(lambda call: desk.decide(self.casework, code, call, results=()))
        self.settle()
        self.act(lambda call: desk.hand_over(self.casework, code, call, how="online"))
        self.settle()

    # -- messages -------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Relay and deliver until nothing moves any more; sweepers run when only they can help."""
        for _ in range(400):
            moved = self.relay()
            moved = self.deliver_all() or moved
            if not moved and not self.swept():
                return
        raise AssertionError("the world never comes to rest")

    def relay(self) -> bool:
        """The streams wake the relays; one that fails is woken again with the same events."""
        if self.relay_off:
            return False
        moved = False
        for name in SERVICES:
            events = [i for i in self.transports[name].inserted if i.sk.startswith("EVENT#")]
            fresh = events[self.relayed[name] :]
            if fresh and self._send(name, fresh):
                self.relayed[name] = len(events)
            moved = moved or bool(fresh)
        return moved

    def _send(self, name: str, items: list[Item]) -> bool:
        queues = MemoryQueues()
        try:
            with fault_injection.injected(self.plan):
                deliver(items, routes=ROUTES, sender=queues, table=self.tables[name])
            sent = True
        except (fault_injection.Killed, Busy, Ambiguous, RelayFailed):
            sent = False
        self._enqueue(queues)
        return sent

    def _enqueue(self, queues: MemoryQueues) -> None:
        for name, bodies in queues.sent.items():
            for body in bodies:
                self.queues[name] += [Message(body) for _ in range(2 if self.twice else 1)]

    def deliver_all(self) -> bool:
        """Every message on the queues is received once, in order or shuffled."""
        waiting = [(name, message) for name in SERVICES for message in self.queues[name]]
        if self.shuffled:
            self.chance.shuffle(waiting)
        self.queues = {name: [] for name in SERVICES}
        for name, message in waiting:
            self.receive(name, message)
        return bool(waiting)

    def receive(self, name: str, message: Message) -> None:
        """One receive; a message that is not handled comes back, at last to the dead letters."""
        message.receives += 1
        try:
            heard = Envelope.model_validate_json(message.body)
            with fault_injection.injected(self.plan):
                if name == "status":
                    self.projection.begin([heard], self.now())
                self.inboxes[name].handle(heard)
        except fault_injection.Killed:
            message.receives -= 1  # a death is the machine's, and a long visibility the world's: not the message's fault
            self._comes_back(name, message)
        except (Busy, Ambiguous):
            message.receives -= 1
            self._comes_back(name, message)
        except Exception:  # noqa: BLE001 - as the consumer: it fails alone
            self._comes_back(name, message)

    def _comes_back(self, name: str, message: Message) -> None:
        self.clock += VISIBILITY
        if message.receives >= RECEIVES:
            self.dead[name].append(message.body)
        else:
            self.queues[name].append(message)

    def swept(self) -> bool:
        """The sweepers look once; whether they found something to send."""
        sent = 0
        self.clock += timedelta(minutes=6)
        for name in SERVICES:
            queues = MemoryQueues()
            sent += self.insist(
                lambda name=name, queues=queues: sweep(  # type: ignore[misc]
                    routes=ROUTES, sender=queues, table=self.tables[name], now=self.now()
                )
            )
            self._enqueue(queues)
            self.insist(self.inboxes[name].drain_oldest)
        return sent > 0

    # -- what can be seen -----------------------------------------------------------------------------------------

    def events(self) -> list[Envelope]:
        """Every event that was ever committed."""
        return [event for name in SERVICES for event in events_of(self.transports[name])]

    def view(self) -> str:
        """The rendered public view of the dossier, to the letter."""
        item = self.transports["status"].items[f"DOSSIER#{self.code}", "STATE"]
        return str(item.index_attributes["body"])

    def timeline(self) -> list[int]:
        """The national codes shown."""
        return [entry["code"] for entry in json.loads(self.view())["timeline"]]

    def notices(self) -> list[tuple[str, str, str]]:
        """(template, channel, outcome) of every notice, sorted."""
        found = [
            json.loads(item.doc)
            for item in self.transports["notifications"].items.values()
            if item.pk.startswith("NOTICE#") and item.sk == "STATE"
        ]
        return sorted((n["template"], n["channel"], n["outcome"]) for n in found)

    def digest(self) -> str:
        """A fingerprint of the public view."""
        return hashlib.sha256(self.view().encode()).hexdigest()
