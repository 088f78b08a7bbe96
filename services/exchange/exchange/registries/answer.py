"""The asker: it calls each registry for the inquiries that wait, one call at a time."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.registries import RegistryResponded
from exchange.domain.inquiry import Inquiry, with_response
from exchange.domain.registry import Registries, Registry
from exchange.domain.registry_answer import (
    Answer,
    Match,
    RegistryPort,
    RegistryQuery,
    Unavailable,
)
from exchange.domain.registry_circuit import LONGEST_RUN, RegistryCircuit
from exchange.repository import ExchangeRepository
from kit.core.budget import Budget
from kit.core.circuit import closed, failed
from kit.core.time import Clock
from kit.persistence.repository import Conflict, retry_on_conflict
from kit.persistence.vault import Unreadable
from kit.platform import log

TURNS: Final = 20
"""How often a run looks whether another one has left a registry, before its messages come again."""


@dataclass(frozen=True, slots=True)
class Asker:
    """`wait` lets a moment pass (a third of a second)."""

    repository: ExchangeRepository
    registries: Registries
    port: RegistryPort
    clock: Clock
    wait: Callable[[], None]

    def answer(self, waiting: Iterable[tuple[str, str]], budget: Budget) -> None:
        """Pairs of a registry's code and a inquiry's id: each registry has a thread of its own, so
        that one that is slow keeps no other waiting."""
        by_registry: dict[str, list[str]] = {}
        for code, inquiry in waiting:
            by_registry.setdefault(code, []).append(inquiry)
        registries = [each for each in self.registries.registries if each.code in by_registry]
        if not registries:
            return
        with ThreadPoolExecutor(len(registries)) as threads:
            runs = [
                threads.submit(self._of_registry, each, by_registry[each.code], budget)
                for each in registries
            ]
            for run in runs:
                run.result()

    def _of_registry(self, registry: Registry, ids: Sequence[str], budget: Budget) -> None:
        circuit = self._taken(registry.code)
        if circuit is None:
            return
        try:
            for inquiry in dict.fromkeys(ids):
                if budget.is_spent:
                    break
                circuit = self._answer_one(registry, inquiry, circuit)
        finally:
            self.repository.save_circuit(circuit.evolve(run_until=None), self.clock())

    def _taken(self, code: str) -> RegistryCircuit | None:
        """The circuit, in the hands of this run alone; None where another one keeps it."""
        for _ in range(TURNS):
            at = self.clock()
            circuit = self.repository.registry_circuit(code)
            if circuit.is_free(at):
                try:
                    taken = circuit.evolve(run_until=at + LONGEST_RUN)
                    self.repository.save_circuit(taken, at)
                    return taken.committed()
                except Conflict:
                    pass
            self.wait()
        return None

    def _answer_one(self, registry: Registry, id: str, circuit: RegistryCircuit) -> RegistryCircuit:
        try:
            inquiry = self.repository.inquiry(id)
        except Unreadable:  # the dossier was erased: nothing is asked about anybody
            self._store(registry, id, Unavailable(reason="erased"))
            return circuit
        if inquiry is None or not inquiry.is_open or inquiry.subject is None:
            return circuit
        at = self.clock()
        if not circuit.admits(at):
            self._store(registry, id, Unavailable(reason="paused"))
            return circuit
        answer = self.port.ask(_query(inquiry, registry))
        after = self._counted(circuit, answer)
        self._store(registry, id, answer)
        return after

    def _counted(self, circuit: RegistryCircuit, answer: Answer) -> RegistryCircuit:
        """A failure is stored at once, so that a run that dies has counted it."""
        if not isinstance(answer, Unavailable):
            return closed(circuit) if circuit.failures else circuit
        at = self.clock()
        after = failed(circuit, at)
        if after.is_open and not circuit.is_open:
            log.metric("RegistryPaused")
        log.warning("registry_failed", registry=circuit.id, why=answer.reason)
        self.repository.save_circuit(after, at)
        return after.committed()

    @retry_on_conflict
    def _store(self, registry: Registry, id: str, answer: Answer) -> None:
        """Raises Conflict."""
        inquiry = self.repository.sealed_inquiry(id)
        if inquiry is None or not inquiry.is_open:
            return
        at = self.clock()
        after = with_response(inquiry, answer, registry, at)
        values = answer.values if isinstance(answer, Match) else {}
        self.repository.save_answer(after, _event(after, registry, at), values, at)


def _query(inquiry: Inquiry, registry: Registry) -> RegistryQuery:
    assert inquiry.subject is not None  # noqa: S101 - for the type alone
    return RegistryQuery(
        id=f"{inquiry.id}-{inquiry.rounds + 1}",
        registry=registry,
        mode=inquiry.mode,
        fields=registry.fields_for(inquiry.mode, inquiry.fields),
        subject=inquiry.subject,
        procedure=inquiry.about.procedure,
        agency=inquiry.about.agency,
        asker=inquiry.requester.sub,
    )


def _event(inquiry: Inquiry, registry: Registry, at: datetime) -> RegistryResponded | None:
    """What intake and the National Portal's lane learn; of a fetch nobody does."""
    if inquiry.mode != "compare" or not inquiry.papers or inquiry.outcome is None:
        return None
    return RegistryResponded(
        registry=registry.code,
        outcome=inquiry.outcome,
        papers=inquiry.papers,
        at=at,
    )
