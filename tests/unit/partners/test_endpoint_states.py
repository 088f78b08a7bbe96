"""What becomes of an endpoint and of its events: leases, disabling, ladder, replays, tests."""

from datetime import timedelta
from random import Random

from kit.platform.fault_injection import Plan
from partners.hooks.deliver import AT_ONCE
from tests.unit.partners.deliveries import Deliveries
from tests.unit.partners.receiver import Receiver
from tests.unit.partners.world import World

HOUR = timedelta(hours=1)


def test_who_dies_at_work_on_a_backlog_delivers_no_more_than_a_batch_twice() -> None:
    plan = Plan(death_rate=0.05, chance=Random(3))
    deliveries = Deliveries(Receiver(World().clock), plan=plan)
    deliveries.hook()

    deliveries.append(300)
    deliveries.run_for(6 * HOUR)

    taken = deliveries.endpoint.taken
    assert plan.deaths > 0
    assert set(taken) == set(range(1, 301))
    assert len(taken) - 300 <= plan.deaths * AT_ONCE


def test_who_loses_the_lease_ends_and_somebody_looks_again() -> None:
    """A test of the endpoint comes in between: its partner pressed the button."""
    deliveries = Deliveries(Receiver(World().clock))
    hook, world = deliveries.hook(), deliveries.world
    path = f"/v1/hooks/{hook.id}/test"
    pressed: list[int] = []

    def answer(number: int) -> int:
        if number == 20 and not pressed:
            pressed.append(number)
            world.client.post(path, "", {}, X_Api_Key=deliveries.key)
        return 200

    deliveries.endpoint.answer = answer
    deliveries.append(100)
    deliveries.run_for(timedelta(minutes=3))

    assert pressed
    assert set(deliveries.endpoint.taken) == set(range(1, 101))


def test_five_days_of_failures_disable_and_the_feed_says_so() -> None:
    deliveries = Deliveries(Receiver(World().clock))
    hook = deliveries.hook()
    deliveries.endpoint.answer = lambda _: 500
    deliveries.append(3)
    deliveries.run_for(timedelta(days=7))

    view = deliveries.world.get(f"/v1/hooks/{hook.id}", deliveries.key).body
    last = deliveries.world.feed()[-1]
    assert (view["state"], view["why"]) == ("disabled", "failing")
    assert last.type == "vn.motcua.partner.endpoint_disabled.v1"
    assert last.data == {"hook": hook.id, "why": "failing"}
    ((contact, subject, text),) = deliveries.world.mail.sent
    assert contact == "kythuat@halong.example"
    assert "webhook endpoint disabled" in subject
    assert f"/hooks/{hook.id}/test" in text
    tried = len(deliveries.endpoint.tried)
    deliveries.append()
    deliveries.run_for(timedelta(days=1))
    assert len(deliveries.endpoint.tried) == tried


def test_gone_disables_at_once() -> None:
    deliveries = Deliveries(Receiver(World().clock))
    hook = deliveries.hook()
    deliveries.endpoint.answer = lambda _: 410
    deliveries.append()
    deliveries.run_for(timedelta(minutes=1))

    view = deliveries.world.get(f"/v1/hooks/{hook.id}", deliveries.key).body
    assert (view["state"], view["why"]) == ("disabled", "gone")
    assert len(deliveries.world.mail.sent) == 1


def test_a_mail_that_is_not_sent_is_tried_again_and_another_disabling_is_another_mail() -> None:
    deliveries = Deliveries(Receiver(World().clock))
    hook, mail = deliveries.hook(), deliveries.world.mail
    path = f"/v1/hooks/{hook.id}/test"
    deliveries.endpoint.answer = lambda _: 410
    mail.down = True
    deliveries.append()
    deliveries.run_for(HOUR)
    assert mail.sent == []

    mail.down = False
    deliveries.append(3)
    deliveries.run_for(HOUR)
    assert len(mail.sent) == 1

    deliveries.endpoint.answer = lambda _: 200
    assert deliveries.world.client.post(path, "", {}, X_Api_Key=deliveries.key).body["delivered"]
    deliveries.run_for(timedelta(minutes=2))
    assert set(deliveries.endpoint.taken) == {1, 2, 3, 4, 5}
    deliveries.endpoint.answer = lambda _: 410
    deliveries.append()
    deliveries.run_for(HOUR)
    assert len(mail.sent) == 2


def test_what_failed_ends_with_its_event() -> None:
    deliveries = Deliveries(Receiver(World().clock, lambda _: 500))
    hook = deliveries.hook(active=False)
    deliveries.endpoint.answer = lambda number: 500 if number else 200
    path = f"/v1/hooks/{hook.id}/test"
    deliveries.world.client.post(path, "", {}, X_Api_Key=deliveries.key)
    deliveries.append(2)
    deliveries.run_for(timedelta(minutes=1))

    items = deliveries.world.transport.items.values()
    ends = [int(i.index_attributes["ttl"]) for i in items if i.pk == f"RETRY#{hook.id}"]
    assert len(ends) == 2
    assert min(ends) > (deliveries.world.clock() + timedelta(days=89)).timestamp()


def test_an_event_is_tried_ten_times_within_75_hours_and_then_given_up() -> None:
    deliveries = Deliveries(Receiver(World().clock))
    hook = deliveries.hook()
    receiver = deliveries.endpoint
    bad = deliveries.append()[0].sequence
    original = receiver.send

    def send(outgoing):  # type: ignore[no-untyped-def]
        receiver.answer = lambda _: 500 if bad.encode() in outgoing.body else 200
        return original(outgoing)

    receiver.send = send  # type: ignore[method-assign]
    for _ in range(80):
        deliveries.append()
        deliveries.run_for(HOUR)

    attempts = [each.at for each in receiver.tried if each.event["sequence"] == bad]
    assert len(attempts) == 10
    assert timedelta(hours=70) < attempts[-1] - attempts[0] < timedelta(hours=80)
    log = deliveries.world.get(f"/v1/hooks/{hook.id}/deliveries?limit=100", deliveries.key).body
    assert [each["final"] for each in log["items"] if each["sequence"] == bad].count(True) == 1


def test_a_replay_brings_the_same_ids_again_and_says_so() -> None:
    deliveries = Deliveries(Receiver(World().clock))
    hook = deliveries.hook()
    deliveries.append(8)
    deliveries.run_for(timedelta(minutes=1))
    first = {each.event["sequence"]: each.event["id"] for each in deliveries.endpoint.tried}

    path, body = f"/v1/hooks/{hook.id}/replay", {"after": 2, "through": 5}
    answer = deliveries.world.client.put(path, "", body, X_Api_Key=deliveries.key)
    deliveries.run_for(timedelta(minutes=1))

    again = [each for each in deliveries.endpoint.tried if "webhook-replay" in each.headers]
    assert answer.body == {"after": 2, "through": 5}
    assert sorted(int(each.event["sequence"]) for each in again) == [3, 4, 5]
    assert all(first[each.event["sequence"]] == each.event["id"] for each in again)


def test_nothing_is_delivered_before_a_test_succeeds() -> None:
    deliveries = Deliveries(Receiver(World().clock, lambda _: 404))
    hook = deliveries.hook(active=False)
    deliveries.append(3)
    deliveries.run_for(HOUR)
    assert deliveries.endpoint.requests == []

    path = f"/v1/hooks/{hook.id}/test"
    refused = deliveries.world.client.post(path, "", {}, X_Api_Key=deliveries.key)
    assert (refused.body["delivered"], refused.body["status"]) == (False, 404)
    deliveries.append()
    deliveries.run_for(HOUR)
    assert deliveries.endpoint.tried == []
