"""A check of one lane: whether the portal has what we believe it has."""

from dataclasses import dataclass

from exchange.domain import transitions as lanes
from exchange.domain.file_links import Links
from exchange.domain.lane import Lane
from exchange.domain.people import OwnerUnknown
from exchange.domain.plan import looked_up, next_call, plan_of
from exchange.lanes.erase import erase_lane
from exchange.push.portal_calls import PortalCalls
from exchange.repository import ExchangeRepository
from kit.core.time import Clock
from kit.persistence.repository import Conflict
from kit.persistence.vault import Unreadable
from kit.platform import log


@dataclass(frozen=True, slots=True)
class LaneCheck:
    """A call that hung past the last push may have brought back an older snapshot: the check finds
    it, and the lane is sent again.
    """

    repository: ExchangeRepository
    calls: PortalCalls
    links: Links
    clock: Clock

    def check(self, code: str) -> bool:
        """Whether the lane was to be checked; raises NoAnswer, LogInRefused, LogInElsewhere."""
        at = self.clock()
        try:
            lane = self.repository.lane(code)
            if lane is None or not lane.is_to_check(at):
                return False
            checked = self._checked(lane)
        except (Unreadable, OwnerUnknown):
            erase_lane(self.repository, code, at=at)
            return False
        try:
            self.repository.save(checked, at)
        except Conflict:  # a fact came meanwhile: its push leads to a check of its own
            return False
        return True

    def _checked(self, lane: Lane) -> Lane:
        at = self.clock()
        dossiers = self.calls.portal.dossiers
        if dossiers is None:
            return lane.evolve(check_at=None)
        answer = self.calls.look_up(dossiers, lane)
        if answer.meaning != "stored":
            return lane.evolve(check_at=lanes.next_check(at))
        plan = plan_of(lane, self.repository.codes_of(lane), self.links)
        present = looked_up(lane, answer.result[0] if answer.result else None, plan)
        if next_call(present, plan) is None:
            return lanes.checked(present, at)
        log.metric("PortalLacked")
        return lanes.lacking(present, at)
