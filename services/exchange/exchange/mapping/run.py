"""A run of the mapper: it takes the round of the night some procedures further."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from exchange.domain import mapping_round as rounds
from exchange.domain.mapping_round import MappingRound
from exchange.domain.portal_answer import NoAnswer
from exchange.domain.ports import LogInRefused
from exchange.mapping.compare_lists import compare_list, own_agencies, own_fields
from exchange.mapping.compare_portion import NationalCatalogue, PortionComparison
from exchange.mapping.national_reader import ListUnread, NationalReader
from exchange.push.shared_circuit import SharedCircuit
from exchange.push.shared_session import LogInElsewhere
from exchange.repository import ExchangeRepository
from kit.core.budget import Budget
from kit.core.time import Clock
from kit.persistence.repository import Conflict
from kit.platform import log
from kit.security.agency import Agency

PORTION: Final = 20
"""So many procedures are compared between two writes of the round."""
MOST_UNREAD: Final = 3
"""So often in a row the portal may answer with something else; the next run tries again."""


@dataclass(slots=True)
class Mapper:
    """One call at a time, in a session and before a circuit that the pushers share."""

    repository: ExchangeRepository
    reader: NationalReader
    circuit: SharedCircuit
    agencies: Callable[[], Iterable[Agency]]
    clock: Clock
    _catalogue: NationalCatalogue | None = None

    def run(self, budget: Budget, *, begins: bool = False) -> int:
        """How many procedures were compared, until the round ends or the time is over.

        `begins`: where no round is under way one begins now, whenever the last one was.
        """
        under_way = self._under_way(begins=begins)
        if under_way is None:
            return 0
        before, unread = under_way.compared, 0
        while under_way.is_under_way and not budget.is_spent and unread < MOST_UNREAD:
            circuit = self.circuit.present()
            if not self.circuit.may_call(circuit, self.clock()):
                break
            try:
                under_way, unread = self._step(under_way, budget), 0
            except (Conflict, LogInElsewhere) as other:  # somebody is at work: the next run goes on
                log.info("mapper_gave_way", why=type(other).__name__)
                break
            except ListUnread as failure:
                log.warning("national_list_unread", why=str(failure))
                under_way, unread = self.repository.mapping_round(), unread + 1
            except (NoAnswer, LogInRefused) as failure:
                log.warning("portal_failed", why=str(failure)[:200])
                self.circuit.count_failure(self.clock())
                under_way = self.repository.mapping_round()
                continue
            self.circuit.close(circuit, self.clock())
        return under_way.compared - before

    def _under_way(self, *, begins: bool) -> MappingRound | None:
        """The round to go on with; None where none is to begin now, or nothing was published."""
        stored, at = self.repository.mapping_round(), self.clock()
        if stored.is_late(at):
            log.metric("NationalListsUnread")
        if stored.is_under_way:
            return stored
        if not (begins or stored.is_to_begin(at)) or not self.repository.own_procedures("", 1):
            return None
        try:
            return self.repository.save_round(rounds.begun(stored, at))
        except Conflict:
            return None

    def _step(self, under_way: MappingRound, budget: Budget) -> MappingRound:
        """Fields and agencies first, then portions of procedures; what was learned is stored."""
        at = self.clock()
        if not under_way.lists_compared:
            return self._lists(under_way, at)
        self._catalogue = self._catalogue or NationalCatalogue(self.reader.procedures())
        comparison = PortionComparison(self.repository, self.reader, self._catalogue, at)
        portion = comparison.compare(under_way.behind, PORTION, budget)
        if portion.failure and not portion.compared:
            raise portion.failure
        advanced = rounds.advanced(under_way, portion.behind, portion.compared)
        if portion.is_last:
            advanced = rounds.ended(advanced, self.clock())
            log.info("national_lists_compared", procedures=advanced.compared)
        saved = self.repository.save_round(
            advanced, portion.mappings, portion.differences, portion.obsolete
        )
        if portion.failure:
            raise portion.failure
        return saved

    def _lists(self, under_way: MappingRound, at: datetime) -> MappingRound:
        fields, agencies = self.reader.fields(), self.reader.agencies()
        ours = own_fields(self.repository, at)
        units = own_agencies(self.agencies(), at)
        of_fields = compare_list(self.repository, "field", "field", ours, fields, at)
        of_agencies = compare_list(self.repository, "agency", "agency", units, agencies, at)
        return self.repository.save_round(
            rounds.lists_compared(under_way),
            [*of_fields.mappings, *of_agencies.mappings],
            [*of_fields.differences, *of_agencies.differences],
            [*of_fields.obsolete, *of_agencies.obsolete],
        )
