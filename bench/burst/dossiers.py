"""A catch-up of dossiers: status reads all that happened in half a day without it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from bench.burst.assumptions import Bursts, Latencies
from bench.burst.environment import Surroundings
from bench.burst.queue import Function
from bench.burst.result import Result
from bench.burst.simulated_time import SimulatedTime
from bench.month.settings import LOOKUP_SECRET
from contracts.notifications import NoticeSent
from contracts.routes import STATUS
from contracts.testing.dossier_events import FILED_AT, DossierEvents, paid_dossier
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.persistence.vault import Vault
from kit.testing.failed_attempts import MemoryFailedAttempts
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.memory_vault import MemoryKeys
from kit.testing.world import MemoryResources
from status.bootstrap import Status
from status.domain.leaf import leaf
from status.domain.public_view import PublicView

HALF_A_DAY: Final = timedelta(hours=4)
BEGIN: Final = FILED_AT + HALF_A_DAY + timedelta(hours=1)
MONTH: Final = f"{FILED_AT:%Y-%m}"
NOTICES: Final = 11
"""Of a paid dossier: five SMS and six mails."""
RETURNED: Final = 10
"""The national code of a dossier whose result is returned."""


@dataclass
class TimedArchive:
    """`Archive`: each batch is stored in the time that S3 takes, and forgotten."""

    time: SimulatedTime
    latencies: Latencies

    def append(self, batch: object, at: datetime) -> None:  # noqa: ARG002
        self.time.wait(self.latencies.file)


@dataclass
class NoViews(MemoryFailedAttempts):
    """The store of views, which nobody looks up here."""

    def view(self, code: str) -> PublicView | None:  # noqa: ARG002
        return None


@dataclass
class Dossiers:
    """Status, with every event of `size` paid dossiers in its queue."""

    assumptions: Bursts
    size: int
    seed: int = 1

    def run(self) -> Result:
        """Let the inbox of status work them off; then each has its last status."""
        inbox = self._inbox()
        archive = TimedArchive(inbox.time, self.assumptions.latencies)

        def environment(resources: MemoryResources) -> Function:
            return _service(resources, archive).consume

        inbox.empty(environment)
        status = _service(inbox.resources(), archive)
        records = map(status.repository.record_of, map(_code, range(self.size)))
        rows = (leaf(record.code, record.facts) for record in records)
        counted = Counter(row.status if row else 0 for row in rows)
        mistakes = () if counted == {RETURNED: self.size} else (f"the statuses are {counted}",)
        return Result.of("dossiers", inbox.queue, inbox.table.conflicts, mistakes)

    def _inbox(self) -> Surroundings:
        """The surroundings of status, with all that happened in its queue."""
        vault, chance = MemoryTransport(), Random(self.seed)  # noqa: S311 - a game, not a secret
        inbox = Surroundings(
            service=STATUS,
            assumptions=self.assumptions,
            surge=self.assumptions.dossiers,
            time=SimulatedTime(BEGIN),
            chance=chance,
            transport=MemoryTransport(forgetful=True),
            vault=vault,
        )
        messages = self._messages(Vault(memory_table(vault), MemoryKeys()), chance)
        inbox.queue.send([message.model_dump_json() for message in messages])
        return inbox

    def _messages(self, vault: Vault, chance: Random) -> list[Envelope]:
        """In the order of their times, as the queue got them: the dossiers of half a day."""
        lives = [_life(vault, n, chance.random() * HALF_A_DAY) for n in range(self.size)]
        return sorted((m for life in lives for m in life), key=lambda m: (m.time, m.id))


def _service(resources: MemoryResources, archive: TimedArchive) -> Status:
    return Status(
        resources,
        view_store=NoViews(),
        archive=archive,
        lookup_secret=lambda: LOOKUP_SECRET,
    )


def _code(n: int) -> str:
    return f"H49.61.01-261123-{n:04}"


def _life(vault: Vault, n: int, after: timedelta) -> list[Envelope]:
    """A paid dossier with its notices, filed so long after the first."""
    code, draft = _code(n), new_ulid(FILED_AT)
    events = paid_dossier(vault, code, draft)
    others = DossierEvents(vault, code, draft)
    for notice in range(NOTICES):
        sent = NoticeSent(channel="sms", template="case.accepted", segments=1)
        others.publish("notifications", sent, f"{draft}-{notice}")
    return [event.evolve(time=event.time + after) for event in (*events, *others.published)]
