"""Every act in every state: it leads where its table says, or is refused and changes nothing."""

from datetime import UTC, datetime
from itertools import product
from typing import get_args

import pytest

from contracts.terms.letters import (
    DeliveryAct,
    DeliveryState,
    LetterAct,
    LetterState,
    RequestKind,
)
from letters.domain.delivery import (
    Delivery,
    DeliveryStep,
    act_on_delivery,
    ask,
    reply_to_request,
    with_status,
)
from letters.domain.delivery_acts import (
    DELIVERY_RULES,
    WIRE,
    DeliveryActNotAllowed,
    LetterWithdrawn,
)
from letters.domain.letter import Letter, LetterStep, act_on_letter
from letters.domain.letter_acts import LETTER_RULES, LetterActNotAllowed
from letters.domain.requests_of_writer import (
    LetterRequestOpen,
    LetterRequestReplied,
    RequestRecord,
    WriterRequest,
)

AT = datetime(2026, 12, 1, 3, tzinfo=UTC)
LETTER_MOVES: dict[tuple[str, str], str] = {
    ("edit", "draft"): "draft",
    ("discard", "draft"): "discarded",
    ("number", "draft"): "numbered",
    ("sign", "numbered"): "signing",
    ("seal", "signing"): "signed",
    ("seal_failed", "signing"): "numbered",
    ("send", "signed"): "sent",
    ("void", "numbered"): "void",
    ("void", "signing"): "void",
    ("void", "signed"): "void",
}
DELIVERY_MOVES: dict[tuple[str, str], str] = {
    ("arrive", "sending"): "arrived",
    ("accept", "arrived"): "accepted",
    ("refuse", "arrived"): "refused",
    ("assign", "accepted"): "assigned",
    ("assign", "assigned"): "assigned",
    ("assign", "in_work"): "assigned",
    ("start", "assigned"): "in_work",
    ("finish", "accepted"): "finished",
    ("finish", "assigned"): "finished",
    ("finish", "in_work"): "finished",
    ("withdraw", "sending"): "withdrawn",
    ("withdraw", "arrived"): "withdrawn",
    ("withdraw", "accepted"): "withdrawn",
    ("withdraw", "assigned"): "withdrawn",
    ("withdraw", "in_work"): "withdrawn",
    ("withdraw", "finished"): "withdrawn",
}


def letter(state: LetterState) -> Letter:
    return Letter(
        id="L",
        sender="H49.61",
        type="cong_van",
        notation="SNV-VP",
        subject="V/v",
        state=state,
        drafted_at=AT,
    )


def delivery(state: DeliveryState, axis: str | None = None) -> Delivery:
    return Delivery(
        id="L#H49.62",
        letter="L",
        sender="H49.61",
        recipient="H49.62",
        type="cong_van",
        printed="1/SNV-VP",
        dated="2026-12-01",
        subject="V/v",
        state=state,
        arrived_at=AT,
        axis=axis,
    )


def request(kind: RequestKind = "recall") -> WriterRequest:
    return WriterRequest(id="R", kind=kind, reason="Gửi nhầm", at=AT, by="clerk")


@pytest.mark.parametrize(
    ("act", "state"), list(product(get_args(LetterAct), get_args(LetterState)))
)
def test_each_act_leads_a_letter_where_its_table_says(act: LetterAct, state: LetterState) -> None:
    step = LetterStep(act=act, at=AT, by="clerk")
    wanted = LETTER_MOVES.get((act, state))

    if wanted is None:
        with pytest.raises(LetterActNotAllowed):
            act_on_letter(letter(state), act, step)
    else:
        assert act_on_letter(letter(state), act, step).state == wanted


@pytest.mark.parametrize(
    ("act", "state"), list(product(get_args(DeliveryAct), get_args(DeliveryState)))
)
def test_each_act_leads_a_delivery_where_its_table_says(
    act: DeliveryAct, state: DeliveryState
) -> None:
    step = DeliveryStep(act=act, at=AT, by="clerk")
    wanted = DELIVERY_MOVES.get((act, state))

    if wanted is not None:
        assert act_on_delivery(delivery(state), act, step).state == wanted
        return
    refusal = LetterWithdrawn if state == "withdrawn" else DeliveryActNotAllowed
    with pytest.raises(refusal):
        act_on_delivery(delivery(state), act, step)


@pytest.mark.parametrize("state", get_args(DeliveryState))
def test_while_the_writer_waits_for_a_reply_nothing_else_is_done(state: DeliveryState) -> None:
    waiting = delivery(state).evolve(requests=(RequestRecord(request=request()),))

    for act in ("accept", "refuse", "assign", "start", "finish"):
        with pytest.raises((LetterRequestOpen, DeliveryActNotAllowed, LetterWithdrawn)):
            act_on_delivery(waiting, act, DeliveryStep(act=act, at=AT, by="clerk"))


@pytest.mark.parametrize(
    ("kind", "state"), list(product(get_args(RequestKind), get_args(DeliveryState)))
)
def test_what_is_asked_is_agreed_at_once_only_where_nobody_acted(
    kind: RequestKind, state: DeliveryState
) -> None:
    requested = ask(delivery(state), request(kind), AT)

    at_once = state in ("arrived", "refused", "withdrawn")
    assert (requested.open_request is None) == at_once
    taken = state == "withdrawn" or (state == "arrived" and kind != "update")
    assert (requested.state == "withdrawn") == taken
    assert ask(requested, request(kind), AT) is requested, "the same request is asked once"


@pytest.mark.parametrize("reply", ["agreed", "declined"])
@pytest.mark.parametrize("kind", get_args(RequestKind))
def test_a_request_has_one_reply(reply: str, kind: RequestKind) -> None:
    requested = ask(delivery("accepted"), request(kind), AT)

    replied = reply_to_request(requested, reply, "clerk", AT)  # type: ignore[arg-type]

    assert [each.reply for each in replied.requests] == [reply]
    assert (replied.state == "withdrawn") == (reply == "agreed" and kind != "update")
    assert reply_to_request(replied, reply, "clerk", AT) is replied  # type: ignore[arg-type]
    other = "declined" if reply == "agreed" else "agreed"
    with pytest.raises(LetterRequestReplied):
        reply_to_request(replied, other, "clerk", AT)  # type: ignore[arg-type]


def test_the_tables_name_every_act_and_every_status() -> None:
    assert set(LETTER_RULES) == set(get_args(LetterAct))
    assert set(DELIVERY_RULES) == set(get_args(DeliveryAct))
    assert {WIRE[code] for code in WIRE} < set(get_args(DeliveryState))


def test_an_unknown_status_from_outside_changes_nothing() -> None:
    outside = delivery("sending", "vxp")

    assert with_status(outside, "99", AT, None) is outside
