"""A burst of receipts: the transfers of one statement settle fees of one collecting body."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final

from bench.burst.assumptions import Bursts
from bench.burst.environment import Surroundings
from bench.burst.queue import Function
from bench.burst.result import Result
from bench.burst.simulated_time import SimulatedTime
from bench.month.settings import ACCOUNT
from bench.month.world import World, surroundings
from contracts.routes import PAYMENTS
from kit.core.ids import new_ulid
from kit.core.time import VIETNAM
from kit.persistence.vault import Vault
from kit.testing.memory_table import MemoryTransport, events_of, memory_table
from kit.testing.memory_vault import MemoryKeys
from kit.testing.world import MemoryResources
from local.doubles.bank.bank import callback
from payments.bootstrap import Payments
from payments.checkout.start import StartPayment, start_payment
from payments.provider_events.receive import receive
from payments.providers.bank.bank_callback import BankCallback

AGENCY: Final = "H49.61.01"
AMOUNT: Final = 150_000
MORNING: Final = datetime(2026, 12, 1, 8, tzinfo=VIETNAM)
LINES: Final = 50
"""Of one callback."""


@dataclass
class Receipts:
    """Payments with `size` transfers that the bank has just told."""

    assumptions: Bursts
    size: int
    seed: int = 1

    def run(self) -> Result:
        """Let the inbox of payments work them off."""
        vault, time = MemoryTransport(), SimulatedTime(MORNING)
        world = self._paid(vault)
        inbox = Surroundings(
            service=PAYMENTS,
            assumptions=self.assumptions,
            surge=self.assumptions.receipts,
            time=time,
            chance=Random(self.seed),  # noqa: S311 - a game, not a secret
            transport=world.transport,
            vault=vault,
        )
        notified = (e for e in events_of(world.transport) if e.type == "provider.notified")
        inbox.queue.send([event.model_dump_json() for event in notified])

        def environment(resources: MemoryResources) -> Function:
            return Payments(resources, surroundings(world.providers)).consume

        inbox.empty(environment)
        mistakes = tuple(_mistakes(world.transport, self.size))
        return Result.of("receipts", inbox.queue, inbox.table.conflicts, mistakes)

    def _paid(self, vault: MemoryTransport) -> World:
        """Everybody has filed, begun to pay and sent the money; the bank's lines are stored."""
        world = World(
            MORNING,
            Random(self.seed),  # noqa: S311 - a game, not a secret
            MemoryTransport(forgetful=True),
            vault=Vault(memory_table(vault), MemoryKeys()),
        )
        lines = [world.bank.transfer(_begun(world)) for _ in range(self.size)]
        for start in range(0, len(lines), LINES):
            part = lines[start : start + LINES]
            raw, signature = callback(part, ACCOUNT.callback_secrets[0], MORNING)
            headers = {"x-bank-signature": signature}
            receive(world.store, BankCallback(ACCOUNT), raw, headers, MORNING)
        return world


def _begun(world: World) -> str:
    """The QR code of a new fee's transfer."""
    fee = world.file(AMOUNT, AGENCY)
    payment = new_ulid(world.now)
    command = StartPayment(payment, fee, "http://localhost/cam-on", "vi", "transfer")
    return start_payment(world.store, world.providers, command, world.now).qr or ""


def _mistakes(transport: MemoryTransport, size: int) -> list[str]:
    """Receipts that lack, come twice, or leave a gap in the one series."""
    receipts = [pk.removeprefix("RECEIPT#") for pk, _ in transport.items if pk[:8] == "RECEIPT#"]
    series = {receipt.rpartition("#")[0] for receipt in receipts}
    numbers = sorted(int(receipt.rpartition("#")[2]) for receipt in receipts)
    right = numbers == list(range(1, size + 1)) and len(series) == 1
    return [] if right else [f"{len(numbers)} receipts in {len(series)} series for {size} fees"]
