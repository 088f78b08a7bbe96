"""From the return of a result to its rating, the agency's reply and the public figure."""

from datetime import timedelta
from itertools import permutations
from math import sqrt

import pytest

from contracts.intake import AccessChanged
from contracts.terms import Owner
from contracts.testing.dossier_events import CODE, OWNER, DossierEvents
from kit.platform.fault_injection import Killed, Plan, injected
from tests.unit.voice.world import World
from voice.domain.agency_ratings import AgencyRatings

WORDS = "Tôi phải chờ lâu ở quầy số 3."


def returned_world() -> World:
    world = World()
    world.receive(world.returned())
    return world


def test_an_owner_rates_a_returned_dossier_and_the_agency_answers() -> None:
    world = returned_world()

    assert world.rate("dissatisfied", comment=WORDS).status == 200
    assert world.reply("Chúng tôi xin lỗi và đã mở thêm quầy.").status == 200

    shown = world.shown().body
    assert (shown["rating"]["grade"], shown["rating"]["comment"]) == ("dissatisfied", WORDS)
    assert shown["rating"]["reply"] == "Chúng tôi xin lỗi và đã mở thêm quầy."
    listed = world.client.get("/v1/ratings", "officer").body
    assert [line["replied"] for line in listed["items"]] == [True]
    assert [event.type for event in world.events()] == ["rating.submitted", "rating.replied"]


def test_what_people_write_is_stored_sealed_and_is_in_no_event() -> None:
    world = returned_world()
    world.rate("dissatisfied", comment=WORDS)
    world.reply("Xin lỗi chị An.")

    texts = [item.doc for item in world.transport.items.values()]
    assert not [text for text in texts if "quầy" in text or "chị An" in text]


def test_a_repeated_rating_is_counted_once_and_changes_nothing() -> None:
    world = returned_world()

    first, again = world.rate(), world.rate()

    assert (first.status, again.status) == (200, 200)
    assert first.body == again.body
    assert world.repository.agency_ratings("H49.61.01").rated == 1
    assert len(world.events()) == 1


def test_a_rating_is_changed_once_and_then_stands() -> None:
    world = returned_world()
    world.rate("satisfied")

    changed = world.rate("dissatisfied")
    refused = world.rate("very_satisfied")

    assert changed.body["rating"]["changed"]
    assert (refused.status, refused.body["code"]) == (409, "rating_final")
    counts = world.repository.agency_ratings("H49.61.01")
    assert (counts.satisfied, counts.dissatisfied, counts.rated) == (0, 1, 1)


def test_an_answered_rating_stands_and_its_answer_too() -> None:
    world = returned_world()
    world.rate("dissatisfied")
    assert world.reply("Xin lỗi.").status == 200

    assert world.reply("Xin lỗi.").status == 200
    assert world.reply("Khác.").body["code"] == "reply_final"
    assert world.rate("satisfied").body["code"] == "rating_final"


@pytest.mark.parametrize(("days", "status"), [(29, 200), (30, 409)])
def test_a_dossier_is_rated_within_thirty_days(days: int, status: int) -> None:
    world = returned_world()
    world.clock.advance(timedelta(days=days))

    assert world.rate().status == status


def test_a_dossier_that_is_not_returned_is_not_rated() -> None:
    world = World()
    world.receive(world.returned()[:1])

    assert world.rate().body["code"] == "dossier_not_returned"


@pytest.mark.parametrize("who", ["sub-binh", "elsewhere"])
def test_a_dossier_of_somebody_else_does_not_exist(who: str) -> None:
    world = returned_world()
    world.rate()

    assert world.shown(by=who).status == 404
    assert world.rate(by=who).status in (403, 404)
    assert world.reply("Xin lỗi.", by=who).status in (403, 404)


def test_whoever_has_the_dossier_now_rates_it_in_whatever_order_messages_come() -> None:
    for order in permutations(range(3)):
        world = World()
        events = DossierEvents(world.vault)
        messages = world.returned()
        events.sequences["intake", CODE] = 1
        changed = AccessChanged(owner=Owner(sub="sub-binh"), representatives=())
        messages.append(events.publish("intake", changed))

        world.receive([messages[place] for place in order])
        world.receive(messages)

        assert world.rate(by=OWNER).status == 404
        assert world.rate(by="sub-binh").status == 200, order


def test_four_ratings_show_nothing_and_five_the_lower_bound() -> None:
    world = World()
    codes = [f"H49.61.01-261123-{number:04d}" for number in range(1, 6)]
    for code in codes:
        world.receive(world.returned(code))
    for code in codes[:4]:
        world.rate("very_satisfied", code=code)
    assert set(world.figures().values()) == {"H49.61.01", None}

    world.rate("dissatisfied", code=codes[4])

    figures = world.figures()
    assert (figures["rated"], figures["dissatisfied"]) == (5, 1)
    assert figures["satisfied_at_least"] == pytest.approx(by_definition(4, 5), abs=1e-9)


def by_definition(successes: int, trials: int) -> float:
    """The lower share p at which (x/n - p)² = z² p (1 - p) / n."""
    z, share = 1.959963984540054, successes / trials
    a, b, c = 1 + z * z / trials, -(2 * share + z * z / trials), share * share
    return (-b - sqrt(b * b - 4 * a * c)) / (2 * a)


@pytest.mark.parametrize("satisfied", [0, 1, 5, 30, 41])
def test_the_bound_of_an_agency_is_that_of_the_definition(satisfied: int) -> None:
    counts = AgencyRatings(id="H49", satisfied=satisfied, dissatisfied=41 - satisfied)

    assert counts.lower_bound == pytest.approx(max(0.0, by_definition(satisfied, 41)), abs=1e-9)


@pytest.mark.parametrize("point", ["commit.before", "commit.after"])
def test_a_death_at_a_commit_loses_no_rating_and_counts_none_twice(point: str) -> None:
    world = returned_world()
    with injected(Plan(kill={point: 1})), pytest.raises(Killed):
        world.rate()

    assert world.rate().status == 200
    assert world.repository.agency_ratings("H49.61.01").rated == 1
