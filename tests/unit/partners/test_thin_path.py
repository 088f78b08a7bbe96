"""From the registration of a partner to the events that its program reads."""

import pytest

from contracts.testing.dossier_events import CODE, paid_dossier
from tests.unit.partners.world import World

TYPES = (
    "dossier.filed",
    "dossier.fee_due",
    "dossier.fee_settled",
    "dossier.accepted",
    "document.sealed",
    "dossier.completed",
    "dossier.returned",
)


def test_a_partner_reads_the_events_of_a_dossier_with_its_key() -> None:
    world = World()
    key = world.program()

    world.receive(paid_dossier(world.vault))

    page = world.get("/v1/events?after=0", key)
    assert page.status == 200
    assert [item["type"] for item in page.body["items"]] == [f"vn.motcua.{t}.v1" for t in TYPES]
    assert [item["sequence"] for item in page.body["items"]] == [
        f"{number:012d}" for number in range(1, 8)
    ]
    assert {item["subject"] for item in page.body["items"]} == {CODE}
    assert (page.body["next"], page.body["caught_up"]) == (7, True)
    assert page.headers["Retry-After"] == "5"


def test_a_page_that_is_not_the_last_is_followed_at_once() -> None:
    world = World()
    key = world.program()
    world.receive(paid_dossier(world.vault))

    first = world.get("/v1/events?after=0&limit=4", key)
    second = world.get(f"/v1/events?after={first.body['next']}&limit=4", key)

    assert (len(first.body["items"]), first.body["caught_up"]) == (4, False)
    assert first.headers["Retry-After"] == "0"
    assert (len(second.body["items"]), second.body["caught_up"]) == (3, True)


def test_a_program_reads_certain_types_and_goes_on_behind_what_it_left_out() -> None:
    world = World()
    key = world.program()
    world.receive(paid_dossier(world.vault))
    wanted = "vn.motcua.dossier.filed.v1,vn.motcua.dossier.returned.v1"

    read, after = [], 0
    for _ in range(4):
        page = world.get(f"/v1/events?after={after}&limit=2&types={wanted}", key)
        read += [item["type"] for item in page.body["items"]]
        after = page.body["next"]

    assert read == wanted.split(",")
    assert (after, page.body["caught_up"]) == (7, True)
    refused = world.get("/v1/events?types=vn.motcua.dossier.accepted.v1,dossier.filed", key)
    assert (refused.status, refused.body["errors"][0]["field"]) == (422, "types")


@pytest.mark.parametrize("shuffle", range(10))
def test_events_in_any_order_and_twice_make_a_feed_without_gap_and_the_same_view(
    shuffle: int,
) -> None:
    from random import Random

    world = World()
    world.program()
    messages = paid_dossier(world.vault) * 2
    Random(shuffle).shuffle(messages)

    world.receive(messages)
    world.service.inbox.drain_oldest()

    numbers = [event.number for event in world.feed()]
    assert numbers == list(range(1, len(TYPES) + 1))
    assert {event.type for event in world.feed()} == {f"vn.motcua.{t}.v1" for t in TYPES}
    assert len({event.id for event in world.feed()}) == len(TYPES)
    assert (world.dossier().status, world.dossier().due_at is not None) == (10, True)


def test_nothing_personal_is_in_a_feed_or_a_view() -> None:
    world = World()
    key = world.program()
    world.receive(paid_dossier(world.vault))

    texts = [
        world.get("/v1/events", key).text,
        world.get(f"/v1/dossiers/{CODE}", key).text,
        *(item.doc for item in world.transport.items.values()),
    ]
    for personal in ("Nguyễn", "022190001234", "912345678", "an@example", "7K3M9QX2TA", "Hộ kinh"):
        assert not any(personal in text for text in texts)
