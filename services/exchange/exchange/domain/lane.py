"""A lane: what the National Portal is to know of one dossier, what it knows, what is under way."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from pydantic import Field

from exchange.domain.facts import Fact, merge
from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model, Sealed

SETTLE: Final = timedelta(seconds=60)
"""How long a fact waits for others: what happens within a minute is one snapshot."""
LEASE: Final = timedelta(minutes=5)
"""How long a lane is one worker's: longer than all calls of one push may take."""
LATEST_EFFECT: Final = timedelta(seconds=330)
"""How long after a call without an answer the portal may still carry it out (assumed): it is asked
only then, so that what arrives late is not sent again."""
FIRST_PAUSE: Final = timedelta(seconds=60)
LONGEST_PAUSE: Final = timedelta(hours=1)

LaneState = Literal["waiting", "synced", "refused", "erased"]
Unknown = Literal["none", "snapshot", "steps"]


class LaneNotRefused(Conflicting):
    """Only a dossier that was set aside is sent again by hand."""

    code = "lane_not_refused"
    vi = "Hồ sơ này không bị Cổng Dịch vụ công quốc gia từ chối nên không cần gửi lại."
    en = "The National Portal did not refuse this dossier, so there is nothing to send again."


class Refusal(Model):
    """Why the portal, or our own rules, refused a dossier. `message` may quote what was sent."""

    service: str
    field: str
    code: str
    message: Sealed[str]
    at: datetime


class Lane(Aggregate):
    """The lane of the dossier `id`.

    `wanted` counts the facts that changed something, `synced` is the count that the portal has in
    full. `registered`: the portal has the dossier. `snapshot` is the digest of the snapshot that it
    has. `sent` are the keys of the steps that it has, `pending` those of a call whose outcome
    nobody knows, which `unknown` names. `doubled` counts steps that it may have, or has, twice.
    `behind` is the moment of the oldest fact that it does not have. `lease` is the id of a push
    under way.
    """

    KIND: ClassVar[str] = "LANE"

    facts: dict[str, Fact] = Field(default_factory=dict)
    state: LaneState = "waiting"
    wanted: int = 0
    synced: int = 0
    registered: bool = False
    snapshot: str | None = None
    sent: tuple[str, ...] = ()
    unknown: Unknown = "none"
    pending: tuple[str, ...] = ()
    doubled: int = 0
    failures: int = 0
    refusal: Refusal | None = None
    behind: datetime | None = None
    due_at: datetime | None = None
    lease: str | None = None
    lease_until: datetime | None = None

    @property
    def procedure(self) -> str:
        """Mã thủ tục of the filing; KeyError before it."""
        filed = next(fact for fact in self.facts.values() if fact.type == "dossier.filed")
        return str(filed.data["procedure"]["code"])

    @property
    def is_filed(self) -> bool:
        """Whether its filing is known: before it there is nothing to send."""
        return any(fact.type == "dossier.filed" for fact in self.facts.values())

    @property
    def was_filed_there(self) -> bool:
        """Whether it was filed at the portal, which has it then."""
        filed = (fact for fact in self.facts.values() if fact.type == "dossier.filed")
        return any(fact.data.get("portal") for fact in filed)

    def is_due(self, at: datetime) -> bool:
        """Whether a worker may take it now."""
        free = self.lease_until is None or self.lease_until <= at
        return self.due_at is not None and self.due_at <= at and free


def with_facts(lane: Lane, facts: Iterable[Fact], at: datetime) -> Lane:
    """The lane with these facts too, due a minute later; the same lane where it has them."""
    merged = merge(lane.facts, facts)
    if lane.state == "erased" or merged.keys() == lane.facts.keys():
        return lane
    changed = lane.evolve(
        facts=merged,
        wanted=lane.wanted + 1,
        behind=lane.behind or at,
        state="waiting" if lane.state == "synced" else lane.state,
    )
    if changed.is_filed and not lane.is_filed:
        changed = changed.evolve(registered=changed.registered or changed.was_filed_there)
    if not changed.is_filed or changed.state == "refused":
        return changed
    return changed.evolve(due_at=lane.due_at or at + SETTLE)


def leased(lane: Lane, lease: str, at: datetime) -> Lane:
    """Taken by a push."""
    return lane.evolve(lease=lease, lease_until=at + LEASE)


def before_snapshot(lane: Lane) -> Lane:
    """What is stored before a snapshot is sent."""
    return lane.evolve(unknown="snapshot", pending=())


def before_steps(lane: Lane, keys: tuple[str, ...]) -> Lane:
    """What is stored before steps are sent."""
    return lane.evolve(unknown="steps", pending=keys)


def snapshot_stored(lane: Lane, digest: str) -> Lane:
    """The portal has this snapshot."""
    return lane.evolve(registered=True, snapshot=digest, unknown="none", pending=())


def steps_stored(lane: Lane, keys: Iterable[str]) -> Lane:
    """The portal has these steps."""
    return lane.evolve(sent=tuple(dict.fromkeys((*lane.sent, *keys))), unknown="none", pending=())


def not_existing(lane: Lane) -> Lane:
    """The portal does not have the dossier, whatever it had before."""
    return lane.evolve(registered=False, snapshot=None, sent=(), unknown="none", pending=())


def may_have_doubled(lane: Lane) -> Lane:
    """The portal lists no steps: those of the lost answer are sent again, and counted."""
    count = len(lane.pending) if lane.unknown == "steps" else 0
    return lane.evolve(doubled=lane.doubled + count, unknown="none", pending=())


def finished(lane: Lane, wanted: int, at: datetime) -> Lane:
    """All of the facts up to `wanted` are there; newer ones make it due again."""
    newer = lane.wanted > wanted
    return lane.evolve(
        synced=wanted,
        state="waiting" if newer else "synced",
        behind=at if newer else None,
        due_at=at + SETTLE if newer else None,
        failures=0,
        lease=None,
        lease_until=None,
    )


def postponed(lane: Lane, at: datetime, *, is_silent: bool = False) -> Lane:
    """A call failed: the lane waits, each time twice as long."""
    pause = min(FIRST_PAUSE * 2 ** min(lane.failures, 10), LONGEST_PAUSE)
    return lane.evolve(
        failures=lane.failures + 1,
        due_at=at + max(pause, LATEST_EFFECT if is_silent else pause),
        lease=None,
        lease_until=None,
    )


def released(lane: Lane) -> Lane:
    """Given back untried: it is due as before."""
    return lane.evolve(lease=None, lease_until=None)


def refused(lane: Lane, refusal: Refusal) -> Lane:
    """Set aside until an official asks for it again; other lanes go on."""
    return lane.evolve(
        state="refused",
        refusal=refusal,
        unknown="none",
        pending=(),
        due_at=None,
        lease=None,
        lease_until=None,
    )


def again(lane: Lane, at: datetime) -> Lane:
    """Tried again at once, because an official asked for it; raises LaneNotRefused."""
    if lane.state != "refused":
        raise LaneNotRefused
    return lane.evolve(state="waiting", refusal=None, failures=0, due_at=at)


def erased(lane: Lane) -> Lane:
    """Nothing personal is left, and nothing is sent any more."""
    bare = {key: fact.evolve(personal=None) for key, fact in lane.facts.items()}
    return lane.evolve(
        facts=bare,
        state="erased",
        refusal=None,
        behind=None,
        due_at=None,
        lease=None,
        lease_until=None,
    )
