"""What agencies outside are told: lane by lane, each in its order, as long as the axis answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kit.core import circuit as circuits
from kit.core.budget import Budget
from kit.core.ids import new_ulid
from kit.core.time import Clock
from kit.persistence.repository import Conflict, required, retry_on_conflict
from kit.platform import fault_injection, log
from letters.domain import lane as lanes
from letters.domain.lane import Lane
from letters.domain.ports import Axis, AxisDown, AxisRefused
from letters.repository import LettersRepository

AT_ONCE: Final = 25


@dataclass(frozen=True, slots=True)
class LaneSender:
    """Sends the due lanes of one axis; several may run at once, each lane is one's."""

    name: str
    repository: LettersRepository
    axis: Axis
    clock: Clock

    def run(self, budget: Budget) -> int:
        """How many messages the axis took; ends when nothing is due, or it does not answer."""
        sent = 0
        while not budget.is_spent:
            due = self.repository.due_lanes(self.name, self.clock(), AT_ONCE)
            if not due:
                break
            before = sent
            for letter in due:
                if budget.is_spent or not self._may_call():
                    return sent
                sent += self._send_lane(letter, budget)
            if sent == before:
                break
        return sent

    def _send_lane(self, letter: str, budget: Budget) -> int:
        """Every message that waits there, the oldest first."""
        sent = 0
        while not budget.is_spent:
            lane = self._taken(letter)
            if lane is None or not self._send_first(lane):
                break
            sent += 1
        return sent

    def _send_first(self, lane: Lane) -> bool:
        """Whether the axis has the first message now: asked for before it is sent again."""
        letter = required(self.repository.letter(lane.letter))
        message = lane.waiting[0]
        key = f"{lane.id}#{message.number}"
        transport: str | None = None
        try:
            if not (lane.unknown and self.axis.has(key, letter, message)):
                if self._change(lane, lanes.under_way) is None:
                    return False
                fault_injection.point("lane.before")
                transport = self.axis.send(key, letter, message)
                fault_injection.point("lane.after")
        except AxisDown as failure:
            log.warning("axis_down", axis=self.name, why=str(failure)[:200])
            self._change(lane, lambda present: lanes.not_taken(present, self.clock()))
            self._count_failure()
            return False
        except AxisRefused as refusal:
            log.warning("letter_refused_by_axis", axis=self.name, code=refusal.code)
            log.metric("LetterRefusedByAxis")
            code = refusal.code
            self._change(lane, lambda present: lanes.refused(present, code))
            return False
        self._change(lane, lambda present: lanes.taken(present, self.clock(), transport))
        self._close()
        return True

    def _taken(self, letter: str) -> Lane | None:
        """The lane under a lease of ours; None where nothing waits or another one has it."""
        at = self.clock()
        lane = self.repository.lane(self.name, letter)
        if not lane.waiting or not lane.is_due(at):
            return None
        leased = lanes.leased(lane, new_ulid(at), at)
        try:
            self.repository.save_lane(leased, at)
        except Conflict:
            return None
        return leased.committed()

    def _change(self, lane: Lane, transition: lanes.Transition) -> Lane | None:
        """Messages may have come in between: the change is made to what the lane is now."""
        return change_lane(self.repository, lane, transition, at=self.clock())

    def _may_call(self) -> bool:
        at = self.clock()
        circuit = self.repository.axis_circuit(self.name)
        if not circuit.admits(at):
            return False
        if not circuit.is_open:
            return True
        try:
            self.repository.save_circuit(circuits.probing(circuit, at), at)
        except Conflict:
            return False
        return True

    @retry_on_conflict
    def _count_failure(self) -> None:
        circuit = self.repository.axis_circuit(self.name)
        failed = circuits.failed(circuit, self.clock())
        self.repository.save_circuit(failed, self.clock())
        if failed.is_open and not circuit.is_open:
            log.metric("AxisDown")

    @retry_on_conflict
    def _close(self) -> None:
        circuit = self.repository.axis_circuit(self.name)
        if circuit.failures:
            self.repository.save_circuit(circuits.closed(circuit), self.clock())


@retry_on_conflict
def change_lane(
    repository: LettersRepository, lane: Lane, transition: lanes.Transition, *, at: datetime
) -> Lane | None:
    """Change a lane that is ours; None, and no change, where another one has it by now."""
    present = repository.lane(lane.axis, lane.letter)
    if present.lease != lane.lease:
        return None
    changed = transition(present)
    repository.save_lane(changed, at)
    return changed.committed()
