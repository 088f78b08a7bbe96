"""The circuit to the portal, which all that call it share."""

from dataclasses import dataclass
from datetime import datetime

from contracts.exchange import SyncPaused, SyncResumed
from exchange.domain import circuit as circuits
from exchange.domain.circuit import Circuit
from exchange.repository import ExchangeRepository
from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import log


@dataclass(frozen=True, slots=True)
class SharedCircuit:
    """The circuit as it is stored, under a condition on its version."""

    repository: ExchangeRepository

    def present(self) -> Circuit:
        """As a caller reads it before its call."""
        return self.repository.circuit()

    def may_call(self, circuit: Circuit, at: datetime) -> bool:
        """Whether who read it may call now: while it is open, only whose the probe is."""
        if not circuit.admits(at):
            return False
        return not circuit.is_open or self._is_probe(circuit, at)

    @retry_on_conflict
    def count_failure(self, at: datetime) -> None:
        """One more call without an answer."""
        circuit = self.repository.circuit()
        failed = circuits.failed(circuit, at)
        opens = failed.is_open and not circuit.is_open
        self.repository.save(failed, at, SyncPaused(since=at) if opens else None)
        if opens:
            log.metric("PortalPaused")

    def close(self, before: Circuit, at: datetime) -> None:
        """The portal answers; nothing is written where it did at the last call, too."""
        if before.failures:
            self._close(at)

    @retry_on_conflict
    def _close(self, at: datetime) -> None:
        circuit = self.repository.circuit()
        if not circuit.failures:
            return
        since = circuit.opened_at
        event = SyncResumed(since=since, at=at) if since else None
        self.repository.save(circuits.closed(circuit), at, event)

    def _is_probe(self, circuit: Circuit, at: datetime) -> bool:
        try:
            self.repository.save(circuits.probing(circuit, at), at)
        except Conflict:
            return False
        return True
