"""The sender: due lanes, one message at a time, each under a lease."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kit.core.budget import Budget
from kit.core.events import Change
from kit.core.time import Clock
from kit.persistence.items import ConditionFailed
from kit.persistence.repository import Conflict
from kit.platform import fault_injection, log
from letters.border.outgoing_package import OutgoingPackages, wire_of
from letters.domain.lane import Lane, leased, not_taken, refused, taken, under_way
from letters.domain.letter import Letter
from letters.edxml.axis import AxisRefused, AxisUnavailable, DocumentAxis
from letters.edxml.sign import NotAsWritten, OfficeKey, write_signed
from letters.edxml.tree import Unwritable
from letters.repository import LettersRepository

AT_ONCE: Final = 50


@dataclass(frozen=True)
class Sender:
    """For one axis. What a call is about to do is stored before it, what its answer means after.

    The axis knows no key of ours: after a lost answer the same message is sent again, and whoever
    gets it knows it by its document id.
    """

    name: str
    axis: DocumentAxis
    key: OfficeKey
    repository: LettersRepository
    packages: OutgoingPackages
    clock: Clock
    new_id: Callable[[datetime], str]

    def run(self, budget: Budget) -> int:
        """How many messages the axis took; one that does not answer ends the run."""
        count = 0
        for letter in self.repository.due_lanes(self.name, self.clock(), AT_ONCE):
            try:
                while not budget.is_spent and self._send_first(letter):
                    count += 1
            except AxisUnavailable as error:
                log.warning("axis_unavailable", why=str(error)[:80])
                return count
            except Conflict:
                log.info("lane_taken_elsewhere", letter=letter)
        return count

    def _send_first(self, id: str) -> bool:
        """Whether the first message of a lane was taken. Raises AxisUnavailable, Conflict."""
        at = self.clock()
        lane = self.repository.lane(self.name, id)
        letter = self.repository.letter(id)
        if not lane.is_due(at) or not lane.waiting or letter is None:
            return False
        lane = self._begin(lane, letter, at)
        try:
            transport = self._brought(lane, letter)
        except AxisRefused as answer:
            self._save(refused(lane, answer.code) if answer.is_final else not_taken(lane, at), at)
            log.metric("LetterNotTaken")
            return False
        except (NotAsWritten, Unwritable) as error:
            self._save(refused(lane, "not_written"), at)
            log.warning("letter_not_written", letter=id, why=str(error)[:80])
            log.metric("LetterNotTaken")
            return False
        except AxisUnavailable:
            self._save(not_taken(lane, at), at)
            raise
        fault_injection.point("send.taken")
        self._save(taken(lane, at, transport), at)
        return True

    def _begin(self, lane: Lane, letter: Letter, at: datetime) -> Lane:
        """The lease, that a call is under way, and under which id the letter is known outside."""
        begun = under_way(leased(lane, self.new_id(at), at))
        wire = wire_of(letter)
        is_ours = letter.axis is None
        writes = []
        if is_ours and self.repository.letter_of_wire(wire) is None:
            writes = [self.repository.wire_write(wire, letter.id)]
        try:
            self.repository.commit([Change(begun, None)], at=at, extra_writes=writes)
        except ConditionFailed:
            raise Conflict from None
        fault_injection.point("send.begun")
        return begun.committed()

    def _brought(self, lane: Lane, letter: Letter) -> str | None:
        package = self.packages.package_of(letter, lane.waiting[0])
        if package is None:
            return None
        content = write_signed(package[0], self.axis.dialect, self.key)
        return self.axis.send(content, package[1])

    def _save(self, lane: Lane, at: datetime) -> None:
        self.repository.save_lane(lane, at)
