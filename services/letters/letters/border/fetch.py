"""The fetcher: what waits on the axis is stored as it came, then acknowledged."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from kit.core.budget import Budget
from kit.core.events import Change
from kit.core.time import Clock
from kit.persistence.repository import Conflict
from kit.platform import fault_injection, log
from letters.border.ports import RawPackages
from letters.domain.arrival import Arrival, arrival_id, as_refused
from letters.edxml.axis import AxisRefused, AxisUnavailable, DocumentAxis, Kind, WaitingPackage
from letters.repository import LettersRepository

KINDS: Final[tuple[Kind, ...]] = ("edoc", "status")
"""Letters first: a status of the same minute may be about one of them."""


@dataclass(frozen=True)
class Fetcher:
    """For one axis. A package is acknowledged after the transaction that knows it: a run that ends
    anywhere before leaves it on the axis.
    """

    name: str
    axis: DocumentAxis
    repository: LettersRepository
    packages: RawPackages
    clock: Clock

    def run(self, budget: Budget) -> int:
        """How many packages were stored; the axis away ends the run, the next one goes on."""
        count = 0
        for kind in KINDS:
            try:
                for waiting in self.axis.waiting(kind):
                    if budget.is_spent:
                        return count
                    count += self._fetch(waiting)
            except (AxisUnavailable, AxisRefused) as error:
                log.warning("axis_unavailable", why=str(error)[:80])
                return count
        return count

    def _fetch(self, waiting: WaitingPackage) -> int:
        """1 for a package that is new."""
        arrival = self.repository.arrival(self.name, waiting.id)
        is_new = arrival is None
        if is_new:
            self._store(waiting, self.clock())
        fault_injection.point("fetch.before_receipt")
        self.axis.acknowledge(waiting.id, "done")
        return 1 if is_new else 0

    def _store(self, waiting: WaitingPackage, at: datetime) -> None:
        try:
            content = self.axis.fetch(waiting.id)
        except AxisRefused as refused:
            self._commit(as_refused(self._arrival(waiting, b"", at), refused.code), at)
            return
        arrival = self._arrival(waiting, content, at)
        self.packages.store(arrival.sha256, content)
        fault_injection.point("fetch.stored")
        self._commit(arrival.evolve(due_at=at), at)

    def _arrival(self, waiting: WaitingPackage, content: bytes, at: datetime) -> Arrival:
        return Arrival(
            id=arrival_id(self.name, waiting.id),
            axis=self.name,
            transport=waiting.id,
            sender=waiting.sender,
            kind=waiting.kind,
            sha256=sha256(content).hexdigest(),
            at=at,
        )

    def _commit(self, arrival: Arrival, at: datetime) -> None:
        try:
            self.repository.commit([Change(arrival, None)], at=at)
        except Conflict:  # another run was faster
            log.info("package_stored_before", arrival=arrival.id)
