"""What comes to us, in any order, once more or never: of providers, of the case, of our own queue."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from contracts import casework as c
from contracts.terms import Due, QuoteLine
from kit.core.events import Envelope
from kit.core.model import Event
from tests.unit.payments.machine_world import PICK, SOURCE, World, picked

MORE = (
    QuoteLine(rule="c", name="Phí thẩm định", amount=80_000, refund_when="refused", source=SOURCE),
)
ENDS: tuple[Event, ...] = (
    c.CaseRefused(reason="x", ground="refused"),
    c.CaseWithdrawn(reason="x", ground="not_started"),
    c.CaseStopped(reason="x", ground="stopped_by_agency"),
)


class Post(World):
    """Providers go on, and their words come to us or get lost."""

    @rule(event=st.sampled_from([*[None] * 9, *ENDS]), assess=st.booleans())
    def go_on_with_the_case(self, event: Event | None, *, assess: bool) -> None:
        accepted = c.CaseAccepted(
            at=self.till.now, due=Due(at=self.till.now, provisional=False), desk="desk-1"
        )
        more = c.CaseFeeAssessed(lines=MORE, total=80_000, pay="now")
        assess = assess and len(self.laws.docs["FEE"]) == 1
        told = event or (more if assess else accepted)
        self.accepted = self.accepted or told is accepted
        self.till.story.at = self.till.now
        self.till.queue.append(self.till.story.tell("casework", told))

    @rule(pick=PICK, how=st.sampled_from(["fail_refund", "settle_refund"]))
    def go_on_with_a_refund(self, pick: int, how: str) -> None:
        refund = picked(list(self.till.stripe.account.funds.refunds), pick) or "none"
        self._try(lambda: getattr(self.till.stripe.account, how)(refund))

    @rule(pick=PICK, won=st.booleans())
    def end_a_dispute(self, pick: int, *, won: bool) -> None:
        dispute = picked(list(self.till.stripe.account.funds.disputes), pick) or "none"
        self._try(lambda: self.till.stripe.account.close_dispute(dispute, won=won))

    @rule(hold=st.booleans())
    def hold_refunds(self, *, hold: bool) -> None:
        self.till.stripe.account.funds.hold = hold

    @rule(pick=PICK, way=st.sampled_from(["tell", "tell", "tell", "lose"]))
    def deliver_one(self, pick: int, way: str) -> None:
        if told := picked(self.till.held, pick):
            self.till.held.remove(told)
            if way == "tell":
                self.told.append(told)
                self._try(lambda: self.till.webhook(told))

    @rule(pick=PICK)
    def deliver_again(self, pick: int) -> None:
        if told := picked(self.told, pick):
            self._try(lambda: self.till.webhook(told))

    @rule(pick=PICK, way=st.sampled_from(["tell", "tell", "lose"]))
    def deliver_a_line(self, pick: int, way: str) -> None:
        if line := picked(self.till.lines, pick):
            self.till.lines.remove(line)
            if way == "tell":
                self.lines.append(line)
                self._try(lambda: self.till.bank_says(line))

    @rule(pick=PICK)
    def deliver_a_line_again(self, pick: int) -> None:
        if line := picked(self.lines, pick):
            self._try(lambda: self.till.bank_says(line, line))

    @rule(pick=PICK)
    def work(self, pick: int) -> None:
        self.till.fetch()
        if message := picked(self.till.queue, pick):
            self._try(lambda: self._worked(message))

    @rule()
    def work_it_all_off(self) -> None:
        while self.till.held:
            told = self.till.held.popleft()
            self.told.append(told)
            self._try(lambda told=told: self.till.webhook(told))  # type: ignore[misc]
        while self.till.lines:
            line = self.till.lines.popleft()
            self.lines.append(line)
            self._try(lambda line=line: self.till.bank_says(line))  # type: ignore[misc]
        self.till.fetch()
        for message in list(self.till.queue):
            self._try(lambda message=message: self._worked(message))  # type: ignore[misc]

    @rule(pick=PICK)
    def hear_again(self, pick: int) -> None:
        if message := picked(self.heard, pick):
            self._try(lambda: self.till.inbox.handle(message))

    def _worked(self, message: Envelope) -> None:
        self.till.inbox.handle(message)
        self.till.queue.remove(message)
        self.heard.append(message)
