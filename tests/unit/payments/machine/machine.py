"""A machine that does to payments whatever payers, providers, officials, the clock and death may
do."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from local.doubles.stripe.parameters import Refused
from tests.unit.payments.machine.accounting import Books
from tests.unit.payments.machine.base import LINES, PICK
from tests.unit.payments.machine.delivery import ENDS, Post
from tests.unit.payments.machine.officials import Officials
from tests.unit.payments.machine.payers import Payers
from tests.unit.payments.machine.trouble import Trouble
from tests.unit.payments.world import ACCOUNT

FIRST: Final = (
    *("meet", "card", "transfer", "cash", "unknown", "nothing"),
    *("parts", "reused number", "odd line", "told late"),
)
THEN: Final = ("nothing", "refund", "fail", "dispute", "second fee", "refused", "allocate")
BEFORE = st.tuples(st.sampled_from(FIRST), *[st.sampled_from(THEN)] * 3)


class Machine(Payers, Officials, Post, Books, Trouble):
    """Lives of one dossier: each begins in the middle and is brought to rest at its end."""

    @initialize(forgetful=st.booleans(), seed=PICK, before=BEFORE)
    def begin(self, *, forgetful: bool, seed: int, before: Sequence[str]) -> None:
        self.create_world(seed, forgetful=forgetful)
        for name in before:
            self._happened(name)
            self.money_invariants.look()

    def _happened(self, name: str) -> None:
        """What happened before: lives begin in the middle, where there is more to go wrong."""
        if name in ("card", "transfer", "meet", "cash"):
            self._paid_before(name)
        elif name == "unknown":
            self.world.bank.receive(ACCOUNT.account, 1_200_000, "nop le phi")
        elif name in ("parts", "reused number", "odd line", "told late"):
            self._transferred_before(name)
        elif name == "refund":
            self.ask_for_a_refund(0, 0, "an", cased=False)
            self.ask_for_a_refund(0, 2, "an", cased=False)
        elif name == "fail":
            self.go_on_with_a_refund(0, "fail_refund")
        elif name == "dispute":
            self.dispute(0)
        elif name == "second fee":
            self.go_on_with_the_case(None, assess=False)
            self.go_on_with_the_case(None, assess=True)
        elif name == "allocate":
            self.allocate(0, -1)
        elif name == "refused":
            self.go_on_with_the_case(ENDS[0], assess=False)
        self.work_it_all_off()
        self.work_it_all_off()

    def _paid_before(self, name: str) -> None:
        """By one way; by transfer and card at once; or by a card of which nobody heard while
        cash is offered."""
        if name in ("transfer", "meet"):
            self.start(-1, "transfer")
            self.money_invariants.look()
        if name != "transfer":
            self.start(-1, "card")
            self.money_invariants.look()
        self.come_to_pay()
        if name == "meet":
            while self.world.lines:
                self.deliver_a_line(0, "tell")
            self.work(0)
        elif name == "cash":
            self.take_cash(-1, repeat=False)

    def _transferred_before(self, name: str) -> None:
        """Two halves that an accountant joins; another amount under the number of the fee's; an
        odd line beside the fee's; money in time of which nobody heard until the fee was void."""
        self.start(-1, "transfer")
        self.money_invariants.look()
        half = -sum(line.amount for line in LINES) // 2
        self.transfer(-1, half if name == "parts" else 0, 0, None, 0)
        if name in ("parts", "reused number"):
            self.transfer(-1, half, 0, 0 if name == "reused number" else None, 0)
        elif name == "odd line":
            self.deliver_a_line_with_an_odd_one(0, {"amount": 0})
        else:
            for _ in range(2):
                self.wait(60 * 24 * 8)
                self.sweep()
                self.money_invariants.look()
        self.work_it_all_off()
        self.work_it_all_off()
        self.money_invariants.look()
        if name == "parts":
            self.allocate(0, -1, 1)

    def come_to_pay(self) -> None:
        """Whoever has an open try pays it."""
        for payment in self.money_invariants.docs["ATTEMPT"].values():
            if payment["method"] == "card":
                self._try(lambda payment=payment: self.world.stripe.account.pay(payment["session"]))  # type: ignore[misc]
            elif payment["method"] == "transfer":
                text = f"CT {payment['reference']} NGUYEN THI AN"
                self.world.bank.receive(ACCOUNT.account, payment["amount"], text)

    @invariant()
    def the_money_adds_up(self) -> None:
        if hasattr(self, "money_invariants"):
            self.money_invariants.look()

    def teardown(self) -> None:
        """At rest: the clock runs on, everything is told, worked on, swept, polled and read
        again."""
        if not hasattr(self, "money_invariants"):
            return
        world = self.world
        self.plan.kill.clear()
        self.plan.rate = 0.0
        world.stripe.failures.clear()
        world.stripe.account.funds.hold = False
        self._providers_decide()
        if not self.accepted:  # what was stopped had been accepted
            self.go_on_with_the_case(None, assess=False)
        for _ in range(4):
            world.now += timedelta(days=3)
            world.stripe.account.run_out()
            self._settle_down()
        self.money_invariants.rest()
        self.money_invariants.days_close()

    def _providers_decide(self) -> None:
        account = self.world.stripe.account
        for session in list(account.sessions):
            with suppress(Refused):
                account.slow_outcome(session, good=len(session) % 2 == 0)
        for refund in list(account.funds.refunds):
            with suppress(Refused):
                account.settle_refund(refund)

    def _settle_down(self) -> None:
        world = self.world
        if world.bank.lines:
            self._import(world.bank.statement())
        self._scheduled("backfill.backfill")
        world.deliver()
        world.sweep()
        self._scheduled("poll.poll")
        world.deliver()
