"""The bank double's books: each transfer is one line, in the callback and in the statement."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kit.testing.clock import NOW
from local.doubles.bank.bank import Bank, Line, NoTransfer, Payer, callback
from payments.domain.line_identity import EVERY_FIELD
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.providers.bank.bank_callback import BankCallback
from payments.providers.bank.line import event_of
from payments.providers.bank.transfer import VietQrTransfer
from tests.unit.payments.bank_builders import ACCOUNT
from tests.unit.payments.statement_builders import lines, transaction
from tests.unit.payments.test_transfer_gateway import order

OPENED = VietQrTransfer(lambda: ACCOUNT).start(order(150_000), "pay-01JD-call-1")
QR = OPENED.qr or ""


def parsed(*lines: Line) -> list[ProviderEvent]:
    raw, signature = callback(lines, "bank_newest", NOW)
    return list(BankCallback(ACCOUNT).parse_callback(raw, {"X-Bank-Signature": signature}, NOW))


def test_a_payer_who_scans_our_code_pays_the_amount_with_the_reference() -> None:
    notified: list[Line] = []
    line = Bank(lambda: NOW, notified.append).transfer(QR)
    [got] = parsed(line)

    assert notified == [line]
    assert (got.kind, transaction(got).currency) == ("transfer.received", "vnd")
    assert transaction(got).amount == 150_000
    assert transaction(got).references == (OPENED.reference,)
    assert got.at == NOW
    assert got.details == BankDetails(
        text=OPENED.reference or "", account="19036688990011", name="NGUYEN THI AN"
    )


def test_a_payer_may_send_another_amount_or_text() -> None:
    bank = Bank(lambda: NOW)

    assert bank.transfer(QR, amount=1).amount == 1
    assert transaction(parsed(bank.transfer(QR, text="tien hoc"))[0]).references == ()
    spoilt = f"CT tu 0123 {(OPENED.reference or '')[:6]} {(OPENED.reference or '')[6:].lower()} ND"
    assert transaction(parsed(bank.transfer(QR, text=spoilt))[0]).references == (OPENED.reference,)


def test_outgoing_money_is_an_event_of_money_sent() -> None:
    [got] = parsed(
        Bank(lambda: NOW).outgoing(ACCOUNT.account, 150_000, "hoan tien", Payer("1", "AN"))
    )

    assert (got.kind, transaction(got).amount, got.details) == (
        "transfer.sent",
        150_000,
        BankDetails(text="hoan tien", account="1", name="AN"),
    )


def test_the_statement_says_what_the_callbacks_said() -> None:
    bank = Bank(lambda: NOW)
    bank.transfer(QR)
    bank.transfer(QR, text='phí; "lệ phí", 1.000')
    bank.receive(ACCOUNT.account, 499_999_999, "")
    bank.outgoing(ACCOUNT.account, 5, "hoàn")

    statement = [event_of(line, "statement", EVERY_FIELD) for line in lines(bank.statement())]

    assert [(each.id, each.digest, each.at, each.details) for each in statement] == [
        (each.id, each.digest, each.at, each.details) for each in parsed(*bank.lines)
    ]


def test_a_statement_has_the_lines_of_a_day_in_vietnam_and_of_one_account() -> None:
    clock = [datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC)]
    bank = Bank(lambda: clock[0])
    bank.transfer(QR)
    clock[0] += timedelta(seconds=1)
    bank.transfer(QR)
    bank.receive("999", 1, "")

    first, second = (
        lines(bank.statement(day, ACCOUNT.account))
        for day in (date(2026, 11, 22), date(2026, 11, 23))
    )
    assert [got.id for got in (*first, *second)] == [line.id for line in bank.lines[:2]]
    assert len(first) == len(second) == 1


def test_every_line_has_a_number_of_its_own() -> None:
    bank = Bank(lambda: NOW)

    assert len({bank.transfer(QR).id for _ in range(50)}) == 50


@pytest.mark.parametrize("amount", [0, -1, 500_000_000])
def test_what_no_fast_transfer_carries_is_refused(amount: int) -> None:
    bank = Bank(lambda: NOW)

    with pytest.raises(NoTransfer):
        bank.transfer(QR, amount=amount)
    assert bank.lines == []


@pytest.mark.parametrize(
    "qr", ["", "x", QR[:-1] + "!", QR[:40], "00", "0" * 5_000, QR.replace("150000", "150001")]
)
def test_what_is_no_code_is_refused(qr: str) -> None:
    with pytest.raises(NoTransfer):
        Bank(lambda: NOW).transfer(qr)


def test_a_text_that_no_bank_carries_is_refused() -> None:
    with pytest.raises(NoTransfer):
        Bank(lambda: NOW).transfer(QR, text="x" * 211)
