"""The world of the month: payments in memory between the doubles of Stripe and the bank, and a
clock that jumps."""

import heapq
import itertools
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, NoReturn

import stripe

from bench.month.delays import Delays, at_once
from bench.month.settings import ACCOUNT, LOOKUP_SECRET, OWN_EVENTS, PLATFORM, WEBHOOK_SECRET
from contracts.national import DossierReceived, ReportedPayment
from contracts.terms import Applicant
from contracts.testing.dossier_events import DossierEvents, dossier_filed
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.persistence.vault import Vault
from kit.testing.failed_attempts import MemoryFailedAttempts
from kit.testing.memory_table import memory_table
from kit.testing.memory_vault import memory_vault
from kit.testing.world import MemoryResources
from local.doubles.bank.bank import Bank, Line, callback
from local.doubles.platform.platform import AnswerLost, Platform
from local.doubles.stripe.api import StripeApi
from local.doubles.stripe.delivery import signed
from local.doubles.stripe.in_process import API_KEY, BASE, DoubleClient, double
from local.doubles.stripe.objects import Json
from payments.adapters.surroundings import Surroundings
from payments.bootstrap import Payments
from payments.provider_events.receive import receive
from payments.providers.bank.bank_callback import BankCallback
from payments.providers.bank.transfer import VietQrTransfer
from payments.providers.cash import CashDesk
from payments.providers.platform.callback import PlatformCallback
from payments.providers.platform.gateway import PaymentPlatform
from payments.providers.port import Gateway, PaymentProviderUnavailable
from payments.providers.registry import Providers
from payments.providers.stripe.checkout import StripeCheckout, new_client
from payments.providers.stripe.webhook import StripeWebhook

SECOND, MINUTE, HOUR, DAY = (
    timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days")
)
AGENCIES = {f"H49.61.{n:02}": f"UBND phường số {n}" for n in range(1, 6)}


class Outages(DoubleClient):
    """The way to Stripe, which is interrupted at times."""

    down = False

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_: Any,
    ) -> Any:
        """As the double answers; raises stripe.APIConnectionError while Stripe is down."""
        if self.down:
            unreached: Any = stripe.APIConnectionError
            raise unreached("down", should_retry=False)
        return super().request(method, url, headers, post_data)


def _received(agency: str, at: datetime, payment: ReportedPayment) -> DossierReceived:
    """What exchange publishes of a dossier that came from the national portal, paid."""
    return DossierReceived(
        procedure="1.001612",
        agency=agency,
        filed_at=at,
        applicant=Applicant(full_name="Nguyễn Thị An", address="Hạ Long"),
        answers={},
        payment=payment,
    )


def surroundings(providers: Providers) -> Surroundings:
    """The month calls use cases, not routes: nobody reads a callback or counts wrong keys."""
    return Surroundings(
        providers=providers,
        statement_account=lambda: ACCOUNT,
        statement_files=_no_files,
        lookup_secret=lambda: LOOKUP_SECRET,
        failed_attempts=MemoryFailedAttempts,
        allowed_returns=lambda: (),
    )


def _no_files() -> NoReturn:
    raise LookupError("officials of the month bring their statements by hand")


@dataclass
class World:
    """Time, chance, and everybody in it. `event_counts` counts Stripe's events about each payment.

    Of bank lines (by id): `lost_callbacks` never come; a first statement lacks `omitted` ones,
    and names another amount for `misprinted` ones; of `cut` ones the payer can say what fee they
    are for.
    """

    now: datetime
    chance: Random
    transport: Any
    vault: Vault = field(default_factory=memory_vault)
    event_counts: dict[str, int] = field(default_factory=dict)
    card_delays: dict[str, Delays] = field(default_factory=dict)
    lost_callbacks: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    omitted: set[str] = field(default_factory=set)
    misprinted: set[str] = field(default_factory=set)
    cut: dict[str, str] = field(default_factory=dict)
    agenda: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._order, self._read, self._codes = itertools.count(), 0, itertools.count(1)
        self.stripe: StripeApi
        self.stripe, _ = double(lambda: int(self.now.timestamp()), self._stripe_event)
        self.way = Outages(self.stripe)
        self.bank = Bank(lambda: self.now, self._bank_line)
        self.platform = Platform(lambda: self.now, self._notification)
        gateways: dict[str, Callable[[], Gateway]] = {
            "stripe": lambda: StripeCheckout(new_client(API_KEY, BASE, self.way)),
            "bank": lambda: VietQrTransfer(lambda: ACCOUNT),
            "desk": CashDesk,
            "platform": lambda: PaymentPlatform(lambda: PLATFORM, self._ask_platform, lists=True),
        }
        resources = MemoryResources(
            clock=lambda: self.now, table=memory_table(self.transport), vault=self.vault
        )
        self.providers = Providers(
            gateways=lambda adapter: gateways[adapter.provider](), is_platform_on=lambda: True
        )
        self.service = Payments(resources, surroundings(self.providers))
        self.store = self.service.repository
        self.inbox = self.service.inbox
        self._queue: deque[Envelope] = deque()

    def after(self, delay: timedelta, act: Callable[[], None]) -> None:
        """Something happens later."""
        heapq.heappush(self.agenda, (self.now + delay, next(self._order), act))

    def run(self, until: datetime) -> None:
        """Let time pass; after each thing that happens, the queue is worked off."""
        while self.agenda and self.agenda[0][0] <= until:
            self.now, _, act = heapq.heappop(self.agenda)
            act()
            self._relay()
        self.now = until

    def file(self, amount: int, agency: str | None = None, *, reported: str | None = None) -> str:
        """A dossier is filed whose fee is `amount` đồng, to be paid before acceptance; the fee's
        id. `reported` "before" or "after" the filing: the national portal says that it came paid.
        """
        agency = agency or self.chance.choice(sorted(AGENCIES))
        code = f"{agency}-{self.now + 7 * HOUR:%y%m%d}-{next(self._codes):04}"
        events = DossierEvents(self.vault, code=code, draft=new_ulid(self.now), at=self.now)
        event = dossier_filed()
        line = event.quote.lines[0].evolve(amount=amount)
        quote = event.quote.evolve(lines=(line,), total=amount)
        named = {"agency": agency, "agency_name": AGENCIES[agency], "quote": quote}
        filed = events.publish("intake", event.evolve(**named))
        paid = ReportedPayment(amount=amount, reported_at=self.now)
        came = events.publish("exchange", _received(agency, self.now, paid))
        order = {"before": (came, filed), "after": (filed, came)}
        for message in order.get(reported or "", (filed,)):
            self.inbox.handle(message)
        return self.store.dossier(code).fees[-1]

    def _ask_platform(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return self.platform.answer(path, body)
        except AnswerLost:
            raise PaymentProviderUnavailable("lost") from None

    def _notification(self, notification: Json) -> None:
        self.after(2 * SECOND, lambda: self._notified(notification))

    def _notified(self, notification: Json) -> None:
        raw = json.dumps(notification).encode()
        receive(self.store, PlatformCallback(PLATFORM), raw, {}, self.now)

    def _stripe_event(self, event: Json) -> None:
        about = event["data"]["object"]
        payment = (
            (about.get("metadata") or {}).get("payment") or about.get("client_reference_id") or ""
        )
        nth = self.event_counts[payment] = self.event_counts.get(payment, 0) + 1
        for delay in self.card_delays.get(payment, at_once)(nth):
            self.after(delay, lambda: self._webhook(event))

    def _webhook(self, event: Json) -> None:
        raw, signature = signed(event, WEBHOOK_SECRET, int(self.now.timestamp()))
        reader = StripeWebhook((WEBHOOK_SECRET,), live=False)
        receive(self.store, reader, raw, {"stripe-signature": signature}, self.now)

    def _bank_line(self, line: Line) -> None:
        self.after(5 * SECOND, lambda: self.bank_callback(line))

    def bank_callback(self, line: Line) -> None:
        """The bank calls back about a line, unless its callback is lost."""
        if line.id not in self.lost_callbacks:
            raw, signature = callback([line], ACCOUNT.callback_secrets[0], self.now)
            receive(
                self.store, BankCallback(ACCOUNT), raw, {"x-bank-signature": signature}, self.now
            )

    def _relay(self) -> None:
        self._fetch()
        while self._queue:
            self.inbox.handle(self._queue.popleft())
            self._fetch()

    def _fetch(self) -> None:
        fresh = self.transport.inserted[self._read :]
        self._read += len(fresh)
        ours = (
            i.doc
            for i in fresh
            if i.sk.startswith("EVENT#") and any(f'"{kind}"' in i.doc for kind in OWN_EVENTS)
        )
        self._queue.extend(
            event for event in map(Envelope.model_validate_json, ours) if event.type in OWN_EVENTS
        )
