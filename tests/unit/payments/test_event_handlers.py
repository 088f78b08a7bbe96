"""What payments makes of what other services say, in whatever order it comes."""

from datetime import timedelta
from itertools import permutations

import pytest

from contracts import casework as c
from contracts import intake as i
from contracts import payments as p
from contracts.routes import ROUTES
from contracts.terms import Due, Owner
from contracts.testing.dossier_events import CODE, OWNER, document_sealed, dossier_filed
from kit.core.errors import NotFound
from kit.testing.clock import NOW
from tests.unit.payments.world import MINUTE, World

ACCEPTED = c.CaseAccepted(at=NOW, due=Due(at=NOW, provisional=False), desk="desk-1")
REFUSED = c.CaseRefused(reason="thiếu giấy tờ", ground="refused")
STOPPED = c.CaseStopped(reason="không đủ điều kiện", ground="stopped_by_agency")


def test_payments_handles_exactly_what_the_routes_name() -> None:
    world = World()

    assert set(world.service.event_handlers) == {
        kind for kind, to in ROUTES.items() if "payments" in to
    }


def test_a_fee_before_acceptance_is_due_at_filing_for_seven_days() -> None:
    world = World()
    fee = world.file("before_acceptance")

    assert fee is not None
    assert (fee.state, fee.total, fee.pay) == ("due", 150_000, "before_acceptance")
    assert fee.pay_by is not None
    assert fee.pay_by.isoformat() == "2026-12-01T00:00:00+07:00"
    assert world.published == ["fee.due"]


@pytest.mark.parametrize("pay", ["before_result", "at_counter"])
def test_other_fees_are_due_at_acceptance(pay: str) -> None:
    world = World()
    assert world.file(pay) is None

    world.accept()

    assert world.fee.state == "due"
    assert world.fee.pay_by is None
    assert world.published == ["fee.due"]


@pytest.mark.parametrize("pay", ["before_acceptance", "before_result"])
def test_a_fee_has_the_id_of_the_event_that_made_it_due(pay: str) -> None:
    """Documents knows by it which fees hold a result back."""
    world = World()
    world.file(pay)
    quoted = world.others.published[-1].id if pay == "before_acceptance" else world.accept().id
    assert world.fee.id == quoted

    assessment = c.CaseFeeAssessed(lines=world.fee.lines, total=150_000, pay="now")

    assert world.handle(assessment).id == world.fee.id


def test_an_event_delivered_twice_is_handled_once() -> None:
    world = World()
    world.file()
    for envelope in list(world.others.published):
        world.inbox.handle(envelope)

    assert world.published == ["fee.due"]


def test_a_refused_case_voids_its_fee_and_closes_the_open_try() -> None:
    world = World()
    world.file()
    payment = world.start()

    world.handle(REFUSED)

    assert world.fee.state == "void"
    assert world.event("fee.voided") == {
        "why": "refused",
        "by": "case.refused",
        "proposed_by": None,
    }
    assert world.store.payment(payment.id).state == "cancelled"
    assert world.stripe.account.session(payment.session or "")["status"] == "expired"


def test_a_refusal_that_finds_the_money_there_leaves_the_fee_settled() -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")

    world.handle(REFUSED)

    assert world.fee.state == "settled"
    world.deliver()
    assert world.published.count("fee.settled") == 1


@pytest.mark.parametrize("ending", [REFUSED, STOPPED, c.CaseWithdrawn(ground="not_started")])
def test_every_order_of_filing_acceptance_and_ending_leaves_nothing_owed(
    ending: c.CaseRefused | c.CaseStopped | c.CaseWithdrawn,
) -> None:
    for order in permutations(range(3)):
        world = World()
        envelopes = [
            world.others.publish("elsewhere", event)
            for event in (dossier_filed("before_result"), ACCEPTED, ending)
        ]
        for n in order:
            world.inbox.handle(envelopes[n])

        fees = [fee.state for fee in world.store.fees_of(world.store.dossier(CODE))]
        assert set(fees) <= {"void"}
        assert not world.inbox.drain_oldest()


def test_a_stopped_case_waits_for_its_acceptance() -> None:
    world = World()
    world.file("before_result")

    world.handle(STOPPED)
    assert world.published == []
    world.accept()

    assert world.published == ["fee.due", "fee.voided"]


def test_the_fee_goes_with_the_dossier_to_its_new_owner() -> None:
    world = World()
    world.file()
    assert world.store.dossier(CODE).owner == OWNER

    world.handle(i.AccessChanged(owner=Owner(sub="sub-other"), representatives=()))

    assert world.store.dossier(CODE).owner == "sub-other"


@pytest.mark.parametrize("event", [i.KeyReplaced(lookup_key="ABC"), document_sealed("receipt")])
def test_what_leads_to_nothing_yet_is_recorded(event: i.KeyReplaced) -> None:
    world = World()
    world.file()
    envelope = world.handle(event)

    assert world.store.has_handled(envelope)
    assert world.published == ["fee.due"]


def test_the_applicant_stays_locked_where_nobody_needs_the_name() -> None:
    world = World()
    world.file()

    assert "Nguyễn" not in repr(world.store.dossier(CODE))
    payer = world.store.payer_facts(world.store.dossier(CODE))
    assert payer is not None
    assert (payer.name, payer.identity, payer.address) == (
        "Nguyễn Thị An",
        "022190001234",
        "Hạ Long",
    )


def test_an_unknown_dossier_is_not_found() -> None:
    with pytest.raises(NotFound):
        World().store.dossier(CODE)


def test_settled_says_what_the_contract_promises() -> None:
    world = World()
    world.file()
    world.now += MINUTE
    world.stripe.account.pay(world.start().session or "")
    world.now += timedelta(seconds=1)
    world.deliver()

    item = next(e for e in world.transport.inserted if '"fee.settled"' in e.doc)
    assert world.store.source == "payments"
    assert p.FeeSettled.model_validate(
        world.event("fee.settled"), context={"cipher": None}
    ).receipt.collector
    assert item.pk == f"FEE#{world.fee.id}"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_last_owner_stays_the_owner_in_every_order_of_events(
    order: tuple[int, ...],
) -> None:
    world = World()
    owners = [
        i.AccessChanged(owner=Owner(sub=sub), representatives=()) for sub in ("sub-b", "sub-c")
    ]
    envelopes = [world.others.publish("intake", event) for event in (dossier_filed(), *owners)]
    for place in order:
        world.inbox.handle(envelopes[place])
    world.inbox.handle(envelopes[1])

    assert world.store.dossier(CODE).owner == "sub-c"
