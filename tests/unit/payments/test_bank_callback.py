"""The bank's callback at the door: only what it signed, about our account, of now."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.core.errors import MalformedRequest
from kit.testing.clock import NOW
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.provider_report import BankTransactionReceived, BankTransactionSent
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

    assert (got.id, got.provider, got.kind) == ("bank:FT26327000001", "bank", "transfer.received")
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
    assert [got.id for got in parse(body(line(), line(), line(id="FT2")))] == [
        "bank:FT26327000001",
        "bank:FT2",
    ]


@pytest.mark.parametrize(
    "other", [{"amount": 1}, {"direction": "out"}, {"currency": "USD"}, {"id": "FT3"}]
)
def test_a_bank_that_contradicts_itself_is_seen_by_the_digest(other: dict[str, Any]) -> None:
    assert received(**other).digest != received().digest


def test_the_digest_does_not_hang_on_what_only_one_of_callback_and_statement_knows() -> None:
    assert (
        received(text="", booked_at="2026-11-01T00:00:00+07:00", counterparty={}).digest
        == received().digest
    )


def test_one_id_for_two_lines_in_one_body_is_refused() -> None:
    with pytest.raises(MalformedRequest):
        parse(body(line(), line(amount=1)))


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


def test_nothing_is_taken_when_one_line_is_about_another_account() -> None:
    with pytest.raises(UnexpectedEvent):
        parse(body(line(), line(id="FT2", account="999")))


@pytest.mark.parametrize(
    "other",
    [
        {"id": ""},
        {"id": "FT 1"},
        {"id": "x" * 65},
        {"id": 7},
        {"amount": 0},
        {"amount": -1},
        {"amount": "150000"},
        {"amount": 150_000.5},
        {"amount": 10**11},
        {"amount": True},
        {"booked_at": "2026-11-23T09:00:00"},
        {"booked_at": "hôm nay"},
        {"booked_at": None},
        {"direction": "IN"},
        {"currency": "vnd"},
        {"currency": None},
        {"text": None},
        {"text": "x" * 501},
        {"counterparty": None},
        {"counterparty": {"phone": "1"}},
        {"counterparty": {"name": "x" * 201}},
        {"balance": 1},
    ],
)
def test_a_line_not_of_the_form_is_refused_with_all_others(other: dict[str, Any]) -> None:
    with pytest.raises(MalformedRequest) as refused:
        parse(body(line(id="FT2"), line(**other)))
    assert refused.value.code == "malformed_request"


@pytest.mark.parametrize(
    "missing", ["id", "account", "booked_at", "direction", "amount", "currency", "text"]
)
def test_a_line_with_a_field_missing_is_refused(missing: str) -> None:
    with pytest.raises(MalformedRequest):
        parse(body({name: value for name, value in line().items() if name != missing}))


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
