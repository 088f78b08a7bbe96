"""A machine that does to payments whatever payers, providers, officials, the clock and death may do."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from typing import Any, Final, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from contracts import casework as c
from contracts.terms import Due, QuoteLine
from kit import faults
from kit.aggregates import Conflict
from kit.errors import ServiceError
from kit.events import Envelope
from kit.faulty import Faulty
from kit.ids import new_ulid
from kit.items import Ambiguous, Busy
from kit.model import Event
from local.bank_double.bank import Line, NoTransfer
from local.stripe_double.objects import Json
from local.stripe_double.parameters import Refused
from payments import actions, desk, refunding
from payments.gateway.statement import read as lines_of
from tests.fakes import MemoryTransport
from tests.story import filed
from tests.unit.payments.laws import Laws
from tests.unit.payments.till import ACCOUNT, MINUTE, Till

T = TypeVar("T")
POINTS: Final = (
    *("pay.stored", "pay.opened", "settle.loaded", "settle.committed", "refund.stored", "refund.asked"),
    *("commit.before", "commit.after"),
)
SOURCE: Final = "Nghị quyết 12"
LINES: Final = (
    QuoteLine(rule="a", name="Lệ phí", amount=900_000, refund_when="refused", source=SOURCE),
    QuoteLine(rule="b", name="Phí", amount=300_000, refund_when="not_started"),
)
MORE: Final = (QuoteLine(rule="c", name="Phí thẩm định", amount=80_000, refund_when="refused", source=SOURCE),)
ENDS: Final[tuple[Event, ...]] = (
    c.CaseRefused(reason="x", ground="refused"),
    c.CaseWithdrawn(reason="x", ground="not_started"),
    c.CaseStopped(reason="x", ground="stopped_by_agency"),
)
PICK = st.integers(min_value=0, max_value=30)
WHO = st.sampled_from(["an", "binh", "chi"])
FIRST: Final = ("meet", "card", "transfer", "cash", "nothing")
THEN: Final = ("nothing", "refund", "fail", "dispute", "second fee", "refused")
BEFORE = st.tuples(st.sampled_from(FIRST), *[st.sampled_from(THEN)] * 3)
UNLUCKY: Final = (ServiceError, Refused, NoTransfer, faults.Killed, Busy, Ambiguous, Conflict)
"""What may be answered or happen: nothing else."""


def picked(found: Sequence[T], pick: int) -> T | None:
    """One of many, or None of none."""
    return found[pick % len(found)] if found else None


class Machine(RuleBasedStateMachine):
    """One dossier with up to two fees, its payers, officials, Stripe, a bank, and a table that fails."""

    @initialize(forgetful=st.booleans(), seed=PICK, before=BEFORE)
    def begin(self, *, forgetful: bool, seed: int, before: Sequence[str]) -> None:
        self.plan = faults.Plan(chance=random.Random(seed))
        transport = MemoryTransport(forgetful=forgetful)
        self.till = Till(transport, around=Faulty(transport, self.plan))
        self.laws = Laws(self.till)
        self.wishes: list[str] = []
        self.told: list[Json] = []
        self.lines: list[Line] = []
        self.heard: list[Envelope] = []
        self.accepted = False
        quote = filed().quote.model_copy(update={"lines": LINES, "total": sum(line.amount for line in LINES)})
        self.till.hear(filed().model_copy(update={"quote": quote}))
        self.laws.look()
        for name in before:
            self._happened(name)
            self.laws.look()

    def _happened(self, name: str) -> None:
        """What happened before: lives begin in the middle, where there is more to go wrong."""
        if name in ("card", "transfer", "meet", "cash"):
            self._paid_before(name)
        elif name == "refund":
            self.ask_for_a_refund(0, 2, "an", cased=False)
        elif name == "fail":
            self.go_on_with_a_refund(0, "fail_refund")
        elif name == "dispute":
            self.dispute(0)
        elif name == "second fee":
            self.go_on_with_the_case(None, assess=False)
            self.go_on_with_the_case(None, assess=True)
        elif name == "refused":
            self.go_on_with_the_case(ENDS[0], assess=False)
        self.work_it_all_off()
        self.work_it_all_off()

    def _paid_before(self, name: str) -> None:
        """By one way; by transfer and card at once; or by a card of which nobody heard while cash is offered."""
        if name in ("transfer", "meet"):
            self.start(-1, "transfer")
            self.laws.look()
        if name != "transfer":
            self.start(-1, "card")
            self.laws.look()
        self.come_to_pay()
        if name == "meet":
            while self.till.lines:
                self.deliver_a_line(0, "tell")
            self.work(0)
        elif name == "cash":
            self.take_cash(-1, repeat=False)

    def come_to_pay(self) -> None:
        """Whoever has an open try pays it."""
        for payment in self.laws.docs["PAY"].values():
            if payment["method"] == "card":
                self._try(lambda payment=payment: self.till.stripe.account.pay(payment["session"]))  # type: ignore[misc]
            elif payment["method"] == "transfer":
                text = f"CT {payment['reference']} NGUYEN THI AN"
                self.till.bank.receive(ACCOUNT.account, payment["amount"], text)

    def _try(self, act: Callable[[], object]) -> None:
        with faults.injected(self.plan), suppress(*UNLUCKY):
            act()
        self.plan.kill.clear()

    def _fee(self, pick: int) -> str:
        return list(self.laws.docs["FEE"])[pick % len(self.laws.docs["FEE"])]

    def _session(self, pick: int) -> str:
        return picked(list(self.till.stripe.account.sessions), pick) or "none"

    def _payment(self, pick: int) -> str:
        return picked(list(self.laws.docs["PAY"]), pick) or "none"

    def _refund(self, pick: int) -> str:
        return picked(list(self.laws.docs["REFUND"]), pick) or "none"

    # payers
    @rule(pick=PICK, method=st.sampled_from(["card", "card", "transfer"]))
    def start(self, pick: int, method: Any) -> None:
        self.wishes.append(new_ulid(self.till.now))
        wish = actions.Start(self.wishes[-1], self._fee(pick), "http://localhost/cam-on", "vi", method)
        self._try(lambda: actions.start(self.till.store, wish, self.till.now))

    @rule(pick=PICK, method=st.sampled_from(["card", "transfer"]))
    def start_again(self, pick: int, method: Any) -> None:
        if again := picked(self.wishes, pick):
            known = self.laws.docs["PAY"].get(again, {"fee": self._fee(0), "method": method})
            wish = actions.Start(again, known["fee"], "http://localhost/cam-on", "vi", known["method"])
            self._try(lambda: actions.start(self.till.store, wish, self.till.now))

    @rule(pick=PICK)
    def call_off(self, pick: int) -> None:
        self._try(lambda: actions.call_off(self.till.store, self._payment(pick), self.till.now))

    @rule(pick=PICK, how=st.sampled_from(["pay", "pay", "decline", "challenge", "pay_slowly"]))
    def use_a_card(self, pick: int, how: str) -> None:
        open_ = [s["id"] for s in self.till.stripe.account.sessions.values() if s["status"] == "open"]
        self._try(lambda: getattr(self.till.stripe.account, how)(picked(open_, pick) or self._session(pick)))

    @rule(how=st.sampled_from(["pay", "pay_slowly"]))
    def come_with_a_card(self, how: str) -> None:
        """Somebody opens a try and uses the card at once; nobody has told us of it yet."""
        due = [f["id"] for f in self.laws.docs["FEE"].values() if f["state"] == "due"]
        if fee := picked(due, len(self.wishes)):
            self.wishes.append(new_ulid(self.till.now))
            wish = actions.Start(self.wishes[-1], fee, "http://localhost/cam-on", "vi", "card")
            self._try(lambda: actions.start(self.till.store, wish, self.till.now))
            self._try(lambda: getattr(self.till.stripe.account, how)(self._session(-1)))

    @rule(pick=PICK, ok=st.booleans())
    def answer_the_bank(self, pick: int, *, ok: bool) -> None:
        self._try(lambda: self.till.stripe.account.authenticate(self._session(pick), ok=ok))

    @rule(pick=PICK, good=st.booleans())
    def end_a_slow_payment(self, pick: int, *, good: bool) -> None:
        self._try(lambda: self.till.stripe.account.slow_outcome(self._session(pick), good=good))

    @rule(pick=PICK, more=st.sampled_from([0, 0, 0, -1, -50_000, 1, 25_000]), cut=st.sampled_from([0, 0, 0, 5]))
    def transfer(self, pick: int, more: int, cut: int) -> None:
        asked = [p for p in self.laws.docs["PAY"].values() if p["reference"]]
        if paid := picked(asked, pick):
            text = f"CT {paid['reference'][cut:]} NGUYEN THI AN"
            self._try(lambda: self.till.bank.receive(ACCOUNT.account, paid["amount"] + more, text))

    @rule(pick=PICK)
    def dispute(self, pick: int) -> None:
        intent = picked(list(self.till.stripe.account.intents), pick) or "none"
        self._try(lambda: self.till.stripe.account.dispute(intent))

    # officials
    @rule(pick=PICK, repeat=st.booleans())
    def take_cash(self, pick: int, *, repeat: bool) -> None:
        taken = self._payment(pick) if repeat else new_ulid(self.till.now)
        cash = desk.CashTaken(taken, self._fee(pick), "cashier")
        if repeat and self.laws.docs["PAY"].get(taken, {"method": "cash"})["method"] != "cash":
            return
        self._try(lambda: desk.take_cash(self.till.store, cash, self.till.now))

    @rule(pick=PICK, how=st.sampled_from([None, None, None, None, desk.waive, desk.void]))
    def end_a_fee(self, pick: int, how: Any) -> None:
        if how:
            self._try(
                lambda: how(
                    self.till.store,
                    desk.Ended(new_ulid(self.till.now), self._fee(pick), "nhầm", "accountant"),
                    self.till.now,
                )
            )

    @rule(pick=PICK, parts=st.sampled_from([1, 2, 3]), who=WHO, cased=st.booleans())
    def ask_for_a_refund(self, pick: int, parts: int, who: str, *, cased: bool) -> None:
        payment = self._payment(pick)
        book, cases = self.till.store.book(payment), list(self.laws.docs["CASE"])
        seen = book.refundable("surplus") + book.refundable("fees")
        most = max(book.refundable("surplus"), book.refundable("fees")) // parts
        case = picked(cases, pick) if cased else None
        wish = refunding.RefundWish(new_ulid(self.till.now), payment, most, "nhầm", who, seen, case)
        if most:
            self._try(lambda: refunding.ask(self.till.store, wish, self.till.now))

    @rule(pick=PICK, who=WHO)
    def approve(self, pick: int, who: str) -> None:
        self._try(lambda: refunding.approve(self.till.store, self._refund(pick), who, self.till.now))

    @rule(pick=PICK, who=WHO)
    def refuse(self, pick: int, who: str) -> None:
        self._try(lambda: refunding.refuse(self.till.store, self._refund(pick), who, "không", self.till.now))

    @rule(pick=PICK, less=st.sampled_from([0, 0, 0, 1]))
    def send_by_hand(self, pick: int, less: int) -> None:
        agreed = [r for r in self.laws.docs["REFUND"].values() if r["by_hand"] and r["state"] == "open"]
        if refund := picked(agreed, pick):
            text = f"HOAN {refund['reference']}"
            self._try(lambda: self.till.bank.outgoing(ACCOUNT.account, refund["amount"] - less, text))

    @rule(event=st.sampled_from([*[None] * 9, *ENDS]), assess=st.booleans())
    def go_on_with_the_case(self, event: Event | None, *, assess: bool) -> None:
        accepted = c.CaseAccepted(at=self.till.now, due=Due(at=self.till.now, provisional=False), desk="desk-1")
        more = c.CaseFeeAssessed(lines=MORE, total=80_000, pay="now")
        assess = assess and len(self.laws.docs["FEE"]) == 1
        told = event or (more if assess else accepted)
        self.accepted = self.accepted or told is accepted
        self.till.story.at = self.till.now
        self.till.queue.append(self.till.story.tell("casework", told))

    # providers and the way to us
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
            self._try(lambda: self.till.inbox.hear(message))

    def _worked(self, message: Envelope) -> None:
        self.till.inbox.hear(message)
        self.till.queue.remove(message)
        self.heard.append(message)

    # trouble
    @rule(failures=st.lists(st.sampled_from(["lost", "down", "busy"]), min_size=1, max_size=3))
    def fail_at_stripe(self, failures: list[Any]) -> None:
        self.till.stripe.failures.extend(failures)

    @rule()
    def mend_stripe(self) -> None:
        self.till.stripe.failures.clear()

    @rule(point=st.sampled_from(POINTS), passes=st.integers(min_value=0, max_value=2))
    def die(self, point: str, passes: int) -> None:
        self.plan.kill[point] = 1
        self.plan.rate = 0.0 if passes else self.plan.rate

    @rule(rate=st.sampled_from([0.0, 0.0, 0.1, 0.3]))
    def trouble_the_table(self, rate: float) -> None:
        self.plan.rate = rate

    # time
    @rule(minutes=st.sampled_from([1, 1, 1, 31, 31, 61, 91, 60 * 25, 60 * 24 * 8]))
    def wait(self, minutes: int) -> None:
        self.till.now += MINUTE * minutes
        self.till.stripe.account.run_out()

    @rule()
    def sweep(self) -> None:
        self._try(self.till.sweep)

    @rule(name=st.sampled_from(["polling.poll", "backfill.backfill"]))
    def look_after(self, name: str) -> None:
        self._try(lambda: self._scheduled(name))

    def _scheduled(self, name: str) -> None:
        module, _, function = name.partition(".")
        getattr(import_module(f"payments.{module}"), function)(self.till.store, self.till.now)

    @invariant()
    def the_money_adds_up(self) -> None:
        if hasattr(self, "laws"):
            self.laws.look()

    def teardown(self) -> None:
        """At rest: the clock runs on, everything is told, worked on, swept, polled and read again."""
        if not hasattr(self, "laws"):
            return
        till = self.till
        self.plan.kill.clear()
        self.plan.rate = 0.0
        till.stripe.failures.clear()
        till.stripe.account.funds.hold = False
        self._providers_decide()
        if not self.accepted:  # what was stopped had been accepted
            self.go_on_with_the_case(None, assess=False)
        for _ in range(4):
            till.now += timedelta(days=3)
            till.stripe.account.run_out()
            self._settle_down()
        self.laws.rest()

    def _providers_decide(self) -> None:
        account = self.till.stripe.account
        for session in list(account.sessions):
            with suppress(Refused):
                account.slow_outcome(session, good=len(session) % 2 == 0)
        for refund in list(account.funds.refunds):
            with suppress(Refused):
                account.settle_refund(refund)

    def _settle_down(self) -> None:
        till = self.till
        for line in lines_of(till.bank.statement().encode(), ACCOUNT.account):
            actions.store_once(till.store, line, till.now)
        self._scheduled("backfill.backfill")
        till.deliver()
        till.sweep()
        self._scheduled("polling.poll")
        till.deliver()
