"""Whatever payers, the provider, the clock and death do to one fee: the money adds up, at every
step and at rest."""

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
from local.doubles.stripe.objects import Json
from local.doubles.stripe.parameters import Refused
from payments.domain.payment_attempt import ATTEMPT_STATES, SINKS
from payments.schedules.expire import expire_overdue
from tests.unit.payments.world import MINUTE, World

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
        self.world = World()
        self.world.file()
        self.attempt_ids = [new_ulid(self.world.now)]
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
        sessions = list(self.world.stripe.account.sessions)
        return sessions[pick % len(sessions)] if sessions else "none"

    @rule()
    def start_anew(self) -> None:
        self.attempt_ids.append(new_ulid(self.world.now))
        self._try(lambda: self.world.start(self.attempt_ids[-1]))

    @rule(pick=PICK)
    def start_again(self, pick: int) -> None:
        self._try(lambda: self.world.start(self.attempt_ids[pick % len(self.attempt_ids)]))

    @rule(pick=PICK)
    def pay(self, pick: int) -> None:
        self._try(lambda: self.world.stripe.account.pay(self._session(pick)))

    @rule(pick=PICK)
    def decline(self, pick: int) -> None:
        self._try(lambda: self.world.stripe.account.decline(self._session(pick)))

    @rule(pick=PICK, good=st.booleans())
    def pay_slowly(self, pick: int, good: bool) -> None:
        session = self._session(pick)
        self._try(lambda: self.world.stripe.account.pay_slowly(session))
        paid = self.world.stripe.account.sessions.get(session)
        if paid and paid["status"] == "complete" and paid["payment_status"] == "unpaid":
            intent = self.world.stripe.account.intents[paid["payment_intent"]]
            if intent["status"] == "processing":
                self.world.stripe.account.slow_outcome(session, good=good)

    @rule(pick=PICK)
    def deliver_one(self, pick: int) -> None:
        if self.world.held:
            event = self.world.held[pick % len(self.world.held)]
            self.world.held.remove(event)
            self.delivered.append(event)
            self._try(lambda: self.world.webhook(event))
            self._try(self.world.relay)

    @rule(pick=PICK)
    def deliver_again(self, pick: int) -> None:
        if self.delivered:
            self._try(lambda: self.world.webhook(self.delivered[pick % len(self.delivered)]))
            self._try(self.world.relay)

    @rule()
    def lose_an_answer(self) -> None:
        self.world.stripe.failures.append("lost")

    @rule(point=st.sampled_from(POINTS))
    def die(self, point: str) -> None:
        self.plan.kill[point] = 1

    @rule(minutes=st.sampled_from([1, 31, 91, 60 * 25, 60 * 24 * 8]))
    def wait(self, minutes: int) -> None:
        self.world.now += MINUTE * minutes
        self.world.stripe.account.run_out()

    @rule()
    def sweep(self) -> None:
        self._try(lambda: expire_overdue(self.world.store, self.world.providers, self.world.now))

    @rule()
    def refuse_the_case(self) -> None:
        self._try(lambda: self.world.handle(CaseRefused(reason="x", ground="refused")))

    @invariant()
    def the_money_adds_up(self) -> None:
        fee, payments = self.world.fee, self.world.stored("ATTEMPT#")
        paid = [p for p in payments if p["state"] == "paid"]

        assert {p["state"] for p in payments} <= set(ATTEMPT_STATES)
        assert all(
            p["settled"] + p["overpaid"] == (150_000 if p["state"] == "paid" else 0)
            for p in payments
        )
        assert sum(p["settled"] for p in payments) == (150_000 if fee.state == "settled" else 0)
        assert sum(p["overpaid"] for p in payments) == fee.overpaid
        assert len(self.world.receipts) == (1 if fee.state == "settled" else 0) <= max(1, len(paid))
        assert self.world.published.count("payment.paid") == len(paid)

    def teardown(self) -> None:
        """At rest: all is delivered and swept, and nobody may pay any more."""
        world = self.world
        self.plan.kill.clear()
        world.stripe.failures.clear()
        for event in [*self.delivered, *world.held]:
            world.webhook(event)
        world.held.clear()
        world.relay()
        world.now += timedelta(days=8)
        world.stripe.account.run_out()
        for _ in range(2):
            expire_overdue(world.store, world.providers, world.now)
            world.deliver()
        self.the_money_adds_up()
        payments = world.stored("ATTEMPT#")
        charged = [
            s for s in world.stripe.account.sessions.values() if s["payment_status"] == "paid"
        ]
        assert {p["state"] for p in payments} <= SINKS
        assert len(charged) == len([p for p in payments if p["state"] == "paid"])
        assert world.fee.state in ("settled", "void")
        assert not [s for s in world.stripe.account.sessions.values() if s["status"] == "open"]


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
