"""What time and trouble do: silence, deaths, a busy table, the clock's functions."""

from importlib import import_module
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.unit.payments.machine.base import PaymentsMachine
from tests.unit.payments.world import MINUTE

POINTS: Final = (
    *(
        "pay.stored",
        "pay.opened",
        "settle.loaded",
        "settle.committed",
        "refund.stored",
        "refund.asked",
    ),
    *("commit.before", "commit.after"),
)


class Trouble(PaymentsMachine):
    """Nothing of this may change what the money comes to."""

    @rule(failures=st.lists(st.sampled_from(["lost", "down", "busy"]), min_size=1, max_size=3))
    def fail_at_stripe(self, failures: list[Any]) -> None:
        self.world.stripe.failures.extend(failures)

    @rule()
    def mend_stripe(self) -> None:
        self.world.stripe.failures.clear()

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
        self.world.now += MINUTE * minutes
        self.world.stripe.account.run_out()

    @rule()
    def sweep(self) -> None:
        self._try(self.world.sweep)

    @rule(name=st.sampled_from(["poll.poll", "backfill.backfill"]))
    def look_after(self, name: str) -> None:
        self._try(lambda: self._scheduled(name))

    def _scheduled(self, name: str) -> None:
        module, _, function = name.partition(".")
        getattr(import_module(f"payments.schedules.{module}"), function)(
            self.world.store, self.world.providers, self.world.now
        )
