"""What the portal is to have of a lane at a moment, and the next call that brings it nearer."""

from collections import Counter
from typing import Final, NamedTuple

from exchange.domain import transitions as lanes
from exchange.domain.facts import Facts
from exchange.domain.file_links import Links
from exchange.domain.honesty import dishonest_field
from exchange.domain.lane import Lane
from exchange.domain.national_codes import NationalCodes
from exchange.domain.national_form import STEPS_A_CALL
from exchange.domain.snapshot import snapshot_of
from exchange.domain.steps import Step, step_items, step_key, steps_of
from exchange.domain.text_digest import digest_of
from kit.core.model import JsonDict

STEPS_MEMBER: Final = "DanhSachTienDo"
"""Where an answer of TraCuuHoSo lists steps; whether the real portal does is not known."""


class Plan(NamedTuple):
    """The whole of a dossier as its facts stood at the count `wanted`."""

    code: str
    wanted: int
    facts: Facts
    snapshot: JsonDict
    digest: str
    steps: list[Step]

    @property
    def dishonest_field(self) -> str | None:
        """The field that our own rules hold back, or None."""
        return dishonest_field(self.snapshot, self.steps[-1].status, self.facts)


class SnapshotCall(NamedTuple):
    """The snapshot is sent."""

    item: JsonDict


class StepsCall(NamedTuple):
    """Steps are sent, by their keys."""

    keys: tuple[str, ...]
    items: list[JsonDict]


Call = SnapshotCall | StepsCall


def plan_of(lane: Lane, codes: NationalCodes, links: Links) -> Plan:
    """Raises OwnerUnknown where what is personal can't be read."""
    link = links(lane.id, lane.links_since)
    snapshot = snapshot_of(lane.id, lane.facts, codes, link)
    digest = digest_of(snapshot)
    return Plan(lane.id, lane.wanted, lane.facts, snapshot, digest, steps_of(lane.facts))


def next_call(lane: Lane, plan: Plan) -> Call | None:
    """The snapshot first, then steps in chunks, the oldest first; None: the portal has it all."""
    if lane.snapshot != plan.digest:
        return SnapshotCall(plan.snapshot)
    missing = [step for step in plan.steps if step.key not in lane.sent][:STEPS_A_CALL]
    if not missing:
        return None
    keys = tuple(step.key for step in missing)
    return StepsCall(keys, step_items(plan.code, plan.facts, missing))


def before(lane: Lane, call: Call) -> Lane:
    """What is stored before a call."""
    if isinstance(call, SnapshotCall):
        return lanes.before_snapshot(lane, str(call.item["MaTTHC"]))
    return lanes.before_steps(lane, call.keys)


def stored(lane: Lane, call: Call, plan: Plan) -> Lane:
    """The portal stored what a call brought."""
    if isinstance(call, SnapshotCall):
        return lanes.snapshot_stored(lane, plan.digest)
    return lanes.steps_stored(lane, call.keys)


def looked_up(lane: Lane, there: JsonDict | None, plan: Plan) -> Lane:
    """What the portal has by an answer of TraCuuHoSo."""
    if there is None:
        return lanes.not_existing(lane)
    is_same = all(there.get(name) == value for name, value in plan.snapshot.items())
    present = lane.evolve(registered=True, snapshot=plan.digest if is_same else None)
    listed = there.get(STEPS_MEMBER)
    if not isinstance(listed, list):
        return lanes.may_have_doubled(present)
    counts = Counter(step_key(str(s["ThoiDiemXuLy"]), str(s["TrangThai"])) for s in listed)
    doubled = counts.total() - len(counts)
    return lanes.steps_stored(present, counts).evolve(doubled=max(lane.doubled, doubled))
