"""What comes to us, in any order, once more or never: of providers, of the case, of our own
queue."""

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.stateful import rule

from contracts import casework as c
from contracts.terms import Due, QuoteLine
from kit.core.events import Envelope
from kit.core.model import Event
from local.doubles.bank.bank import Line
from local.doubles.stripe.objects import Json
from tests.unit.payments.machine.base import PICK, SOURCE, PaymentsMachine, picked

MORE = (
    QuoteLine(rule="c", name="Phí thẩm định", amount=80_000, refund_when="refused", source=SOURCE),
)
ENDS: tuple[Event, ...] = (
    c.CaseRefused(reason="x", ground="refused"),
    c.CaseWithdrawn(reason="x", ground="not_started"),
    c.CaseStopped(reason="x", ground="stopped_by_agency"),
)


@dataclass(frozen=True)
class OddLine:
    """A line of which the bank writes something that nobody can read."""

    line: Line
    odd: Json

    def as_json(self) -> Json:
        """As the callback has it."""
        return self.line.as_json() | self.odd


def _is_unpaid(fees: Iterable[Json]) -> bool:
    return any(fee["why"] == "unpaid" for fee in fees)


class Post(PaymentsMachine):
    """Providers go on, and their words come to us or get lost."""

    @rule(event=st.sampled_from([*[None] * 9, *ENDS]), assess=st.booleans())
    def go_on_with_the_case(self, event: Event | None, *, assess: bool) -> None:
        if self.refused_unpaid:
            return  # until casework reopens it
        accepted = c.CaseAccepted(
            at=self.world.now, due=Due(at=self.world.now, provisional=False), desk="desk-1"
        )
        more = c.CaseFeeAssessed(lines=MORE, total=80_000, pay="now")
        assess = assess and len(self.money_invariants.docs["FEE"]) == 1
        case_event = event or (more if assess else accepted)
        self.accepted = self.accepted or case_event is accepted
        self._published(case_event)

    def _published(self, event: Event) -> None:
        """Casework has published an event; it is on its way to us."""
        self.world.others.at = self.world.now
        self.world.queue.append(self.world.others.publish("casework", event))

    @rule(pick=PICK, how=st.sampled_from(["fail_refund", "settle_refund"]))
    def go_on_with_a_refund(self, pick: int, how: str) -> None:
        refund = picked(list(self.world.stripe.account.funds.refunds), pick) or "none"
        self._try(lambda: getattr(self.world.stripe.account, how)(refund))

    @rule(pick=PICK, won=st.booleans())
    def end_a_dispute(self, pick: int, *, won: bool) -> None:
        dispute = picked(list(self.world.stripe.account.funds.disputes), pick) or "none"
        self._try(lambda: self.world.stripe.account.close_dispute(dispute, won=won))

    @rule(hold=st.booleans())
    def hold_refunds(self, *, hold: bool) -> None:
        self.world.stripe.account.funds.hold = hold

    @rule(pick=PICK, way=st.sampled_from(["tell", "tell", "tell", "lose"]))
    def deliver_one(self, pick: int, way: str) -> None:
        if event := picked(self.world.held, pick):
            self.world.held.remove(event)
            if way == "tell":
                self.delivered.append(event)
                self._try(lambda: self.world.webhook(event))

    @rule(pick=PICK)
    def deliver_again(self, pick: int) -> None:
        if event := picked(self.delivered, pick):
            self._try(lambda: self.world.webhook(event))

    @rule(pick=PICK, way=st.sampled_from(["tell", "tell", "lose"]))
    def deliver_a_line(self, pick: int, way: str) -> None:
        if line := picked(self.world.lines, pick):
            self.world.lines.remove(line)
            if way == "tell":
                self.lines.append(line)
                self._try(lambda: self.world.bank_callback(line))

    @rule(pick=PICK, odd=st.sampled_from([{"amount": 0}, {"booked_at": "hôm nay"}, {"id": None}]))
    def deliver_a_line_with_an_odd_one(self, pick: int, odd: Json) -> None:
        """An odd line of one body never takes a good one with it."""
        if line := picked(self.world.lines, pick):
            self.world.lines.remove(line)
            self.lines.append(line)
            self._try(lambda: self.world.bank_callback(OddLine(line, odd), line))  # type: ignore[arg-type]

    @rule()
    def learn_that_it_was_unpaid(self) -> None:
        """Casework refuses a case whose fee time has voided, and reopens it when it was paid.

        It refuses none that it has accepted, and reopens none that it has not refused.
        """
        fees = self.money_invariants.docs["FEE"].values()
        if self.refused_unpaid and any(fee["reinstated"] for fee in fees):
            self.refused_unpaid = False
            self._published(c.CaseReopened(why="paid_in_time"))
        elif not self.refused_unpaid and not self.accepted and _is_unpaid(fees):
            self.refused_unpaid = True
            self._published(c.CaseRefused(reason="x", ground="unpaid"))

    @rule(pick=PICK)
    def deliver_a_line_again(self, pick: int) -> None:
        if line := picked(self.lines, pick):
            self._try(lambda: self.world.bank_callback(line, line))

    @rule(pick=PICK)
    def work(self, pick: int) -> None:
        self.world.fetch()
        if message := picked(self.world.queue, pick):
            self._try(lambda: self._worked(message))

    @rule()
    def work_it_all_off(self) -> None:
        while self.world.held:
            event = self.world.held.popleft()
            self.delivered.append(event)
            self._try(lambda event=event: self.world.webhook(event))  # type: ignore[misc]
        while self.world.lines:
            line = self.world.lines.popleft()
            self.lines.append(line)
            self._try(lambda line=line: self.world.bank_callback(line))  # type: ignore[misc]
        self.world.fetch()
        for message in list(self.world.queue):
            self._try(lambda message=message: self._worked(message))  # type: ignore[misc]

    @rule(pick=PICK)
    def handle_again(self, pick: int) -> None:
        if message := picked(self.handled, pick):
            self._try(lambda: self.world.inbox.handle(message))

    def _worked(self, message: Envelope) -> None:
        self.world.inbox.handle(message)
        self.world.queue.remove(message)
        self.handled.append(message)
