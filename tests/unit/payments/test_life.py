"""Whatever payers, the provider, the clock and death do to one fee: the money adds up, at every step and at rest."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from contracts.casework import CaseRefused
from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from kit.platform import fault_injection
from local.stripe_double.objects import Json
from local.stripe_double.parameters import Refused
from payments.domain.payment_attempt import PAYMENT_STATES, SINKS
from payments.schedules.expire import sweep_overdue
from tests.unit.payments.till import MINUTE, Till

POINTS = (
    "pay.stored",
    "pay.opened",
    "settle.loaded",
    "settle.committed",
    "commit.before",
    "commit.after",
)
PICK = st.integers(min_value=0, max_value=50)


class Life(RuleBasedStateMachine):
    """One fee, its payers and its provider."""

    def __init__(self) -> None:
        super().__init__()
        self.till = Till()
        self.till.file()
        self.wishes = [new_ulid(self.till.now)]
        self.delivered: list[Json] = []
        self.plan = fault_injection.Plan()

    def _try(self, act: Callable[[], object]) -> None:
        with (
            fault_injection.injected(self.plan),
            suppress(ServiceError, Refused, fault_injection.Killed),
        ):
            act()
        self.plan.kill.clear()

    def _session(self, pick: int) -> str:
        sessions = list(self.till.stripe.account.sessions)
        return sessions[pick % len(sessions)] if sessions else "none"

    @rule()
    def wish_anew(self) -> None:
        self.wishes.append(new_ulid(self.till.now))
        self._try(lambda: self.till.start(self.wishes[-1]))

    @rule(pick=PICK)
    def wish_again(self, pick: int) -> None:
        self._try(lambda: self.till.start(self.wishes[pick % len(self.wishes)]))

    @rule(pick=PICK)
    def pay(self, pick: int) -> None:
        self._try(lambda: self.till.stripe.account.pay(self._session(pick)))

    @rule(pick=PICK)
    def decline(self, pick: int) -> None:
        self._try(lambda: self.till.stripe.account.decline(self._session(pick)))

    @rule(pick=PICK, good=st.booleans())
    def pay_slowly(self, pick: int, good: bool) -> None:
        session = self._session(pick)
        self._try(lambda: self.till.stripe.account.pay_slowly(session))
        found = self.till.stripe.account.sessions.get(session)
        if found and found["status"] == "complete" and found["payment_status"] == "unpaid":
            intent = self.till.stripe.account.intents[found["payment_intent"]]
            if intent["status"] == "processing":
                self.till.stripe.account.slow_outcome(session, good=good)

    @rule(pick=PICK)
    def deliver_one(self, pick: int) -> None:
        if self.till.held:
            told = self.till.held[pick % len(self.till.held)]
            self.till.held.remove(told)
            self.delivered.append(told)
            self._try(lambda: self.till.webhook(told))
            self._try(self.till.relay)

    @rule(pick=PICK)
    def deliver_again(self, pick: int) -> None:
        if self.delivered:
            self._try(lambda: self.till.webhook(self.delivered[pick % len(self.delivered)]))
            self._try(self.till.relay)

    @rule()
    def lose_an_answer(self) -> None:
        self.till.stripe.failures.append("lost")

    @rule(point=st.sampled_from(POINTS))
    def die(self, point: str) -> None:
        self.plan.kill[point] = 1

    @rule(minutes=st.sampled_from([1, 31, 91, 60 * 25, 60 * 24 * 8]))
    def wait(self, minutes: int) -> None:
        self.till.now += MINUTE * minutes
        self.till.stripe.account.run_out()

    @rule()
    def sweep(self) -> None:
        self._try(lambda: sweep_overdue(self.till.store, self.till.now))

    @rule()
    def refuse_the_case(self) -> None:
        self._try(lambda: self.till.hear(CaseRefused(reason="x", ground="refused")))

    @invariant()
    def the_money_adds_up(self) -> None:
        fee, payments = self.till.fee, self.till.stored("PAY#")
        paid = [p for p in payments if p["state"] == "paid"]

        assert {p["state"] for p in payments} <= set(PAYMENT_STATES)
        assert all(
            p["kept"] + p["surplus"] == (150_000 if p["state"] == "paid" else 0) for p in payments
        )
        assert sum(p["kept"] for p in payments) == (150_000 if fee.state == "settled" else 0)
        assert sum(p["surplus"] for p in payments) == fee.surplus
        assert len(self.till.receipts) == (1 if fee.state == "settled" else 0) <= max(1, len(paid))
        assert self.till.told.count("payment.paid") == len(paid)

    def teardown(self) -> None:
        """At rest: all is delivered and swept, and nobody may pay any more."""
        till = self.till
        self.plan.kill.clear()
        till.stripe.failures.clear()
        for told in [*self.delivered, *till.held]:
            till.webhook(told)
        till.held.clear()
        till.relay()
        till.now += timedelta(days=8)
        till.stripe.account.run_out()
        for _ in range(2):
            sweep_overdue(till.store, till.now)
            till.deliver()
        self.the_money_adds_up()
        payments = till.stored("PAY#")
        charged = [
            s for s in till.stripe.account.sessions.values() if s["payment_status"] == "paid"
        ]
        assert {p["state"] for p in payments} <= SINKS
        assert len(charged) == len([p for p in payments if p["state"] == "paid"])
        assert till.fee.state in ("settled", "void")
        assert not [s for s in till.stripe.account.sessions.values() if s["status"] == "open"]


def lives(runs: int, steps: int) -> None:
    """Try so many lives of so many steps."""
    sizes = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=sizes)


def test_the_money_adds_up_whatever_happens() -> None:
    lives(60, 30)


@pytest.mark.soak
def test_the_money_adds_up_in_two_thousand_lives() -> None:
    lives(2_000, 60)
