"""The dossier as payments knows it, discrepancies and provider events: every field of each act."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contracts.payments import ProviderNotified
from contracts.testing.dossier_events import CODE, DRAFT, OWNER, dossier_filed
from kit.testing.clock import NOW
from payments.domain import discrepancy as discrepancies
from payments.domain import dossier as dossiers
from payments.domain.attempt_money import money_of_attempt
from payments.domain.discrepancy import (
    DISCREPANCY_GRAPH,
    Discrepancy,
    DiscrepancyAct,
    DiscrepancyOver,
    DiscrepancyState,
    MoneyInQuestion,
    discrepancy_id,
    new_discrepancy,
    open_discrepancy,
)
from payments.domain.dossier import (
    CASE_EVENT_GRAPH,
    OUT_OF_ORDER,
    WHY_VOID,
    CaseEvent,
    Dossier,
    DossierState,
)
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import BankDetails, ProviderEvent, received

LATER = NOW + timedelta(hours=1)
CASE_MOVES: dict[CaseEvent, dict[DossierState, DossierState]] = {
    "case.accepted": {"filed": "accepted"},
    "case.refused": {"filed": "ended", "accepted": "ended"},
    "case.stopped": {"accepted": "ended"},
    "case.withdrawn": {"filed": "ended", "accepted": "ended"},
    "case.reopened": {"ended": "filed"},
}


@pytest.mark.parametrize(("accepted", "state"), [(False, "filed"), (True, "accepted")])
def test_an_undone_ending_leaves_the_dossier_as_far_as_it_was(
    accepted: bool, state: DossierState
) -> None:
    ended = a_dossier(state="ended", ground="none")

    reopened = dossiers.reopen(ended, 7, accepted=accepted)

    assert (reopened.state, reopened.ground, reopened.reopened_sequence) == (state, None, 7)


MONEY = MoneyInQuestion(
    provider="bank",
    amount=151_000,
    expected=150_000,
    dossier=CODE,
    vault=DRAFT,
    payment="P",
    fee="F",
    refund="R",
    line="L",
)


def a_dossier(**changes: Any) -> Dossier:
    return dossiers.file(CODE, DRAFT, dossier_filed()).evolve(**changes)


def test_a_dossier_is_stored_as_it_was_filed() -> None:
    filed, dossier = dossier_filed(), a_dossier()

    assert (dossier.id, dossier.dossier, dossier.vault) == (CODE, CODE, DRAFT)
    assert (dossier.pk, dossier.state, dossier.fees) == (f"DOSSIER#{CODE}", "filed", ())
    assert (dossier.owner, dossier.agency) == (OWNER, "H49.61.01")
    assert (dossier.agency_name, dossier.quote) == ("UBND phường Hồng Gai", filed.quote)
    assert dossier.applicant == filed.applicant
    assert (dossier.owner_sequence, dossier.lookup, dossier.lookup_sequence) == (0, None, 0)


def test_the_fee_of_a_dossier_is_the_one_that_it_was_quoted() -> None:
    dossier = a_dossier()

    fee = dossiers.quoted_fee(dossier, "F", NOW, pay_by=LATER)

    assert fee == Fee(
        id="F",
        dossier=CODE,
        vault=DRAFT,
        lines=dossier.quote.lines,
        total=150_000,
        pay="before_acceptance",
        pay_by=LATER,
        since=NOW,
    )
    assert dossiers.quoted_fee(dossier, "F", NOW).pay_by is None
    assert dossiers.with_fee(a_dossier(fees=("E",)), "F").fees == ("E", "F")


def test_a_dossier_follows_its_case_and_waits_for_an_acceptance_before_a_stop() -> None:
    moves = {
        (before, event): state
        for event, by_state in CASE_MOVES.items()
        for before, state in by_state.items()
    }

    assert moves == CASE_EVENT_GRAPH
    assert {("filed", "case.stopped")} == OUT_OF_ORDER
    assert WHY_VOID == {
        "case.refused": "refused",
        "case.stopped": "stopped",
        "case.withdrawn": "withdrawn",
    }
    accepted = dossiers.after_case_event(a_dossier(), "case.accepted")
    assert accepted is not None
    assert accepted.state == "accepted"
    assert dossiers.after_case_event(accepted, "case.accepted") is None


@pytest.mark.parametrize(("sequence", "changed"), [(2, False), (3, False), (4, True)])
def test_only_a_newer_event_names_another_owner_or_key(sequence: int, changed: bool) -> None:
    before = a_dossier(owner_sequence=3, lookup_sequence=3, lookup="old")

    owned = dossiers.with_owner(before, "sub-binh", sequence)
    keyed = dossiers.with_lookup_key(before, "new", sequence)

    assert owned.event is None
    assert owned.state == (
        before.evolve(owner="sub-binh", owner_sequence=sequence) if changed else before
    )
    assert keyed == (before.evolve(lookup="new", lookup_sequence=sequence) if changed else before)


DISCREPANCY_MOVES: dict[DiscrepancyAct, dict[DiscrepancyState, DiscrepancyState]] = {
    "resolve": {"open": "resolved", "signed": "resolved"},
    "sign": {"open": "signed"},
    "reopen": {"resolved": "open", "signed": "open"},
}


def a_discrepancy(state: DiscrepancyState = "open") -> Discrepancy:
    return new_discrepancy("amount_differs", "charge.pi_1", MONEY, NOW).evolve(state=state)


def test_a_discrepancy_moves_only_as_its_drawing_says() -> None:
    moves = {
        (before, act): state
        for act, by_state in DISCREPANCY_MOVES.items()
        for before, state in by_state.items()
    }

    assert moves == DISCREPANCY_GRAPH


def test_a_new_discrepancy_is_open_and_has_all_that_is_known_of_the_money() -> None:
    discrepancy = a_discrepancy()

    assert (discrepancy.id, discrepancy.state) == ("amount_differs.charge.pi_1", "open")
    assert (discrepancy.kind, discrepancy.since) == ("amount_differs", NOW)
    assert (discrepancy.pk, discrepancy.day) == (f"DISCREPANCY#{discrepancy.id}", "2026-11-23")
    assert MoneyInQuestion(**discrepancy.model_dump(include=set(MONEY.model_dump()))) == MONEY
    change = open_discrepancy("amount_differs", "charge.pi_1", MONEY, NOW)
    assert (change.state, change.event) == (discrepancy, None)


def test_a_discrepancy_is_of_the_day_in_vietnam_unless_another_is_named() -> None:
    evening = datetime(2026, 11, 23, 17, tzinfo=UTC)

    assert new_discrepancy("dispute", "d", MONEY, evening).day == "2026-11-24"
    named = new_discrepancy("dispute", "d", MONEY, evening, day=date(2026, 11, 20))
    assert named.day == "2026-11-20"


def test_a_banks_stroke_stands_in_no_address() -> None:
    assert discrepancy_id("unmatched_transfer", "FT/1/2") == "unmatched_transfer.FT~1~2"


def test_the_money_of_an_attempt_names_it() -> None:
    attempt = PaymentAttempt(
        id="P",
        dossier=CODE,
        vault=DRAFT,
        fee="F",
        method="transfer",
        provider="bank",
        amount=150_000,
        since=NOW,
        expires=LATER,
    )

    money = money_of_attempt(attempt, 151_000, expected=150_000)

    assert money == MONEY.evolve(refund=None, line=None)
    assert money_of_attempt(attempt, 151_000).expected is None


@pytest.mark.parametrize(
    ("act", "state"), [(discrepancies.resolve, "resolved"), (discrepancies.sign, "signed")]
)
def test_an_official_answers_for_a_discrepancy(act: Any, state: DiscrepancyState) -> None:
    change = act(a_discrepancy(), by="an", reason="đã đối soát", at=LATER)

    assert change.event is None
    assert change.state == a_discrepancy(state).evolve(by="an", reason="đã đối soát", until=LATER)


def test_a_reopened_discrepancy_is_open_without_an_end() -> None:
    signed = a_discrepancy("signed").evolve(by="an", reason="x", until=NOW)

    change = discrepancies.reopen(signed)

    assert (change.state, change.event) == (signed.evolve(state="open", until=None), None)
    with pytest.raises(DiscrepancyOver) as refused:
        discrepancies.reopen(a_discrepancy())
    assert (refused.value.status, refused.value.code) == (409, "discrepancy_over")
    assert refused.value.field == "case"
    assert discrepancies.BY_SYSTEM == "system"


def test_a_verified_provider_event_is_published_for_the_queue() -> None:
    event = ProviderEvent(
        id="evt_1", provider="stripe", kind="charge", object="ch_1", digest="a" * 64, at=NOW
    )

    change = received(event)

    assert (change.state, event.pk) == (event, "PROVIDER_EVENT#evt_1")
    assert change.event == ProviderNotified(
        provider="stripe", kind="charge", object="ch_1", digest="a" * 64
    )
    assert BankDetails(text="x").model_dump() == {"text": "x", "account": None, "name": None}
