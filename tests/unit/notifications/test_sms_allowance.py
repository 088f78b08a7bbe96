"""Who gets SMS, and how many: verified phones, listed countries, limits by number and day."""

from datetime import timedelta

import pytest

from contracts import casework as c
from contracts.testing.dossier_events import (
    PHONE,
    DossierEvents,
    contact_of,
    dossier_filed,
    fee_settled,
)
from kit.core import base32
from kit.testing.clock import NOW
from notifications.adapters.message_sender import TransientFailure
from notifications.domain.sms_policy import (
    SOFT_SHARE,
    SmsPolicy,
    country_of,
    number_bucket,
)
from tests.unit.notifications.world import World

DAY = "2026-11-23"


def filed_with(world: World, phone: str, *, verified: bool, events: DossierEvents) -> None:
    filed = dossier_filed()
    contact = contact_of(filed, phone=phone, phone_verified=verified)
    world.receive(events.publish("intake", filed.evolve(contact=contact)))


def why(world: World) -> list[str | None]:
    return [e.data["why"] for e in world.events() if e.type == "notice.failed"]


def test_a_phone_that_nobody_proved_to_hold_gets_no_sms_and_the_mail_arrives() -> None:
    world = World()
    filed_with(world, PHONE, verified=False, events=DossierEvents(world.vault))
    assert world.sender.channels() == ["mail"]
    assert why(world) == ["phone_unverified"]


def test_a_stage_may_send_to_unverified_phones() -> None:
    world = World(policy=SmsPolicy(unverified=True))
    filed_with(world, PHONE, verified=False, events=DossierEvents(world.vault))
    assert world.sender.channels() == ["mail", "sms"]


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        ("+84912345678", "VN"),
        ("+12025550123", "US"),
        ("+5352345678", "CU"),
        ("+252612345678", "SO"),
        ("+18765551234", "JM"),
        ("+37121234567", "LV"),
        ("+8816123456789", None),
        ("+88216123456", None),
        ("not a number", None),
    ],
)
def test_sms_go_to_listed_countries_only(phone: str, country: str | None) -> None:
    named = country_of(phone)
    assert named == country or (country is None and named in (None, "001"))
    home = SmsPolicy()
    assert home.refusal(phone, verified=True) == (None if country == "VN" else "country_not_served")
    if country:
        abroad = SmsPolicy(countries=frozenset({"VN", country}))
        assert abroad.refusal(phone, verified=True) is None


def test_a_number_gets_so_many_sms_a_day_whoever_files() -> None:
    world = World(policy=SmsPolicy(a_number=3))
    for number in range(5):
        code, draft = f"H49.61.01-261123-000{number}", f"01KAQ00000000000000000000{number}"
        filed_with(
            world, PHONE, verified=True, events=DossierEvents(world.vault, code=code, draft=draft)
        )
    assert world.sender.channels().count("sms") == 3
    assert why(world) == ["number_limit"] * 2
    world.clock.now += timedelta(days=1)
    events = DossierEvents(
        world.vault, code="H49.61.01-261124-0001", draft="01KAQ000000000000000000009"
    )
    filed_with(world, PHONE, verified=True, events=events)
    assert world.sender.channels().count("sms") == 4


def spend(world: World, dong: int) -> None:
    day = f"{world.clock.now + timedelta(hours=7):%Y-%m-%d}"
    world.resources.table.add(f"SPENT#{day}", "DONG", dong)


def test_a_days_budget_ends_what_only_confirms_first_then_every_sms_that_has_a_mail() -> None:
    policy = SmsPolicy(budget=1_000_000)
    world = World(policy=policy)
    events = DossierEvents(world.vault)
    spend(world, int(policy.budget * SOFT_SHARE))
    world.receive(events.publish("intake", dossier_filed()))
    world.receive(events.publish("payments", fee_settled(), "fee"))
    assert world.sender.channels() == ["mail", "mail", "sms"]
    assert why(world) == ["budget_spent"]
    spend(world, policy.budget)
    world.receive(
        events.publish("casework", c.CaseRefused(reason="thiếu", ground="refused")),
    )
    assert world.sender.channels() == ["mail", "mail", "mail", "sms"]


def test_who_has_no_mail_gets_the_sms_whatever_it_costs() -> None:
    policy = SmsPolicy(budget=1_000)
    world = World(policy=policy)
    spend(world, 10_000)
    filed = dossier_filed()
    contact = contact_of(filed, email="")
    world.receive(DossierEvents(world.vault).publish("intake", filed.evolve(contact=contact)))
    assert world.sender.channels() == ["sms"]


def test_a_second_attempt_is_not_counted_again() -> None:
    world = World(policy=SmsPolicy(a_number=1))
    filing = DossierEvents(world.vault).publish("intake", dossier_filed())
    world.sender.failures = [TransientFailure("Throttling")]
    with pytest.raises(TransientFailure):
        world.receive(filing)
    world.receive(filing)
    assert world.sender.channels() == ["mail", "sms"]


def test_every_notice_has_its_price_by_a_dated_list() -> None:
    world = World()
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed()))
    booked = {e.data["channel"]: e.data for e in world.events() if e.type == "notice.sent"}
    assert (booked["sms"]["segments"], booked["sms"]["price"]) == (1, 1850)
    assert (booked["mail"]["price"], booked["mail"]["priced_as_of"]) == (3, "2026-11-21")


def test_the_days_spending_is_right_on_average_and_ends_after_two_days() -> None:
    world = World()
    for number in range(800):
        world.repository.book_spending(DAY, base32.encode(number, 13), 10, NOW)
    assert world.repository.spent_on(DAY) == 8000
    item = world.transport.items[f"SPENT#{DAY}", "DONG"]
    assert item.index_attributes["ttl"] == int((NOW + timedelta(days=2)).timestamp())


def test_a_bucket_of_numbers_does_not_tell_a_number() -> None:
    assert len(number_bucket(PHONE)) == 6
    assert number_bucket(PHONE) != number_bucket("+84912345679")
