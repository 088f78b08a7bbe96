"""The assertions about a world at rest, whatever went wrong before."""

import json
from collections import Counter, defaultdict

from local.demo.notices import expected
from tests.world import World

TIMELINES = {
    "before_acceptance": [1, 6, 1, 2, 4, 9, 10],
    "before_result": [1, 2, 4, 9, 10],
    "none": [1, 2, 4, 9, 10],
}
COMMIT = ("commit.before", "commit.after")
FREE = ["dossier.filed", "case.accepted", "case.completed", "case.returned"]
PAID = [*FREE, "fee.due", "fee.settled"]


def assert_sound(world: World) -> None:
    """Nothing is lost or doubled, and every unknown outcome has a cause."""
    assert world.timeline() == TIMELINES[world.pay]
    assert_no_state_is_doubled(world)
    assert_every_notice_is_sent(world)
    assert_nothing_waits(world)
    if world.pay != "none":
        assert_money_moved_once(world)


def assert_no_state_is_doubled(world: World) -> None:
    """Sequences and event ids are unique, and events that can happen once happened once."""
    sequences = defaultdict(list)
    for event in world.events():
        sequences[event.source, event.subject].append(event.sequence)
    for (source, subject), numbers in sequences.items():
        assert len(set(numbers)) == len(numbers), (source, subject, numbers)
    assert len({event.id for event in world.events()}) == len(world.events())
    kinds = Counter(event.type for event in world.events())
    once = [
        "dossier.filed",
        "case.accepted",
        "case.assigned",
        "case.decided",
        "case.completed",
        "case.returned",
    ]
    assert all(kinds[kind] == 1 for kind in once), kinds
    assert kinds["document.sealed"] == (2 if world.pay == "none" else 3), kinds


def assert_every_notice_is_sent(world: World) -> None:
    """Exactly the catalogue's notices. One sent twice had an unknown outcome after a crash.

    A notice that stays unknown (not statutory, so not sent again) may not have been sent at all.
    """
    catalogue = expected(PAID if world.pay != "none" else FREE)
    notices = Counter((template, channel) for template, channel, _ in world.notices())
    assert notices == catalogue
    outcomes = Counter(outcome for _, _, outcome in world.notices())
    assert set(outcomes) <= {"sent", "unknown", "superseded"}, outcomes
    unknown = sum(event.type == "notice.unknown" for event in world.events())
    sent_twice = len(world.post.sent) - sum(catalogue.values()) + outcomes["superseded"]
    crashes_while_sending = sum(
        world.plan.died.get(point, 0) for point in ("send.stored", "send.accepted", *COMMIT)
    )
    crashes_after_sending = sum(
        world.plan.died.get(point, 0) for point in ("send.accepted", *COMMIT)
    )
    assert -outcomes["unknown"] <= sent_twice <= min(unknown, crashes_after_sending), (
        sent_twice,
        unknown,
        world.plan.died,
    )
    assert unknown <= crashes_while_sending, (unknown, world.plan.died)


def assert_nothing_waits(world: World) -> None:
    """No event is unsent, no message is parked or in the dead letters."""
    for name, transport in world.transports.items():
        waiting = [
            i.pk
            for i in transport.items.values()
            if str(i.index_attributes.get("waiting", "")).startswith(("unsent", "early"))
        ]
        assert waiting == [], (name, waiting)
    assert not any(world.dead.values()), {k: len(v) for k, v in world.dead.items()}


def assert_money_moved_once(world: World) -> None:
    """One fee, one settlement, one receipt, one charge at the provider."""
    kinds = Counter(event.type for event in world.events())
    assert [kinds[k] for k in ("fee.due", "fee.settled", "payment.paid", "fee.surplus")] == [
        1,
        1,
        1,
        0,
    ], kinds
    receipts = [
        k
        for k in world.transports["payments"].items
        if k[0].startswith("RECEIPT#") and k[1] == "STATE"
    ]
    assert len(receipts) == 1
    charged = [s for s in world.stripe.account.sessions.values() if s["payment_status"] == "paid"]
    assert [s["amount_total"] for s in charged] == [150_000]


def snapshot(world: World) -> str:
    """Timeline and notices without times, to compare orders."""
    return json.dumps([world.timeline(), world.notices()], sort_keys=True)
