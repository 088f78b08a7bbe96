"""The acts on a payment attempt: the fields that each one changes, and its event."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from contracts.payments import (
    PaymentCancelled,
    PaymentDeclined,
    PaymentExpired,
    PaymentFailed,
    PaymentOpened,
    PaymentPaid,
)
from kit.core.events import Change
from kit.testing.clock import NOW
from payments.domain import payment_attempt as attempts
from payments.domain.payment_attempt import (
    ATTEMPT_GRAPH,
    ATTEMPT_LIFETIME,
    CATCH_UP,
    OPENING_WINDOW,
    SINKS,
    AttemptAct,
    AttemptState,
    PaymentAttempt,
    PaymentOver,
    PaymentProcessing,
)
from payments.domain.payment_instructions import Payee, PaymentInstructions

LATER = NOW + timedelta(hours=1)
PAYEE = Payee(bank="VietinBank", account="113366668888", holder="KHO BAC")
INSTRUCTIONS = PaymentInstructions(
    session="cs_1", url="http://pay", reference="MC1", qr="000201", payee=PAYEE
)
ATTEMPT_MOVES: dict[AttemptAct, dict[AttemptState, AttemptState]] = {
    "open": {"created": "pending"},
    "process": {"pending": "processing"},
    "decline": {"pending": "pending"},
    "pay": dict.fromkeys(("pending", "processing", "expired", "cancelled", "failed"), "paid"),
    "cancel": dict.fromkeys(("created", "pending"), "cancelled"),
    "expire": dict.fromkeys(("created", "pending"), "expired"),
    "fail": {"processing": "failed"},
    "pay_again": {"paid": "paid"},
}


def an_attempt(state: AttemptState = "created", **changes: Any) -> PaymentAttempt:
    fields: dict[str, Any] = {
        "id": "P",
        "fee": "F",
        "method": "card",
        "provider": "stripe",
        "amount": 150_000,
        "state": state,
        "since": NOW,
        "expires": NOW + ATTEMPT_LIFETIME,
    }
    return PaymentAttempt(**{**fields, **changes})


def after(change: Change) -> PaymentAttempt:
    assert isinstance(change.state, PaymentAttempt)
    return change.state


def test_an_attempt_moves_only_as_its_drawing_says() -> None:
    moves = {
        (before, act): state
        for act, by_state in ATTEMPT_MOVES.items()
        for before, state in by_state.items()
    }

    assert moves == ATTEMPT_GRAPH


@pytest.mark.parametrize(
    ("state", "act", "first"),
    [
        ("created", "process", "open"),
        ("created", "pay", "open"),
        ("created", "fail", "open"),
        ("pending", "fail", "process"),
        ("pending", "pay", None),
        ("created", "cancel", None),
        ("expired", "fail", None),
    ],
)
def test_a_report_that_comes_early_implies_the_act_before_it(
    state: AttemptState, act: AttemptAct, first: AttemptAct | None
) -> None:
    assert an_attempt(state).missing(act) == first
    assert len(CATCH_UP) == 4


def test_a_new_attempt_was_not_asked_for_and_has_no_money() -> None:
    attempt = an_attempt()

    assert (attempt.pk, attempt.requests) == ("ATTEMPT#P", 0)
    assert (attempt.settled, attempt.overpaid) == (0, 0)
    assert PaymentAttempt.model_fields["state"].default == "created"
    assert {"paid", "expired", "cancelled", "failed"} == SINKS


def test_an_attempt_lives_ninety_minutes_and_may_be_opened_for_sixty() -> None:
    assert timedelta(minutes=90) == ATTEMPT_LIFETIME
    assert timedelta(minutes=60) == OPENING_WINDOW


def test_an_opened_attempt_says_where_and_how_to_pay() -> None:
    change = attempts.open_attempt(an_attempt(), INSTRUCTIONS)

    opened = after(change)
    assert (opened.session, opened.url) == ("cs_1", "http://pay")
    assert (opened.reference, opened.qr, opened.payee) == ("MC1", "000201", PAYEE)
    assert change.event == PaymentOpened(fee="F", method="card")


@pytest.mark.parametrize(
    ("act", "state", "event"),
    [
        (lambda a: attempts.cancel(a, at=LATER), "pending", PaymentCancelled),
        (lambda a: attempts.expire(a, at=LATER), "pending", PaymentExpired),
        (lambda a: attempts.fail(a, at=LATER), "processing", PaymentFailed),
    ],
)
def test_an_ended_attempt_says_when_and_has_no_address(
    act: Callable[[PaymentAttempt], Change], state: AttemptState, event: type[PaymentOpened]
) -> None:
    change = act(an_attempt(state, url="http://pay"))

    ended = after(change)
    assert (ended.until, ended.url) == (LATER, None)
    assert change.event == event(fee="F", method="card")
    assert type(change.event) is event


def test_a_declined_card_leaves_the_attempt_where_it_is() -> None:
    pending = an_attempt("pending", url="http://pay")

    change = attempts.decline(pending, at=NOW)

    declined = pending.evolve(declined_at=NOW)
    assert (change.state, change.event) == (declined, PaymentDeclined(fee="F", method="card"))


def test_a_processed_attempt_has_no_address_and_notifies_nobody() -> None:
    change = attempts.process(an_attempt("pending", url="http://pay"))

    assert (after(change).url, change.event) == (None, None)


def test_a_paid_attempt_has_its_charge_and_its_shares() -> None:
    change = attempts.pay(an_attempt("pending"), "pi_1", settled=150_000, overpaid=20_000, at=LATER)

    paid = after(change)
    assert (paid.charge, paid.settled, paid.overpaid) == ("pi_1", 150_000, 20_000)
    assert (paid.until, paid.state) == (LATER, "paid")
    assert change.event == PaymentPaid(
        fee="F", method="card", amount=170_000, kept=150_000, surplus=20_000
    )


def test_money_that_comes_again_is_added_to_what_was_not_owed() -> None:
    change = attempts.pay_again(an_attempt("paid", overpaid=20_000), amount=5_000)

    assert (after(change).overpaid, change.event) == (25_000, None)


def test_requests_are_counted_and_turns_are_put_off() -> None:
    counted = attempts.count_request(an_attempt(requests=1))
    waiting = attempts.reschedule(an_attempt(), until=LATER)

    assert (after(counted).requests, counted.event) == (2, None)
    assert (after(waiting).next_check_at, waiting.event) == (LATER, None)
    for unchanged in (attempts.create(an_attempt()), attempts.bump_version(an_attempt())):
        assert (unchanged.state, unchanged.event) == (an_attempt(), None)


def test_an_attempt_that_has_ended_is_refused_with_its_field() -> None:
    with pytest.raises(PaymentOver) as refused:
        attempts.cancel(an_attempt("paid"), at=LATER)

    assert (refused.value.status, refused.value.code) == (409, "payment_over")
    assert refused.value.field == "payment"
    assert PaymentProcessing().code == "payment_processing"


def test_instructions_need_nothing_but_a_session() -> None:
    instructions = PaymentInstructions(session="cs_1")

    assert set(instructions.model_dump().values()) == {"cs_1", None}
