"""The bank transfer as a gateway: a reference and a code that lead to our account, without
asking anybody."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from kit.testing.clock import NOW
from payments.domain.payment_instructions import Payee
from payments.domain.provider_request import Order, OrderLine
from payments.providers.bank.reference import references_in, valid
from payments.providers.bank.transfer import BankAccount, VietQrTransfer
from payments.providers.manual import NotAutomated
from payments.providers.port import Capabilities, Gateway, PaymentProviderRefused, RefundOrder
from tests.unit.payments.bank_builders import ACCOUNT
from tests.unit.payments.vietqr_reader import read

GATEWAY: Gateway = VietQrTransfer(lambda: ACCOUNT)
REFUND = RefundOrder(refund="r", payment="p", fee="f", session="s", amount=1)


def order(*amounts: int) -> Order:
    return Order(
        payment="01JD",
        fee="01FE",
        lines=tuple(OrderLine(name="Lệ phí", amount=amount) for amount in amounts),
        return_url="http://localhost/cam-on",
        language="vi",
        expires=NOW + timedelta(minutes=90),
    )


def no_secret() -> BankAccount:
    """The account for a function that has no right to the secret."""
    raise PermissionError


def test_the_code_asks_for_the_whole_order_to_our_account_under_the_reference() -> None:
    opened = GATEWAY.start(order(100_000, 50_000), "pay-01JD-call-1")
    requested = read(opened.qr or "")

    assert (requested.bin, requested.account, requested.amount) == (
        ACCOUNT.bin,
        ACCOUNT.account,
        150_000,
    )
    assert requested.reference == opened.reference == opened.session
    assert valid(requested.reference)
    assert references_in(requested.reference) == (requested.reference,)
    assert opened.payee == Payee(bank="VietinBank", account=ACCOUNT.account, holder=ACCOUNT.holder)
    assert opened.url is None


def test_a_repeat_is_equal_to_the_letter_and_another_counter_gives_another_reference() -> None:
    gateway = VietQrTransfer(lambda: ACCOUNT)

    assert gateway.start(order(1), "a") == gateway.start(order(1), "b") == gateway.ask(order(1))
    assert gateway.ask(order(1), 1).reference != gateway.ask(order(1)).reference


def test_the_largest_fast_transfer_is_asked_for_and_no_larger_one() -> None:
    assert read(GATEWAY.start(order(499_999_999), "k").qr or "").amount == 499_999_999
    with pytest.raises(PaymentProviderRefused) as refused:
        GATEWAY.start(order(499_999_999, 1), "k")
    assert refused.value.error == "amount_too_large"


def test_nothing_else_is_done_by_machine() -> None:
    assert GATEWAY.capabilities == Capabilities(
        close=False, refund=False, query=False, list_balance_transactions=False, list_events=False
    )
    for call in (
        lambda: GATEWAY.query("s"),
        lambda: GATEWAY.close("s", "k"),
        lambda: GATEWAY.refund(REFUND, "k"),
        lambda: GATEWAY.find_refund(REFUND),
    ):
        with pytest.raises(NotAutomated):
            call()
    assert list(GATEWAY.list_balance_transactions(NOW, NOW)) == []
    assert list(GATEWAY.list_events(NOW)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"bin": "97"},
        {"account": "12 34"},
        {"callback_secrets": [""]},
        {"callback_secrets": ["short"]},
    ],
)
def test_an_account_that_was_configured_wrongly_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BankAccount.model_validate({**ACCOUNT.model_dump(), **wrong})


def test_the_account_is_the_secrets_and_is_read_only_when_money_is_asked_for() -> None:
    assert BankAccount.of_secret(ACCOUNT.model_dump_json()) == ACCOUNT

    assert VietQrTransfer(no_secret).capabilities == Capabilities()
    with pytest.raises(PermissionError):
        VietQrTransfer(no_secret).start(order(1), "k")


@pytest.mark.parametrize(
    "held", ["", "{}", '{"bin": "", "bank": "", "account": "1133 6666", "holder": "x"}']
)
def test_a_secret_without_an_account_takes_no_transfer_and_is_not_printed(held: str) -> None:
    gateway = VietQrTransfer(lambda: BankAccount.of_secret(held))

    with pytest.raises(PaymentProviderRefused) as refused:
        gateway.start(order(1), "k")
    assert refused.value.error == "bank_account_not_set"
    assert refused.value.__suppress_context__, "a trace would print what the secret holds"
    with pytest.raises(ValidationError) as broken:
        BankAccount.model_validate_json('{"bin": "", "account": "1133 6666"}')
    assert "1133" not in str(broken.value)


def test_neither_account_nor_secret_is_in_what_a_log_would_print() -> None:
    assert ACCOUNT.account not in repr(GATEWAY)
    assert "bank_newest" not in repr(GATEWAY)
    assert ACCOUNT.holder not in repr(GATEWAY)
