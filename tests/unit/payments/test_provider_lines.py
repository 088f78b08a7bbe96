"""Lines of a provider's own books, the requests to it, and how far its events are stored."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from kit.testing.clock import NOW
from payments.domain import provider_report as reports
from payments.domain.backfill_progress import BackfillProgress, advance
from payments.domain.balance_transaction import BalanceTransaction, BalanceTransactionKind
from payments.domain.provider_report import FundsWithdrawn, ProviderReport
from payments.domain.provider_request import (
    CloseRequest,
    OpenRequest,
    Order,
    OrderLine,
    conclude,
    prepare_close,
    prepare_open,
)
from payments.domain.provider_transaction import (
    BY_STATEMENT,
    ProviderTransaction,
    StatementImport,
    imported,
    movement_of_entry,
    provider_amount,
)
from tests.unit.payments.entries import LATER, charged, moved


def a_line(kind: BalanceTransactionKind = "charge", amount: int = 150_000) -> ProviderTransaction:
    line = BalanceTransaction(entry="txn_1", kind=kind, id="pi_1", amount=amount, at=NOW)
    return ProviderTransaction(provider="stripe", line=line)


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("charge", "charge"),
        ("refund", "refunded"),
        ("refund_failure", "refund_failure"),
        ("dispute", "dispute"),
        ("dispute_won", "dispute_won"),
        ("other", "other"),
    ],
)
def test_a_providers_line_is_compared_with_its_kind_of_entry(
    kind: BalanceTransactionKind, entry: str
) -> None:
    line = a_line(kind)

    assert (line.kind, line.movement, line.day) == (entry, f"{entry}.pi_1", date(2026, 11, 23))


def test_a_line_in_other_money_is_foreign_and_a_bill_of_the_providers_is_not() -> None:
    assert a_line(amount=0).foreign
    assert not a_line().foreign
    assert not a_line("other", amount=0).foreign
    kinds: tuple[BalanceTransactionKind, ...] = ("refund_failure", "dispute", "dispute_won")
    assert all(a_line(kind, amount=0).foreign for kind in kinds)


def test_an_entry_and_its_line_name_the_same_movement_and_amount() -> None:
    entry = charged()

    assert movement_of_entry(entry) == a_line().movement == "charge.pi_1"
    assert provider_amount(entry) == 170_000
    assert provider_amount(moved("dispute", 5, "disputed", "at:stripe")) == -5
    assert provider_amount(moved("refund", 5, "fees", "refunding")) == 0


def test_only_the_banks_books_come_as_a_statement() -> None:
    assert {"bank"} == BY_STATEMENT


def test_an_imported_statement_says_how_many_lines_by_whom_and_when() -> None:
    before = StatementImport(id="bank.2026-11-23", lines=1, at=NOW, by="an")

    change = imported(before, lines=3, by="binh", at=LATER)

    assert change.state == StatementImport(id="bank.2026-11-23", lines=3, at=LATER, by="binh")
    assert (change.state.pk, change.event) == ("STATEMENT#bank.2026-11-23", None)


def test_back_filling_goes_on_from_where_it_is() -> None:
    change = advance(BackfillProgress(id="stripe", upto=NOW), LATER)

    assert change.state == BackfillProgress(id="stripe", upto=LATER)
    assert (change.state.pk, change.event) == ("BACKFILL#stripe", None)


ORDER = Order(
    payment="P",
    fee="F",
    lines=(OrderLine(name="Lệ phí", amount=1),),
    return_url="http://localhost",
    language="vi",
    expires=LATER,
)


def test_the_first_request_opens_an_attempt_with_all_that_it_is_made_of() -> None:
    change = prepare_open(ORDER, NOW)

    request = change.state
    assert isinstance(request, OpenRequest)
    assert request == OpenRequest(id="P#1", payment="P", at=NOW, order=ORDER)
    assert (request.outcome, request.key, request.pk) == ("pending", "pay-P-call-1", "REQUEST#P#1")
    assert change.event is None


def test_a_later_request_closes_a_session() -> None:
    request = prepare_close("P", 2, "cs_1", LATER).state

    assert request == CloseRequest(id="P#2", payment="P", at=LATER, session="cs_1")
    assert isinstance(request, CloseRequest)
    assert request.key == "pay-P-call-2"
    concluded = conclude(request, "refused", "card_error").state
    assert concluded == request.evolve(outcome="refused", error="card_error")


def test_a_line_of_nothing_is_not_ordered() -> None:
    with pytest.raises(ValidationError):
        OrderLine(name="Lệ phí", amount=0)


@pytest.mark.parametrize(("currency", "dong"), [("vnd", 5), ("usd", 0)])
def test_a_dispute_in_another_currency_moves_no_dong(currency: str, dong: int) -> None:
    report = FundsWithdrawn(dispute="dp", charge="ch", payment="P", amount=5, currency=currency)

    assert report.dong == dong


OF_ATTEMPT = {"payment": "P", "session": "cs_1"}
OF_DISPUTE = {"dispute": "dp", "charge": "ch", "payment": "P", "amount": 5, "currency": "vnd"}
TRANSACTION = {"amount": 5, "currency": "vnd", "references": ("MC1",)}
REPORTS: list[tuple[str, ProviderReport]] = [
    (
        "payment_succeeded",
        reports.PaymentSucceeded(payment="P", charge="pi_1", amount=5, currency="vnd"),
    ),
    ("payment_pending", reports.PaymentPending(**OF_ATTEMPT)),
    ("payment_declined", reports.PaymentDeclined(**OF_ATTEMPT)),
    ("payment_failed", reports.PaymentFailed(**OF_ATTEMPT)),
    ("payment_expired", reports.PaymentExpired(**OF_ATTEMPT)),
    (
        "refund_updated",
        reports.RefundUpdated(
            refund="R", status=reports.RefundStatus(id="re_1", state="open", amount=5)
        ),
    ),
    ("dispute_opened", reports.DisputeOpened.model_validate(OF_DISPUTE)),
    ("funds_withdrawn", reports.FundsWithdrawn.model_validate(OF_DISPUTE)),
    ("funds_reinstated", reports.FundsReinstated.model_validate(OF_DISPUTE)),
    ("dispute_closed", reports.DisputeClosed.model_validate({**OF_DISPUTE, "outcome": "won"})),
    ("bank_transaction_received", reports.BankTransactionReceived.model_validate(TRANSACTION)),
    ("bank_transaction_sent", reports.BankTransactionSent.model_validate(TRANSACTION)),
]


@pytest.mark.parametrize(("type_", "report"), REPORTS, ids=[name for name, _ in REPORTS])
def test_a_stored_report_is_read_as_the_same_report(type_: str, report: ProviderReport) -> None:
    stored = report.model_dump(mode="json")

    assert stored["type"] == type_
    assert TypeAdapter[ProviderReport](ProviderReport).validate_python(stored) == report
