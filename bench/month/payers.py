"""The payers of the month: each pays one fee in one way, and to some of them one thing goes
wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from bench.month.delays import Delays
from bench.month.world import DAY, MINUTE, World
from contracts.payments import Method
from kit.core.errors import ServiceError, Unavailable
from kit.core.ids import new_ulid
from local.doubles.stripe.parameters import Refused
from payments.backoffice.cash import TakeCash, take_cash
from payments.checkout import start as actions
from payments.checkout.start import StartPayment
from payments.domain.payment_attempt import PaymentAttempt, PaymentOver, PaymentProcessing
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable

AMOUNTS: Final = (20_000, 30_000, 50_000, 100_000, 150_000, 300_000, 1_200_000)
SMALL: Final = (5_000, 8_000, 10_000)
"""đồng; the small ones are below what a card carries."""
REPORTED: Final = (
    *("reported_before_filing", "reported_after_filing"),
    *("reported_listed_late", "reported_other_sum"),
)
"""What befalls those whose dossiers come paid from the national portal."""


@dataclass
class Payer:
    """Somebody with a fee to pay, by `method`, to whom `fault` happens (None: nothing)."""

    world: World
    method: Method
    fault: str | None
    act: "Act"
    delays: Delays | None = None
    fee: str = ""
    payment: str = ""
    attempts: int = 0
    notes: list[str] = field(default_factory=list)

    def come(self) -> None:
        """The dossier is filed, and its payer pays soon."""
        chance = self.world.chance
        self.world.faults.append(self.fault or "none")
        amount = chance.choice(AMOUNTS if self.method == "card" else (*AMOUNTS, *SMALL))
        if self.fault in REPORTED:
            self._report(amount)
            return
        self.fee = self.world.file(amount)
        self.world.after(timedelta(minutes=chance.randint(1, 30)), self.start)

    def _report(self, amount: int) -> None:
        """The dossier comes paid from the national portal; the platform's list has that at once,
        days later, or first with another sum.
        """
        world, fault = self.world, self.fault
        self.fee = world.file(
            amount, reported="after" if fault == "reported_after_filing" else "before"
        )
        dossier = world.store.fee(self.fee).dossier or ""
        if fault == "reported_listed_late":
            self.soon(3 * DAY, lambda: world.platform.pay_at_portal(dossier, amount))
            return
        listed = world.platform.pay_at_portal(dossier, amount)
        if fault == "reported_other_sum":
            listed.paid = amount + 1_000
            world.after(2 * DAY, lambda: setattr(listed, "paid", amount))

    def start(self) -> None:
        """Begin to pay."""
        if self.method == "cash":
            self._patiently(self.start, self._cash)
            return
        self.payment = new_ulid(self.world.now)
        if self.fault == "lost_answer" and not self.attempts:
            self.world.stripe.failures.append("lost")
        if self.fault == "platform_answer_lost" and not self.attempts:
            self.world.platform.lost = 1
        if self.fault == "provider_down" and not self.attempts:
            self.world.way.down = True
            self.world.after(10 * MINUTE, self._up)
        if self.delays:
            self.world.card_delays[self.payment] = self.delays
        self.begin()

    def begin(self) -> None:
        """Ask for the try; the same wish again after a failure."""
        self.attempts += 1
        command = StartPayment(self.payment, self.fee, "http://localhost/cam-on", "vi", self.method)
        self._patiently(self.begin, lambda: self._open(command))

    def pay(self) -> None:
        """What the payer does, once the try is open."""
        self._suffered(lambda: self.act(self, self.world.store.payment(self.payment)))

    def again(self, method: Method) -> None:
        """Another try, to which nothing happens."""
        self.method, self.fault, self.act, self.delays = method, None, pay, None
        self.start()

    def soon(self, delay: timedelta, act: Callable[[], object]) -> None:
        """The payer does something later; what the provider refuses then is refused."""
        self.world.after(delay, lambda: self._suffered(act))

    def _suffered(self, act: Callable[[], object]) -> None:
        try:
            act()
        except (ServiceError, Refused) as error:
            self.notes.append(str(error))

    def _cash(self) -> None:
        take_cash(
            self.world.store,
            self.world.providers,
            TakeCash(new_ulid(self.world.now), self.fee, "cashier"),
            self.world.now,
        )

    def _open(self, command: actions.StartPayment) -> None:
        actions.start_payment(self.world.store, self.world.providers, command, self.world.now)
        self.world.after(timedelta(minutes=self.world.chance.randint(1, 10)), self.pay)

    def _patiently(self, again: Callable[[], None], act: Callable[[], None]) -> None:
        try:
            act()
        except (PaymentProcessing, PaymentProviderUnavailable, Unavailable):
            self.world.after(3 * MINUTE, again)
        except (PaymentOver, PaymentProviderRefused):
            self.world.after(MINUTE, self.start)
        except ServiceError as error:
            self.notes.append(error.code)

    def _up(self) -> None:
        self.world.way.down = False


Act = Callable[[Payer, PaymentAttempt], None]


def pay(payer: Payer, payment: PaymentAttempt) -> None:
    """Pays as asked."""
    if payment.method == "card":
        payer.world.stripe.account.pay(payment.session or "")
    elif payment.method == "platform":
        payer.world.platform.pay(payment.id)
    else:
        payer.world.bank.transfer(payment.qr or "")
