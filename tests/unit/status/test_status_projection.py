"""The projection: equal bytes in any order, no duplicates, no personal data, exact figures."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import casework as c
from contracts import intake as i
from contracts import payments as p
from contracts.notifications import NoticeSent, NoticeUnknown
from contracts.routes import ROUTES
from contracts.terms import Owner
from contracts.testing.dossier_events import (
    CODE,
    DUE_AT,
    FEE,
    FILED_AT,
    KEY,
    MAIL,
    OWNER,
    PHONE,
    DossierEvents,
    dossier_filed,
    due_date,
    fee_due,
    fee_settled,
    free_dossier,
    paid_dossier,
)
from kit.core.events import ContractBroken, Envelope
from kit.core.model import Event
from kit.platform import fault_injection
from kit.testing.clock import NOW
from kit.testing.memory_vault import memory_vault
from status.adapters.s3_archive import archive_object
from status.domain.facts import FIELDS
from status.projection.rebuild import rebuild
from tests.unit.status.world import VAULT, World

PAID = paid_dossier(VAULT)


@given(order=st.permutations(PAID), size=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_any_order_and_any_batches_give_the_same_bytes(order: list[Envelope], size: int) -> None:
    world, expected = World(), World()
    world.receive(order, size)
    expected.receive(PAID, 1)
    assert world.stored() == expected.stored()


@pytest.mark.parametrize("seed", range(50))
def test_every_event_twice_in_a_random_order_changes_no_byte(seed: int) -> None:
    world, expected = World(), World()
    expected.receive(PAID)
    twice = [*PAID, *PAID]
    random.Random(seed).shuffle(twice)
    world.receive(twice)
    assert world.stored() == expected.stored()


@given(received=st.sets(st.sampled_from(range(len(PAID)))))
@settings(max_examples=40, deadline=None)
def test_figures_and_lists_follow_from_the_facts_at_every_moment(received: set[int]) -> None:
    world = World()
    world.receive([PAID[n] for n in received])
    dossiers = world.repository.dossiers_of((OWNER,), after=None, limit=10).items
    if 0 in received:
        assert world.figures() == {world.view()["status"]["code"]: 1}
        assert [s.status for s in dossiers] == [world.view()["status"]["code"]]
    else:
        assert world.figures() == {}
        assert dossiers == ()


def test_a_batch_writes_a_dossier_once() -> None:
    world = World()
    world.receive(PAID, len(PAID))
    assert world.item().version == 1


def test_the_view_shows_timeline_due_date_fee_and_documents() -> None:
    world = World()
    world.receive(PAID)
    view = world.view()
    assert [entry["code"] for entry in view["timeline"]] == [1, 6, 1, 2, 4, 9, 10]
    assert view["status"]["vi"] == "Đã trả kết quả"
    assert view["due"] == {
        "at": "2026-11-26T17:00:00+07:00",
        "provisional": False,
        "explanation": [{"vi": "Ba ngày làm việc.", "en": "Three working days."}],
    }
    (fee,) = view["fees"]
    assert (fee["state"], fee["amount"], fee["currency"], fee["refunded"]) == (
        "settled",
        150_000,
        "VND",
        0,
    )
    assert [document["kind"] for document in view["documents"]] == ["form-01", "result"]
    assert view["result_after_payment"] is False


def test_nothing_personal_is_stored_or_archived_in_the_clear() -> None:
    world = World()
    world.receive(PAID)
    stored = "".join(
        item.doc + str(item.index_attributes) for item in world.transport.items.values()
    )
    archived = b"".join(world.archive.objects.values()).decode()
    personal = (PHONE, MAIL, KEY, "Nguyễn", "022190001234")
    assert not any(word in stored or word in archived for word in personal)


def test_a_dossier_has_no_view_before_its_filing() -> None:
    world = World()
    world.receive(PAID[1:])
    assert world.item().index_attributes == {}
    world.receive(PAID[:1])
    assert world.view()["status"]["code"] == 10


def test_the_replaced_key_is_valid_whichever_event_came_first() -> None:
    others = DossierEvents(VAULT)
    messages = [
        others.publish("intake", dossier_filed()),
        others.publish("intake", i.KeyReplaced(lookup_key="2222222222")),
    ]
    hashes = []
    for order in (messages, messages[::-1]):
        world = World()
        world.receive(order, 1)
        hashes.append(world.item().index_attributes["lookup"])
    first = World()
    first.receive(messages[:1])
    assert hashes[0] == hashes[1] != first.item().index_attributes["lookup"]


def test_a_changed_owner_moves_the_dossier_from_one_list_to_the_other() -> None:
    others, world = DossierEvents(VAULT), World()
    world.receive([others.publish("intake", dossier_filed())])
    world.receive(
        [others.publish("intake", i.AccessChanged(owner=Owner(sub="sub-binh"), representatives=()))]
    )
    assert world.repository.dossiers_of((OWNER,), after=None, limit=10).items == ()
    assert [
        s.code for s in world.repository.dossiers_of(("sub-binh",), after=None, limit=10).items
    ] == [CODE]
    assert world.figures() == {1: 1}


def test_an_extension_shows_the_new_due_date_without_the_old_explanation() -> None:
    others, world = DossierEvents(VAULT), World()
    world.receive(free_dossier(VAULT)[:3])
    others.sequences["casework", CODE] = 10
    world.receive(
        [others.publish("casework", c.CaseExtended(reason="x", old_due=DUE_AT, new_due=FILED_AT))]
    )
    assert world.view()["due"] == {
        "at": "2026-11-23T09:00:00+07:00",
        "provisional": False,
        "explanation": [],
    }


def test_a_dossier_that_ended_without_a_result_promises_none() -> None:
    others, world = DossierEvents(VAULT), World()
    world.receive(free_dossier(VAULT)[:3])
    promised = world.view()["due"]
    others.sequences["casework", CODE] = 10

    world.receive([others.publish("casework", c.CaseStopped(reason="x", ground="none"))])
    assert promised
    assert world.view()["due"] is None

    reopened = c.CaseReopened(why="undone", state="in_work")
    world.receive([others.publish("casework", reopened)])
    assert world.view()["due"] == promised


@pytest.mark.parametrize(
    "event",
    [
        c.CaseResumed(why="supplemented", new_due=DUE_AT, due=due_date()),
        c.CaseExtended(reason="x", old_due=FILED_AT, new_due=DUE_AT, due=due_date()),
    ],
    ids=lambda event: event.TYPE,
)
def test_a_new_due_date_is_explained_as_the_first_one_was(event: Event) -> None:
    others, world = DossierEvents(VAULT), World()
    world.receive(free_dossier(VAULT)[:3])
    first = world.view()["due"]
    others.sequences["casework", CODE] = 10

    world.receive([others.publish("casework", event)])

    assert world.view()["due"] == first
    assert first["explanation"]


def test_a_completed_dossier_with_a_due_fee_has_result_after_payment() -> None:
    world = World()
    world.receive(
        [*free_dossier(VAULT)[:-1], DossierEvents(VAULT).publish("payments", fee_due(), FEE)]
    )
    assert world.view()["result_after_payment"] is True


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (p.FeeWaived(why="poor", by="law"), "waived"),
        (p.FeeVoided(why="unpaid", by="clock"), "voided"),
        (fee_settled(), "settled"),
    ],
)
def test_a_fee_shows_its_latest_state(
    event: p.FeeWaived | p.FeeVoided | p.FeeSettled, state: str
) -> None:
    others, world = DossierEvents(VAULT), World()
    messages = [
        others.publish("intake", dossier_filed()),
        others.publish("payments", fee_due(), FEE),
        others.publish("payments", event, FEE),
    ]
    world.receive(messages)
    assert [(f["state"], f["amount"]) for f in world.view()["fees"]] == [(state, 150_000)]


def test_a_refund_that_failed_after_it_succeeded_is_not_counted() -> None:
    others, world = DossierEvents(VAULT), World()
    world.receive(
        [others.publish("intake", dossier_filed()), others.publish("payments", fee_settled(), FEE)]
    )
    world.receive(
        [
            others.publish(
                "payments", p.RefundSucceeded(fee=FEE, amount=50_000, why="stopped"), "refund"
            )
        ]
    )
    assert world.view()["fees"][0]["refunded"] == 50_000
    world.receive(
        [
            others.publish(
                "payments", p.RefundFailed(fee=FEE, amount=50_000, why="account closed"), "refund"
            )
        ]
    )
    assert world.view()["fees"][0]["refunded"] == 0


def test_the_latest_outcome_of_a_notice_is_stored_whichever_event_came_first() -> None:
    others = DossierEvents(VAULT)
    unknown = others.publish(
        "notifications", NoticeUnknown(channel="sms", template="fee.due"), "N1"
    )
    sent = others.publish(
        "notifications", NoticeSent(channel="sms", template="fee.due", segments=2), "N1"
    )
    for order in ([unknown, sent], [sent, unknown], [sent, unknown, sent]):
        world = World()
        world.receive(order)
        assert '"outcome":"sent"' in world.transport.items[f"DOSSIER#{CODE}", "NOTICE#N1"].doc


def test_every_event_of_the_catalogue_is_handled() -> None:
    assert World().service.event_handlers.keys() == ROUTES.keys()
    assert FIELDS.keys() < ROUTES.keys()


def test_an_event_that_breaks_its_contract_fails_alone() -> None:
    world = World()
    poison = PAID[2].evolve(id="poison", sequence=99, data={"total": "much"})
    world.projection.begin_batch([poison, *PAID], NOW)
    with pytest.raises(ContractBroken):
        world.service.inbox.handle(poison)
    for message in PAID:
        world.service.inbox.handle(message)
    assert world.view()["status"]["code"] == 10


def test_the_projection_is_rebuilt_from_the_archive_byte_for_byte() -> None:
    world, rebuilt = World(), World()
    world.receive(
        [*PAID, *free_dossier(VAULT, "H49.61.01-261123-0002", "01KAQ000000000000000000001"), *PAID]
    )
    assert rebuild(rebuilt.projection, world.archive.events(), NOW) == 2
    assert rebuilt.stored() == world.stored()
    assert rebuilt.archive.objects == {}


def test_an_erased_dossier_is_rebuilt_without_its_look_up_hash() -> None:
    world = World()
    world.receive(PAID)
    rebuilt = World(memory_vault())
    rebuild(rebuilt.projection, world.archive.events(), NOW)
    rebuilt.archive.objects |= world.archive.objects
    assert rebuilt.figures() == world.figures() == {10: 1}
    assert "lookup" not in rebuilt.item().index_attributes


def test_the_same_batch_is_archived_as_the_same_object() -> None:
    assert archive_object(PAID, NOW) == archive_object([*PAID[::-1], PAID[0]], NOW)


@pytest.mark.parametrize("seed", range(10))
def test_conflicts_throttles_and_timeouts_double_nothing(seed: int) -> None:
    plan = fault_injection.Plan(rate=0.3, chance=random.Random(seed))
    world, expected = World(plan=plan), World()
    for message in PAID:
        while True:
            try:
                world.receive([message])
                break
            except Exception:  # noqa: BLE001 - the queue delivers again
                continue
    expected.receive(PAID)
    assert plan.injected > 5
    assert world.stored() == expected.stored()
