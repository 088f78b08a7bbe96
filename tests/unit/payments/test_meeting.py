"""A payer who meets the end of a fee: nobody is sent to pay what is settled or void."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from contracts.casework import CaseRefused
from kit.core.events import Change
from payments.checkout.close import close_open
from payments.domain.active_attempt import Slot
from payments.domain.fee import FeeNotDue
from payments.schedules.expire import sweep_overdue
from tests.unit.payments.till import MINUTE, Till

REFUSED = CaseRefused(reason="thiếu giấy tờ", ground="refused")
Ending = Callable[[Till], object]


def _payable(till: Till) -> list[str]:
    return [
        name
        for name, session in till.stripe.account.sessions.items()
        if session["status"] == "open"
    ]


def _time_is_up(till: Till) -> None:
    till.now += 9 * 24 * 60 * MINUTE
    sweep_overdue(till.store, till.now)


def _starts_before_the_void(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = till.store.commit
    met: list[str] = []

    def meeting(changes: Sequence[Change], **named: Any) -> None:
        if not met and any(
            change.event and change.event.TYPE == "fee.voided" for change in changes
        ):
            met.append("payer")
            till.start()
        commit(changes, **named)

    monkeypatch.setattr(till.store, "commit", meeting)


def _starts_after_the_closing(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[str] = []

    def meeting(*given: Any) -> None:
        close_open(*given)
        if not met:
            met.append("payer")
            till.start()

    monkeypatch.setattr("payments.events.close_open", meeting)


def test_who_asks_again_while_the_first_payment_is_settled_is_not_charged_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    till = Till()
    till.file()
    till.stripe.account.pay(till.start().session or "")
    slot = till.store.slot

    def settled_between(fee: str) -> Slot:
        monkeypatch.setattr(till.store, "slot", slot)
        till.deliver()
        return slot(fee)

    monkeypatch.setattr(till.store, "slot", settled_between)
    with pytest.raises(FeeNotDue):
        till.start()

    assert till.fee.state == "settled"
    assert _payable(till) == []


@pytest.mark.parametrize(
    "ending", [_time_is_up, lambda till: till.hear(REFUSED)], ids=["time", "refusal"]
)
def test_who_starts_while_the_fee_is_voided_cannot_pay_the_void_fee(
    ending: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = Till()
    till.file()
    _starts_before_the_void(till, monkeypatch)

    ending(till)

    assert till.fee.state == "void"
    assert len(till.stripe.account.sessions) == 1
    assert _payable(till) == []
    with pytest.raises(FeeNotDue):
        till.start()


def test_who_starts_while_the_refusal_looks_for_open_tries_cannot_pay_the_void_fee(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    till = Till()
    till.file()
    _starts_after_the_closing(till, monkeypatch)

    till.hear(REFUSED)

    assert till.fee.state == "void"
    assert len(till.stripe.account.sessions) == 1
    assert _payable(till) == []
