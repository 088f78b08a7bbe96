"""One push of one lane: a look-up where an answer was lost, then what the portal lacks."""

from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from contracts.exchange import SyncDone, SyncRefused
from exchange.domain import transitions as lanes
from exchange.domain.file_links import Links
from exchange.domain.lane import Lane, Refusal
from exchange.domain.people import OwnerUnknown
from exchange.domain.plan import (
    Call,
    Plan,
    SnapshotCall,
    before,
    looked_up,
    next_call,
    plan_of,
    stored,
)
from exchange.domain.portal_answer import NoAnswer, PortalAnswer
from exchange.domain.ports import LogInRefused
from exchange.lanes.erase import erase_lane
from exchange.push.lane_changes import LaneChanges, LeaseLost, Transition
from exchange.push.portal_calls import DOSSIERS, STEPS, PortalCalls
from exchange.push.shared_session import LogInElsewhere
from exchange.repository import ExchangeRepository
from kit.core.ids import new_ulid
from kit.core.time import Clock
from kit.persistence.repository import Conflict
from kit.persistence.vault import Unreadable
from kit.platform import fault_injection, log

OWN_RULES: Final = "honesty"
"""`Refusal.code` where our own rules held a payload back."""
MOST_CORRECTIONS: Final = 2
"""How often in one push the portal may answer that it has, or lacks, the dossier."""


class Postponed(Exception):
    """The portal is busy, or contradicts itself: the lane waits."""


class SetAside(Exception):
    """The portal, or our own rules, refuse the dossier."""

    def __init__(self, service: str, field: str, code: str, message: str = "") -> None:
        super().__init__(field)
        self.service, self.field, self.code, self.message = service, field, code, message


class Taken(NamedTuple):
    """A lane under our lease; `lost`: the outcome of an earlier call about it is unknown."""

    lane: Lane
    plan: Plan
    lost: bool


@dataclass(frozen=True, slots=True)
class LanePush:
    """Pushes lanes, each under its lease."""

    repository: ExchangeRepository
    calls: PortalCalls
    changes: LaneChanges
    links: Links
    clock: Clock

    def send(self, code: str) -> bool:
        """Whether the lane was due and nobody else's.

        Raises NoAnswer, LogInRefused, LogInElsewhere: then the lane waits, and its worker, too.
        """
        taken = self._take(code)
        if taken is None:
            return False
        lane = taken.lane
        try:
            self._send(taken)
        except NoAnswer as failure:
            self.changes.make(lane, partial(self._postponed, is_silent=failure.is_silent))
            raise
        except (LogInRefused, LogInElsewhere):
            self.changes.make(lane, lanes.released)
            raise
        except Postponed:
            self.changes.make(lane, self._postponed)
        except SetAside as aside:
            self._set_aside(taken, aside)
        except LeaseLost:
            log.warning("lane_lease_lost", dossier=code)
        return True

    def _take(self, code: str) -> Taken | None:
        """None: not ours to send now."""
        at = self.clock()
        try:
            lane = self.repository.lane(code)
            if lane is None or not lane.is_due(at):
                return None
            plan = plan_of(lane, self.repository.codes_of(lane), self.links)
        except (Unreadable, OwnerUnknown):
            erase_lane(self.repository, code, at=at)
            return None
        lost = lane.unknown != "none"
        leased = lanes.leased(lane, new_ulid(at), at)
        marked = leased if lost else _marked(leased, plan)
        try:
            self.repository.save(marked, at)
        except Conflict:
            return None
        fault_injection.point("lane.taken")
        return Taken(marked.committed(), plan, lost)

    def _send(self, taken: Taken) -> None:
        lane, plan, lost = taken
        if plan.dishonest_field:
            raise SetAside(DOSSIERS, plan.dishonest_field, OWN_RULES)
        if lost:
            lane = self._ask(lane, plan)
        corrections = 0
        while call := next_call(lane, plan):
            answer = self._make(lane, call)
            if answer.meaning == "stored":
                lane = self._learn(lane, plan, partial(stored, call=call, plan=plan))
                continue
            corrections += 1
            lane = self._corrected(lane, plan, call, answer, is_last=corrections > MOST_CORRECTIONS)
        if lane.lease is not None:
            self._learn(lane, plan, lambda now: now)

    def _make(self, lane: Lane, call: Call) -> PortalAnswer:
        if isinstance(call, SnapshotCall):
            return self.calls.send_snapshot(lane, call.item, updating=lane.registered)
        return self.calls.send_steps(lane, call.items)

    def _learn(self, lane: Lane, plan: Plan, learned: Transition) -> Lane:
        """What an answer means is stored together with the mark of the next call, or of the end."""
        at = self.clock()
        is_settled = lane.is_reported and next_call(learned(lane), plan) is None
        event = SyncDone(how="sent") if is_settled else None

        def change(now: Lane) -> Lane:
            after = learned(now)
            if next_call(after, plan):
                return _marked(after, plan)
            return lanes.finished(after, plan.wanted, at)

        changed = self.changes.make(lane, change, event)
        fault_injection.point("lane.learned")
        return changed

    def _ask(self, lane: Lane, plan: Plan) -> Lane:
        """What became of a call whose answer was lost; without TraCuuHoSo it may be doubled."""
        dossiers = self.calls.portal.dossiers
        if dossiers is None:
            return self._learn(lane, plan, lanes.may_have_doubled)
        answer = self.calls.look_up(dossiers, lane)
        if answer.meaning != "stored":
            raise Postponed
        there = answer.result[0] if answer.result else None
        return self._learn(lane, plan, partial(looked_up, there=there, plan=plan))

    def _corrected(
        self, lane: Lane, plan: Plan, call: Call, answer: PortalAnswer, *, is_last: bool
    ) -> Lane:
        """The lane after an answer that the portal has the dossier, or lacks it."""
        match answer.meaning:
            case "busy" | "session_ended":
                raise Postponed
            case "duplicate" if not is_last and not lane.registered:
                if self.calls.portal.dossiers:
                    return self._ask(lane, plan)
                return self._learn(lane, plan, lambda now: now.evolve(registered=True))
            case "unknown" if not is_last and lane.registered:
                return self._learn(lane, plan, lanes.not_existing)
        service = DOSSIERS if isinstance(call, SnapshotCall) else STEPS
        raise SetAside(service, answer.field, answer.code, answer.message)

    def _set_aside(self, taken: Taken, aside: SetAside) -> None:
        at = self.clock()
        refusal = Refusal(
            service=aside.service,
            field=aside.field,
            code=aside.code[:20],
            message=aside.message[:500],
            at=at,
        )
        event = SyncRefused(service=refusal.service, field=refusal.field, code=refusal.code)
        body = self.repository.refused_body(taken.lane, taken.plan.snapshot)
        self.changes.make(taken.lane, partial(lanes.refused, refusal=refusal), event, (body,))
        log.metric("SyncRefused")

    def _postponed(self, lane: Lane, *, is_silent: bool = False) -> Lane:
        return lanes.postponed(lane, self.clock(), is_silent=is_silent)


def _marked(lane: Lane, plan: Plan) -> Lane:
    """With what is stored before the next call."""
    call = next_call(lane, plan)
    return before(lane, call) if call else lane
