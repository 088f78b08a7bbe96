"""The graphs are the data: every pair of state and act either leads where they say or is
refused."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import Applicant, Owner, Quote, QuoteLine
from kit.core.events import Change
from kit.testing.clock import NOW
from payments.domain import dossier as dossiers
from payments.domain import fee as fees
from payments.domain import fee_ending as fee_endings
from payments.domain import last_day as last_days
from payments.domain import payment_attempt as payments
from payments.domain.discrepancy import DISCREPANCY_GRAPH
from payments.domain.dossier import (
    CASE_EVENT_GRAPH,
    CASE_EVENTS,
    DOSSIER_STATES,
    OUT_OF_ORDER,
    CaseEvent,
    Dossier,
    DossierState,
)
from payments.domain.fee import (
    FEE_ACTS,
    FEE_GRAPH,
    FEE_STATES,
    Fee,
    FeeAct,
    FeeNotDue,
    FeeSettlement,
    FeeState,
)
from payments.domain.payment_attempt import (
    ATTEMPT_ACTS,
    ATTEMPT_GRAPH,
    ATTEMPT_STATES,
    CATCH_UP,
    SINKS,
    AttemptAct,
    AttemptState,
    PaymentAttempt,
    PaymentOver,
)
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.refund import REFUND_GRAPH
from payments.domain.statement_upload import UPLOAD_GRAPH
from payments.domain.tax_report import TAX_REPORT_GRAPH
from payments.providers.stripe.reports import TYPES_READ

LINE = QuoteLine(rule="r", name="Lệ phí", amount=150_000)
RECEIPT = ReceiptFacts(number="1", lines=(LINE,), collector="UBND")
FEE_EVENTS: dict[FeeAct, str] = {
    "settle": "fee.settled",
    "waive": "fee.waived",
    "void": "fee.voided",
    "reinstate": "fee.reinstated",
    "overpay": "fee.surplus",
    "dispute": "fee.disputed",
}
PAYMENT_EVENTS: dict[AttemptAct, str | None] = {
    "open": "payment.opened",
    "process": None,
    "decline": "payment.declined",
    "pay": "payment.paid",
    "cancel": "payment.cancelled",
    "expire": "payment.expired",
    "fail": "payment.failed",
    "pay_again": None,
}


def a_fee(state: FeeState) -> Fee:
    return Fee(
        id="F", state=state, lines=(LINE,), total=150_000, pay="before_acceptance", since=NOW
    )


def a_payment(state: AttemptState) -> PaymentAttempt:
    return PaymentAttempt(
        id="P",
        fee="F",
        method="card",
        provider="stripe",
        amount=150_000,
        state=state,
        since=NOW,
        expires=NOW,
    )


def fee_act(fee: Fee, act: FeeAct) -> Change:
    match act:
        case "settle":
            return fees.settle(
                fee,
                FeeSettlement(payment="P", method="card", receipt=RECEIPT, payer=Payer(name="An")),
                at=NOW,
            )
        case "waive":
            return fee_endings.waive(fee, why="policy", by="sub", at=NOW)
        case "void":
            return fee_endings.void(fee, why="refused", by="case.refused", at=NOW)
        case "reinstate":
            return last_days.reinstate(fee, paid_at=NOW, until=NOW)
        case "overpay":
            return fees.add_overpayment(fee, payment="P", amount=150_000)
        case "dispute":
            return fees.dispute(fee, amount=150_000, evidence_due=NOW)


def payment_act(payment: PaymentAttempt, act: AttemptAct) -> Change:
    if act == "open":
        return payments.open_attempt(payment, PaymentInstructions(session="cs_1", url="http://pay"))
    if act == "pay":
        return payments.pay(payment, "pi_1", settled=150_000, overpaid=0, at=NOW)
    if act == "pay_again":
        return payments.pay_again(payment, amount=150_000)
    if act in ("process", "decline"):
        return payments.process(payment) if act == "process" else payments.decline(payment, at=NOW)
    ending: Any = {"cancel": payments.cancel, "expire": payments.expire, "fail": payments.fail}[act]
    change: Change = ending(payment, at=NOW)
    return change


@pytest.mark.parametrize(("state", "act"), list(product(FEE_STATES, FEE_ACTS)))
def test_every_pair_of_a_fee(state: FeeState, act: FeeAct) -> None:
    if (state, act) not in FEE_GRAPH:
        with pytest.raises(FeeNotDue):
            fee_act(a_fee(state), act)
        return
    change = fee_act(a_fee(state), act)

    assert isinstance(change.state, Fee)
    assert change.state.state == FEE_GRAPH[state, act]
    assert change.event is not None
    assert FEE_EVENTS[act] == change.event.TYPE


@pytest.mark.parametrize(("state", "act"), list(product(ATTEMPT_STATES, ATTEMPT_ACTS)))
def test_every_pair_of_a_payment(state: AttemptState, act: AttemptAct) -> None:
    if (state, act) not in ATTEMPT_GRAPH:
        with pytest.raises(PaymentOver):
            payment_act(a_payment(state), act)
        return
    change = payment_act(a_payment(state), act)

    assert isinstance(change.state, PaymentAttempt)
    assert change.state.state == ATTEMPT_GRAPH[state, act]
    assert (change.event and change.event.TYPE) == PAYMENT_EVENTS[act]


def test_money_that_comes_late_is_money_all_the_same() -> None:
    late = {state for (state, act) in ATTEMPT_GRAPH if act == "pay"}

    assert late == {"pending", "processing", "expired", "cancelled", "failed"}


def test_nothing_leaves_a_sink_but_money() -> None:
    assert {act for (state, act) in ATTEMPT_GRAPH if state in SINKS} == {"pay", "pay_again"}
    assert [act for (state, act) in ATTEMPT_GRAPH if state == "paid"] == ["pay_again"]


def test_only_an_open_try_has_an_address() -> None:
    opened = payment_act(a_payment("created"), "open").state

    assert isinstance(opened, PaymentAttempt)
    assert opened.url
    ends: tuple[AttemptAct, ...] = ("process", "pay", "cancel", "expire")
    for act in ends:
        after = payment_act(opened, act).state
        assert isinstance(after, PaymentAttempt)
        assert after.url is None


def test_an_event_out_of_order_can_be_handled_later() -> None:
    for (state, act), first in CATCH_UP.items():
        assert (state, act) not in ATTEMPT_GRAPH
        after = ATTEMPT_GRAPH[state, first]
        assert (after, act) in ATTEMPT_GRAPH or (after, act) in CATCH_UP


def test_the_drawing_in_the_readme_shows_just_the_graphs() -> None:
    readme = (Path(__file__).parents[3] / "services" / "payments" / "README.md").read_text(
        encoding="utf-8"
    )
    edges = re.findall(r"^ +(\w+) --> (\w+): (\S+)$", readme, re.MULTILINE)

    graphs: list[tuple[str, str, str]] = []
    money = (FEE_GRAPH, ATTEMPT_GRAPH, REFUND_GRAPH, DISCREPANCY_GRAPH)
    for graph in (*money, UPLOAD_GRAPH, TAX_REPORT_GRAPH, CASE_EVENT_GRAPH):
        graphs.extend((before, after, act) for (before, act), after in graph.items())
    assert edges == graphs


def test_the_readme_names_the_events_to_enable_at_stripe() -> None:
    readme = (Path(__file__).parents[3] / "services" / "payments" / "README.md").read_text(
        encoding="utf-8"
    )

    assert set(
        re.findall(r"`((?:checkout|payment_intent|refund|charge)\.[a-z_.]+)`", readme)
    ) >= set(TYPES_READ)


def a_dossier(state: DossierState) -> Dossier:
    return Dossier(
        id="D",
        state=state,
        owner="sub",
        agency="H49",
        agency_name="UBND",
        applicant=Applicant(full_name="An", identity_number="1", address="x"),
        quote=Quote(lines=(), total=0, pay="none"),
    )


@pytest.mark.parametrize(("state", "case_event"), list(product(DOSSIER_STATES, CASE_EVENTS)))
def test_every_pair_of_a_dossier_and_a_case_event(
    state: DossierState, case_event: CaseEvent
) -> None:
    moved = dossiers.after_case_event(a_dossier(state), case_event)

    assert (moved.state if moved else None) == CASE_EVENT_GRAPH.get((state, case_event))
    assert not (moved and (state, case_event) in OUT_OF_ORDER)


def test_an_owner_is_replaced() -> None:
    owned = dossiers.with_owner(a_dossier("filed"), Owner(sub="other").sub, 2).state

    assert isinstance(owned, Dossier)
    assert owned.owner == "other"
