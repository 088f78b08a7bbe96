"""A worker: it takes one due lane after another, as long as the portal answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from exchange.domain.portal_answer import NoAnswer
from exchange.domain.ports import LogInRefused
from exchange.push.check_lane import LaneCheck
from exchange.push.send_lane import LanePush
from exchange.push.shared_circuit import SharedCircuit
from exchange.push.shared_session import LogInElsewhere
from exchange.repository import ExchangeRepository
from kit.core.time import Clock
from kit.platform import log

WORKERS: Final = 4
"""How many calls there are at once: the portal's own limit is unknown (assumed)."""
FOR_TODAY: Final = 0
"""The worker that takes what became due just now first; the three others take what is due longest,
so that a backlog of days keeps nobody of today waiting."""
TODAY: Final = timedelta(minutes=5)
PAGE: Final = 4 * WORKERS


class Turn(Enum):
    """What a worker's turn was."""

    SENT = "sent"
    FAILED = "failed"
    """The portal did not answer; other lanes may have their turn."""
    WAITING = "waiting"
    """Another worker logs in for all."""
    IDLE = "idle"
    """Nothing is due, or nothing may be called now."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Worker `number` of WORKERS."""

    number: int
    repository: ExchangeRepository
    push: LanePush
    check: LaneCheck
    circuit: SharedCircuit
    clock: Clock

    def turn(self) -> Turn:
        """Send one lane that is due, else check one, if the portal may be called."""
        at = self.clock()
        circuit = self.circuit.present()
        if not circuit.admits(at):
            return Turn.IDLE
        due = self._due(at)
        to_check = [] if due else self._in_turn(self.repository.lanes_to_check(at, PAGE))
        if not (due or to_check) or not self.circuit.may_call(circuit, at):
            return Turn.IDLE
        try:
            sent = any(self.push.send(code) for code in due)
            sent = sent or any(self.check.check(code) for code in to_check)
        except LogInElsewhere:
            return Turn.WAITING
        except (NoAnswer, LogInRefused) as failure:
            log.warning("portal_failed", why=str(failure)[:200])
            self.circuit.count_failure(self.clock())
            return Turn.FAILED
        if sent:
            self.circuit.close(circuit, self.clock())
        return Turn.SENT if sent else Turn.IDLE

    def _due(self, at: datetime) -> list[str]:
        """Codes in the order in which this worker tries them."""
        oldest = self.repository.due_lanes(at, PAGE)
        if self.number == FOR_TODAY:
            fresh = self.repository.due_lanes(at, PAGE, since=at - TODAY)
            return [*fresh, *oldest]
        return self._in_turn(oldest)

    def _in_turn(self, codes: list[str]) -> list[str]:
        """Beginning where no other worker begins."""
        begin = self.number % len(codes) if codes else 0
        return [*codes[begin:], *codes[:begin]]
