"""What happens to a lane: each transition takes it and returns the next one."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from exchange.domain.facts import Fact, Facts, merge
from exchange.domain.file_links import RENEWED_AFTER
from exchange.domain.lane import Lane, Refusal
from exchange.domain.lane_files import WITH_FILES
from kit.core.errors import Conflicting
from kit.core.time import VIETNAM

SETTLE: Final = timedelta(seconds=60)
"""How long a fact waits for others: what happens within a minute is one snapshot."""
LEASE: Final = timedelta(minutes=5)
"""How long a lane is one worker's: longer than all calls of one push may take."""
LATEST_EFFECT: Final = timedelta(seconds=330)
"""How long after a call without an answer the portal may still carry it out (assumed): the dossier
is looked up only then, so that what arrives late is not sent again."""
FIRST_PAUSE: Final = timedelta(seconds=60)
CHECK_HOUR: Final = 1
"""Hour in Vietnam from which on changed dossiers are looked up at the portal each night."""
CHECK_AGAIN: Final = timedelta(days=100)
"""Later checks: one lane of a hundred each night, on average."""
MOST_CHECKS: Final = 4
CORRECTING: Final = frozenset({"dossier.contact_changed"})
"""Event types by which officials correct what the portal refused: the lane is tried again."""
LONGEST_PAUSE: Final = timedelta(hours=1)


class LaneNotRefused(Conflicting):
    """Only a dossier that was set aside is sent again by hand."""

    code = "lane_not_refused"
    vi = "Hồ sơ này không bị Cổng Dịch vụ công quốc gia từ chối nên không cần gửi lại."
    en = "The National Portal did not refuse this dossier, so there is nothing to send again."


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
        links_since=_links_since(lane, merged, at),
    )
    if changed.is_filed and not lane.is_filed:
        changed = changed.evolve(registered=changed.registered or changed.was_filed_there)
    if not changed.is_filed:
        return changed
    if changed.state == "refused":
        is_corrected = any(
            merged[key].type in CORRECTING for key in merged.keys() - lane.facts.keys()
        )
        return again(changed, at + SETTLE) if is_corrected else changed
    return changed.evolve(due_at=lane.due_at or at + SETTLE)


def _links_since(lane: Lane, merged: Facts, at: datetime) -> datetime:
    """Links begin anew with what brings a file, and before those that were sent grow old."""
    brings_file = any(merged[key].type in WITH_FILES for key in merged.keys() - lane.facts.keys())
    is_old = lane.links_since is None or at - lane.links_since >= RENEWED_AFTER
    return at if brings_file or is_old else lane.links_since or at


def leased(lane: Lane, lease: str, at: datetime) -> Lane:
    """Taken by a push."""
    return lane.evolve(lease=lease, lease_until=at + LEASE)


def before_snapshot(lane: Lane, procedure: str) -> Lane:
    """What is stored before a snapshot is sent, with the procedure's code there."""
    national = "" if procedure == lane.procedure else procedure
    return lane.evolve(unknown="snapshot", pending=(), national_procedure=national)


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
        check_at=next_check(at),
        checks=0,
        is_reported=False,
        failures=0,
        lease=None,
        lease_until=None,
    )


def next_check(at: datetime) -> datetime:
    """The first check of what changed at a moment: in the night that follows."""
    local = at.astimezone(VIETNAM)
    night = local.replace(hour=CHECK_HOUR, minute=0, second=0, microsecond=0)
    return (night if night > local else night + timedelta(days=1)).astimezone(UTC)


def checked(lane: Lane, at: datetime) -> Lane:
    """The portal has all of it; it is looked up again in a hundred days, three times."""
    again_at = at + CHECK_AGAIN if lane.checks + 1 < MOST_CHECKS else None
    return lane.evolve(checks=lane.checks + 1, check_at=again_at)


def lacking(lane: Lane, at: datetime) -> Lane:
    """The portal lacks something that it had: the lane is due at once."""
    return lane.evolve(state="waiting", behind=lane.behind or at, due_at=at, links_since=at)


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
    """Set aside until an official sends it again; other lanes go on."""
    return lane.evolve(
        state="refused",
        refusal=refusal,
        is_reported=True,
        unknown="none",
        pending=(),
        due_at=None,
        lease=None,
        lease_until=None,
    )


def again(lane: Lane, at: datetime) -> Lane:
    """Tried again at once, on the request of an official; raises LaneNotRefused.

    One that waits already is left as it is.
    """
    if lane.state == "waiting":
        return lane
    if lane.state != "refused":
        raise LaneNotRefused
    return lane.evolve(state="waiting", refusal=None, failures=0, due_at=at, links_since=at)


def erased(lane: Lane) -> Lane:
    """Nothing personal is left, and nothing is sent any more."""
    bare = {key: fact.evolve(personal=None) for key, fact in lane.facts.items()}
    return lane.evolve(
        facts=bare,
        state="erased",
        refusal=None,
        is_reported=False,
        behind=None,
        due_at=None,
        check_at=None,
        lease=None,
        lease_until=None,
    )
