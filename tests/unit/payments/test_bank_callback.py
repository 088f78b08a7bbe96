"""The bank's callback at the door: only what it signed, about our account, of now."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.core.errors import MalformedRequest
from kit.testing.clock import NOW
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.provider_report import (
    BankTransactionReceived,
    BankTransactionSent,
    BankTransactionUnread,
)
from payments.providers.bank.bank_callback import BankCallback
from payments.providers.callback_signature import BadSignature, UnexpectedEvent
from tests.unit.payments.bank_builders import ACCOUNT, CALLBACK, NAMED, STAMP, body, line, signature
from tests.unit.payments.statement_builders import transaction


def parse(
    raw: bytes, header: str | None = None, name: str = "X-Bank-Signature"
) -> list[ProviderEvent]:
    signed = signature(raw) if header is None else header
    return list(CALLBACK.parse_callback(raw, {"Host": "x", name: signed}, NOW))


def received(**other: Any) -> ProviderEvent:
    [one] = parse(body(line(**other)))
    return one


def test_an_incoming_line_is_an_event_with_its_reference_and_amount() -> None:
    got = received()

    assert (got.id, got.provider, got.kind) == (
        "bank:FT26327000001.261123",
        "bank",
        "transfer.received",
    )
    assert got.report == BankTransactionReceived(
        amount=150_000, currency="vnd", references=(NAMED,)
    )
    assert got.object == "FT26327000001"
    assert got.at == NOW - timedelta(seconds=2)
    assert got.details == BankDetails(
        text=f"CT DEN:{NAMED} NGUYEN THI AN chuyen tien", account="0123456789", name="NGUYEN THI AN"
    )


def test_an_outgoing_line_is_an_event_of_money_sent() -> None:
    sent = received(direction="out")

    assert sent.kind == "transfer.sent"
    assert isinstance(sent.report, BankTransactionSent)


def test_a_line_without_a_reference_or_counterparty_is_an_event_too() -> None:
    bare = {name: value for name, value in line(text="").items() if name != "counterparty"}
    [got] = parse(body(bare))

    assert transaction(got).references == ()
    assert got.details == BankDetails(text="")


def test_another_currency_is_reported_as_it_is() -> None:
    assert transaction(received(currency="USD")).currency == "usd"


def test_the_same_line_is_the_same_notification_whenever_it_comes() -> None:
    again = body(line(), line(id="FT2"))

    assert parse(again)[0] == received()
    assert [got.id for got in parse(body(line(), line(id="FT2")))] == [
        "bank:FT26327000001.261123",
        "bank:FT2.261123",
    ]


@pytest.mark.parametrize(
    "other", [{"amount": 1}, {"direction": "out"}, {"currency": "USD"}, {"id": "FT3"}]
)
def test_a_bank_that_contradicts_itself_is_seen_by_the_digest(other: dict[str, Any]) -> None:
    assert received(**other).digest != received().digest


def test_the_digest_does_not_hang_on_what_only_one_of_callback_and_statement_knows() -> None:
    assert received(text="", counterparty={}).digest == received().digest


def test_a_number_on_another_day_is_another_event() -> None:
    assert received(booked_at="2026-11-22T23:59:59+07:00").id == "bank:FT26327000001.261122"
    assert received(booked_at="2026-11-22T17:00:00Z").id == received().id


def test_lines_of_one_number_in_one_body_are_all_kept() -> None:
    got = parse(body(line(), line(amount=1), line(text="khac")))

    assert len({(each.digest, str(each.details)) for each in got}) == 3


@pytest.mark.parametrize("secret", ["bank_newest", "bank_older"])
@pytest.mark.parametrize("name", ["X-Bank-Signature", "x-bank-signature"])
@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_every_secret_in_force_is_taken_within_five_minutes(
    secret: str, name: str, seconds: int
) -> None:
    raw = body(line())

    assert parse(raw, signature(raw, secret, STAMP + seconds), name)


@pytest.mark.parametrize("seconds", [-301, 301, -86_400, 86_400])
def test_stamps_too_old_or_from_the_future_are_refused(seconds: int) -> None:
    raw = body(line())

    with pytest.raises(BadSignature) as refused:
        parse(raw, signature(raw, stamp=STAMP + seconds))
    assert refused.value.field == "X-Bank-Signature"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=,v1=",
        f"t={STAMP}",
        f"t={STAMP},v0=ab",
        f"t={STAMP},v1=é",
        "t=1,t=2",
        "v1=ab",
        "t=x,v1=ab",
    ],
)
def test_a_bad_signature_is_refused(header: str) -> None:
    with pytest.raises(BadSignature):
        parse(body(line()), header)


def test_another_secret_an_altered_body_and_another_header_are_refused() -> None:
    raw = body(line())

    for tried, header, name in (
        (raw, signature(raw, "whsec_other"), "X-Bank-Signature"),
        (raw.replace(b"150000", b"150001"), signature(raw), "X-Bank-Signature"),
        (raw, signature(raw), "Stripe-Signature"),
    ):
        with pytest.raises(BadSignature):
            parse(tried, header, name)


def test_an_account_without_secrets_takes_no_callback() -> None:
    raw, silent = body(line()), BankCallback(ACCOUNT.model_copy(update={"callback_secrets": ()}))

    with pytest.raises(BadSignature):
        silent.parse_callback(raw, {"X-Bank-Signature": signature(raw, "")}, NOW)


def test_lines_of_another_account_alone_are_refused() -> None:
    with pytest.raises(UnexpectedEvent):
        parse(body(line(account="999"), line(id="FT2", account="999")))


READ = [
    ({"id": "FT26333WL0MW\\BNK"}, {"object": "FT26333WL0MW\\BNK"}),
    ({"id": "FT26333WL0MW\\BNK"}, {"id": "bank:FT26333WL0MW.261123"}),
    ({"id": 7}, {"id": "bank:7.261123"}),
    ({"id": 10**35}, {"object": str(10**35)}),
    ({"id": "FT 1"}, {"object": "FT 1"}),
    ({"id": "'263"}, {"object": "263"}),
    ({"id": "Số 1/CT"}, {"object": "Số 1/CT"}),
    ({"account": int(ACCOUNT.account)}, {"object": "FT26327000001"}),
    ({"booked_at": "2026-11-23 09:00:00"}, {"at": "2026-11-23T09:00:00+07:00"}),
    ({"booked_at": "2026-11-23T09:00:00"}, {"at": "2026-11-23T09:00:00+07:00"}),
    ({"booked_at": "2026-11-23T09:00:00.123Z"}, {"at": "2026-11-23T09:00:00+00:00"}),
    ({"booked_at": "23/11/2026 09:00"}, {"at": "2026-11-23T09:00:00+07:00"}),
    ({"amount": "150000"}, {"object": "FT26327000001"}),
    ({"amount": 150_000.0}, {"object": "FT26327000001"}),
    ({"direction": "IN"}, {"kind": "transfer.received"}),
    ({"currency": "vnd"}, {"object": "FT26327000001"}),
    ({"text": None}, {"object": "FT26327000001"}),
    ({"text": "x" * 501}, {"object": "FT26327000001"}),
    ({"counterparty": None}, {"object": "FT26327000001"}),
    ({"counterparty": {"phone": "1"}}, {"object": "FT26327000001"}),
    ({"counterparty": {"name": "x" * 201}}, {"object": "FT26327000001"}),
    ({"counterparty": {"account": 123}}, {"object": "FT26327000001"}),
    ({"balance": 1}, {"object": "FT26327000001"}),
]


@pytest.mark.parametrize(("other", "meant"), READ)
def test_a_line_that_has_one_meaning_is_read(other: dict[str, Any], meant: dict[str, str]) -> None:
    got = received(**other)

    assert transaction(got).amount == 150_000
    for name, value in meant.items():
        if name == "at":
            assert got.at == datetime.fromisoformat(value)
        else:
            assert getattr(got, name) == value


def test_half_a_character_in_a_text_is_replaced() -> None:
    [got] = parse(json.dumps({"lines": [line(text="\ud800 x")]}).encode())

    assert got.details is not None
    assert "? x" in str(got.details)


@pytest.mark.parametrize("missing", ["text", "counterparty"])
def test_a_line_may_lack_what_only_people_read(missing: str) -> None:
    [got] = parse(body({name: value for name, value in line().items() if name != missing}))

    assert transaction(got).amount == 150_000


UNREAD = [
    ({"id": ""}, "id", "missing"),
    ({"id": None}, "id", "missing"),
    ({"id": "x" * 65}, "id", "too_long"),
    ({"id": "a\u0000b"}, "id", "not_printable"),
    ({"id": [1]}, "id", "other_form"),
    ({"id": True}, "id", "other_form"),
    ({"account": "999"}, "account", "other_account"),
    ({"account": None}, "account", "missing"),
    ({"amount": 0}, "amount", "not_an_amount"),
    ({"amount": -1}, "amount", "not_an_amount"),
    ({"amount": 150_000.5}, "amount", "not_an_amount"),
    ({"amount": "150.000"}, "amount", "not_an_amount"),
    ({"amount": 10**11}, "amount", "not_an_amount"),
    ({"amount": 10**40}, "amount", "not_an_amount"),
    ({"amount": float("inf")}, "amount", "not_an_amount"),
    ({"amount": float("nan")}, "amount", "not_an_amount"),
    ({"amount": True}, "amount", "not_an_amount"),
    ({"amount": None}, "amount", "missing"),
    ({"booked_at": "hôm nay"}, "booked_at", "not_a_date"),
    ({"booked_at": 1_700_000_000}, "booked_at", "not_a_date"),
    ({"booked_at": None}, "booked_at", "missing"),
    ({"booked_at": "2036-11-23T09:00:00Z"}, "booked_at", "too_far_away"),
    ({"booked_at": "2006-11-23T09:00:00Z"}, "booked_at", "too_far_away"),
    ({"direction": "sideways"}, "direction", "other_form"),
    ({"currency": None}, "currency", "missing"),
    ({"currency": "đồng bạc"}, "currency", "not_a_currency"),
]


@pytest.mark.parametrize(("other", "field", "reason"), UNREAD)
def test_a_line_that_can_not_be_read_is_kept_beside_the_good_ones(
    other: dict[str, Any], field: str, reason: str
) -> None:
    good, odd, also_good = parse(body(line(id="FT2"), line(**other), line(id="FT3")))

    assert transaction(good).amount == transaction(also_good).amount == 150_000
    assert odd.report == BankTransactionUnread(field=field, reason=reason)
    assert odd.details is not None
    assert '"booked_at"' in str(odd.details)


@pytest.mark.parametrize("odd", [None, 7, "x", [], [[]], {}])
def test_what_is_no_line_at_all_is_kept(odd: Any) -> None:
    good, unread = parse(json.dumps({"lines": [line(), odd]}).encode())

    assert transaction(good).amount == 150_000
    assert isinstance(unread.report, BankTransactionUnread)


def test_an_unread_line_that_is_repeated_is_the_same_event() -> None:
    first, second = (parse(body(line(amount=0), line()))[0] for _ in range(2))

    assert first.id == second.id
    assert parse(body(line(amount=0, text="khac"), line()))[0].id != first.id


def test_refused_callbacks_and_unread_lines_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parse(body(line()))
    assert "BankCallbackRefused" not in capsys.readouterr().out

    parse(body(line(), line(amount=0), line(amount=-1)))
    assert '"BankCallbackRefused": 2' in capsys.readouterr().out

    with pytest.raises(BadSignature):
        parse(body(line()), "t=1,v1=ab")
    assert '"BankCallbackRefused": 1' in capsys.readouterr().out


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b"null", b"\xff", b'{"lines":[]}', b'{"lines":NaN}', b"[" * 9_000]
)
def test_a_body_not_of_the_form_is_refused(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        parse(raw)


def test_a_body_holds_up_to_a_hundred_lines() -> None:
    lines = [line(id=f"FT{n}") for n in range(101)]

    assert len(parse(body(*lines[:100]))) == 100
    with pytest.raises(MalformedRequest):
        parse(body(*lines))


@given(st.binary(max_size=200))
def test_any_signed_bytes_are_refused_or_read(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        parse(raw)


def test_nothing_personal_is_in_what_a_log_would_print() -> None:
    assert "113366668888" not in repr(ACCOUNT)
    assert "bank_newest" not in repr(CALLBACK)
