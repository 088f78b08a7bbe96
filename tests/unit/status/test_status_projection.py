"""The projection: the same bytes whatever the order, nothing twice, nothing personal, and figures that add up."""

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
from kit.core.events import Envelope
from kit.persistence.items import Item
from kit.platform import fault_injection
from status.adapters.archive import archived, unarchived
from status.domain.facts import SHOWN
from status.domain.record import unpacked
from status.events import event_handlers
from status.projection.rebuild import rebuild
from tests.fakes import NOW, memory_vault
from tests.story import (
    CODE,
    DUE_AT,
    FEE,
    FILED_AT,
    KEY,
    MAIL,
    OWNER,
    PHONE,
    Story,
    fee_due,
    fee_settled,
    filed,
    free,
    paid,
)
from tests.unit.status.house import VAULT, House

PAID = paid(VAULT)


@given(order=st.permutations(PAID), size=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_any_order_and_any_batches_give_the_same_bytes(order: list[Envelope], size: int) -> None:
    house, straight = House(), House()
    house.hear(order, size)
    straight.hear(PAID, 1)
    assert house.stored() == straight.stored()


@pytest.mark.parametrize("seed", range(50))
def test_hearing_everything_twice_in_a_random_order_changes_no_byte(seed: int) -> None:
    house, straight = House(), House()
    straight.hear(PAID)
    twice = [*PAID, *PAID]
    random.Random(seed).shuffle(twice)
    house.hear(twice)
    assert house.stored() == straight.stored()


@given(seen=st.sets(st.sampled_from(range(len(PAID)))))
@settings(max_examples=40, deadline=None)
def test_figures_and_lists_follow_from_the_facts_at_every_moment(seen: set[int]) -> None:
    house = House()
    house.hear([PAID[n] for n in seen])
    mine = house.store.standings_of(OWNER, None, 10).found
    if 0 in seen:
        assert house.figures() == {house.view()["status"]["code"]: 1}
        assert [s.status for s in mine] == [house.view()["status"]["code"]]
    else:
        assert house.figures() == {}
        assert mine == ()


def test_a_batch_writes_a_dossier_once() -> None:
    house = House()
    house.hear(PAID, len(PAID))
    assert house.transport.items[f"DOSSIER#{CODE}", "STATE"].version == 1


def test_the_view_shows_codes_fee_due_and_documents() -> None:
    house = House()
    house.hear(PAID)
    view = house.view()
    assert [entry["code"] for entry in view["timeline"]] == [1, 6, 1, 2, 4, 9, 10]
    assert view["status"]["vi"] == "Đã trả kết quả"
    assert view["due"] == {
        "at": "2026-11-26T10:00:00Z",
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


def readable(item: Item) -> str:
    """An item's text, the facts of a dossier unpacked."""
    return (
        unpacked(item.doc).decode()
        if (item.pk, item.sk) == (f"DOSSIER#{CODE}", "STATE")
        else item.doc
    )


def test_nothing_personal_is_stored_or_archived_in_the_clear() -> None:
    house = House()
    house.hear(PAID)
    stored = "".join(
        readable(item) + str(item.index_attributes) for item in house.transport.items.values()
    )
    kept = b"".join(house.archive.objects.values()).decode()
    personal = (PHONE, MAIL, KEY, "Nguyễn", "022190001234")
    assert not any(word in stored or word in kept for word in personal)


def test_a_dossier_whose_filing_was_not_heard_shows_nothing() -> None:
    house = House()
    house.hear(PAID[1:])
    assert house.transport.items[f"DOSSIER#{CODE}", "STATE"].index_attributes == {}
    house.hear(PAID[:1])
    assert house.view()["status"]["code"] == 10


def test_a_replaced_key_is_the_one_that_counts_whichever_came_first() -> None:
    story = Story(VAULT)
    told = [
        story.tell("intake", filed()),
        story.tell("intake", i.KeyReplaced(lookup_key="2222222222")),
    ]
    index_attributes = []
    for order in (told, told[::-1]):
        house = House()
        house.hear(order, 1)
        index_attributes.append(
            house.transport.items[f"DOSSIER#{CODE}", "STATE"].index_attributes["lookup"]
        )
    first = House()
    first.hear(told[:1])
    assert (
        index_attributes[0]
        == index_attributes[1]
        != first.transport.items[f"DOSSIER#{CODE}", "STATE"].index_attributes["lookup"]
    )


def test_a_changed_owner_takes_the_dossier_from_one_list_to_the_other() -> None:
    story, house = Story(VAULT), House()
    house.hear([story.tell("intake", filed())])
    house.hear(
        [story.tell("intake", i.AccessChanged(owner=Owner(sub="sub-binh"), representatives=()))]
    )
    assert house.store.standings_of(OWNER, None, 10).found == ()
    assert [s.code for s in house.store.standings_of("sub-binh", None, 10).found] == [CODE]
    assert house.figures() == {1: 1}


def test_an_extension_shows_the_new_due_moment_without_the_old_explanation() -> None:
    story, house = Story(VAULT), House()
    house.hear(free(VAULT)[:3])
    story.sequences["casework", CODE] = 10
    house.hear(
        [story.tell("casework", c.CaseExtended(reason="x", old_due=DUE_AT, new_due=FILED_AT))]
    )
    assert house.view()["due"] == {
        "at": "2026-11-23T02:00:00Z",
        "provisional": False,
        "explanation": [],
    }


def test_a_completed_dossier_with_a_fee_still_due_says_result_after_payment() -> None:
    house = House()
    house.hear([*free(VAULT)[:-1], Story(VAULT).tell("payments", fee_due(), FEE)])
    assert house.view()["result_after_payment"] is True


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (p.FeeWaived(why="poor", by="law"), "waived"),
        (p.FeeVoided(why="unpaid", by="clock"), "voided"),
        (fee_settled(), "settled"),
    ],
)
def test_a_fee_shows_what_became_of_it(
    event: p.FeeWaived | p.FeeVoided | p.FeeSettled, state: str
) -> None:
    story, house = Story(VAULT), House()
    told = [
        story.tell("intake", filed()),
        story.tell("payments", fee_due(), FEE),
        story.tell("payments", event, FEE),
    ]
    house.hear(told)
    assert [(f["state"], f["amount"]) for f in house.view()["fees"]] == [(state, 150_000)]


def test_a_refund_that_failed_after_it_succeeded_is_not_counted() -> None:
    story, house = Story(VAULT), House()
    house.hear([story.tell("intake", filed()), story.tell("payments", fee_settled(), FEE)])
    house.hear(
        [story.tell("payments", p.RefundSucceeded(fee=FEE, amount=50_000, why="stopped"), "refund")]
    )
    assert house.view()["fees"][0]["refunded"] == 50_000
    house.hear(
        [
            story.tell(
                "payments", p.RefundFailed(fee=FEE, amount=50_000, why="account closed"), "refund"
            )
        ]
    )
    assert house.view()["fees"][0]["refunded"] == 0


def test_the_last_that_was_heard_of_a_notice_stays_whichever_came_first() -> None:
    story = Story(VAULT)
    unknown = story.tell("notifications", NoticeUnknown(channel="sms", template="fee.due"), "N1")
    sent = story.tell(
        "notifications", NoticeSent(channel="sms", template="fee.due", segments=2), "N1"
    )
    for order in ([unknown, sent], [sent, unknown], [sent, unknown, sent]):
        house = House()
        house.hear(order)
        assert '"outcome":"sent"' in house.transport.items[f"DOSSIER#{CODE}", "NOTICE#N1"].doc


def test_every_event_of_the_catalogue_is_heard() -> None:
    assert event_handlers(House().projection, lambda: NOW).keys() == ROUTES.keys()
    assert SHOWN.keys() < ROUTES.keys()


def test_an_event_that_breaks_its_contract_fails_alone() -> None:
    house = House()
    poison = PAID[2].evolve(id="poison", sequence=99, data={"total": "much"})
    house.projection.begin([poison, *PAID], NOW)
    with pytest.raises(ValueError, match="validation"):
        house.ears.handle(poison)
    for heard in PAID:
        house.ears.handle(heard)
    assert house.view()["status"]["code"] == 10


def kept_by(house: House) -> list[Envelope]:
    return [heard for body in house.archive.objects.values() for heard in unarchived(body)]


def test_the_projection_is_made_again_from_the_archive_byte_for_byte() -> None:
    house, again = House(), House()
    house.hear([*PAID, *free(VAULT, "H49.61.01-261123-0002", "01KAQ000000000000000000001"), *PAID])
    assert rebuild(again.projection, kept_by(house), NOW) == 2
    assert again.stored() == house.stored()
    assert again.archive.objects == {}


def test_an_erased_dossier_is_made_again_without_its_look_up_hash() -> None:
    house = House()
    house.hear(PAID)
    again = House(memory_vault())
    rebuild(again.projection, kept_by(house), NOW)
    assert again.figures() == house.figures()
    assert "lookup" not in again.transport.items[f"DOSSIER#{CODE}", "STATE"].index_attributes


def test_the_same_batch_is_archived_as_the_same_object() -> None:
    assert archived(PAID, NOW) == archived([*PAID[::-1], PAID[0]], NOW)


@pytest.mark.parametrize("seed", range(10))
def test_conflicts_throttles_and_timeouts_double_nothing(seed: int) -> None:
    plan = fault_injection.Plan(rate=0.3, chance=random.Random(seed))
    house, straight = House(plan=plan), House()
    for heard in PAID:
        while True:
            try:
                house.hear([heard])
                break
            except Exception:  # noqa: BLE001 - the queue delivers again
                continue
    straight.hear(PAID)
    assert plan.injected > 5
    assert house.stored() == straight.stored()
