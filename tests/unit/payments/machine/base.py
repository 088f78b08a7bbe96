"""What a life of payments is lived in: a dossier, payers, officials, Stripe, a bank, and a table
that fails."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from contracts.terms import QuoteLine
from contracts.testing.dossier_events import dossier_filed
from kit.core.errors import ServiceError
from kit.core.events import Change, Envelope
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import Ambiguous, Busy
from kit.persistence.repository import Conflict
from kit.platform import fault_injection
from kit.testing.memory_table import MemoryTransport
from local.doubles.bank.bank import Line, NoTransfer
from local.doubles.stripe.objects import Json
from local.doubles.stripe.parameters import Refused
from payments.domain.backfill_progress import BackfillProgress
from tests.unit.payments.invariants import Invariants
from tests.unit.payments.world import World

T = TypeVar("T")
SOURCE: Final = "Nghị quyết 12"
LINES: Final = (
    QuoteLine(rule="a", name="Lệ phí", amount=900_000, refund_when="refused", source=SOURCE),
    QuoteLine(rule="b", name="Phí", amount=300_000, refund_when="not_started"),
)
PICK = st.integers(min_value=0, max_value=30)
UNLUCKY: Final = (
    ServiceError,
    Refused,
    NoTransfer,
    fault_injection.Killed,
    Busy,
    Ambiguous,
    Conflict,
)
"""What may be answered or happen: nothing else."""


def picked(many: Sequence[T], pick: int) -> T | None:
    """One of many, or None of none."""
    return many[pick % len(many)] if many else None


class PaymentsMachine(RuleBasedStateMachine):
    """One dossier with up to two fees; rules of this world are in classes by what they are
    about."""

    def create_world(self, seed: int, *, forgetful: bool) -> None:
        """The dossier is filed, and nothing has happened yet."""
        self.plan = fault_injection.Plan(chance=random.Random(seed))
        transport = MemoryTransport(forgetful=forgetful)
        self.world = World(transport, around=FaultInjectingTransport(transport, self.plan))
        self.money_invariants = Invariants(self.world)
        self._nothing_was_paid_before()
        self.attempt_ids: list[str] = []
        self.delivered: list[Json] = []
        self.lines: list[Line] = []
        self.handled: list[Envelope] = []
        self.accepted = False
        self.refused_unpaid = False
        quote = dossier_filed().quote.evolve(lines=LINES, total=sum(line.amount for line in LINES))
        self.world.handle(dossier_filed().evolve(quote=quote))
        self.money_invariants.look()

    def _nothing_was_paid_before(self) -> None:
        """So that back-filling does not read a month of empty days in each life."""
        read = BackfillProgress(id="stripe", upto=self.world.now)
        self.world.store.commit([Change(read, None)], at=self.world.now)

    def _try(self, act: Callable[[], object]) -> None:
        with fault_injection.injected(self.plan), suppress(*UNLUCKY):
            act()
        self.plan.kill.clear()

    def _fee(self, pick: int) -> str:
        return list(self.money_invariants.docs["FEE"])[
            pick % len(self.money_invariants.docs["FEE"])
        ]

    def _session(self, pick: int) -> str:
        return picked(list(self.world.stripe.account.sessions), pick) or "none"

    def _payment(self, pick: int) -> str:
        return picked(list(self.money_invariants.docs["ATTEMPT"]), pick) or "none"

    def _refund(self, pick: int) -> str:
        return picked(list(self.money_invariants.docs["REFUND"]), pick) or "none"
