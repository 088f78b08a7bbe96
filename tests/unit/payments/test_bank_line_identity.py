"""Which bank lines are one line, what an official reads of an unread one, and reopened dossiers."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.testing.dossier_events import CODE, DRAFT, dossier_filed
from kit.core.model import SealedValue
from kit.testing.clock import NOW
from payments.domain import dossier as dossiers
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.last_day import BANK_LAG
from payments.domain.ledger import Money
from payments.domain.line_identity import has_same_text, is_same_line, names_another_payment
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.provider_report import (
    BankTransactionReceived,
    UnreadField,
    UnreadReason,
)
from payments.domain.unread_transaction import why_unread

FIELDS: list[tuple[UnreadField | None, str, str]] = [
    ("id", "Số giao dịch", "Reference"),
    ("booked_at", "Ngày giao dịch", "Date"),
    ("time", "Giờ giao dịch", "Time"),
    ("text", "Nội dung", "Description"),
    ("amount", "Số tiền", "Amount"),
    ("debit", "Ghi nợ", "Debit"),
    ("credit", "Ghi có", "Credit"),
    ("direction", "Loại giao dịch", "Debit or credit"),
    ("currency", "Loại tiền", "Currency"),
    ("account", "Số tài khoản", "Account"),
    ("other", "Tài khoản đối ứng", "Counterparty account"),
    ("name", "Tên đối ứng", "Counterparty name"),
    (None, "Cả dòng", "The whole line"),
]
REASONS: list[tuple[UnreadReason, str, str]] = [
    ("missing", "không có giá trị", "it is empty"),
    (
        "not_an_amount",
        "không phải số tiền nguyên bằng đồng",
        "it is not a whole amount in VND",
    ),
    ("wrong_sign", "dấu trái với ý nghĩa của cột", "its sign contradicts the column"),
    ("both_columns", "vừa ghi nợ vừa ghi có", "the line has both a debit and a credit"),
    (
        "not_a_date",
        "không phải ngày giờ theo kiểu Việt Nam",
        "it is not a date and time as written in Vietnam",
    ),
    (
        "ambiguous_date",
        "sao kê có ngày viết theo kiểu Mỹ nên không rõ đâu là ngày, đâu là tháng",
        "the statement has American dates, so it is not clear which is the day and which "
        "is the month",
    ),
    ("too_far_away", "ngày quá xa hôm nay", "the date is too far from today"),
    ("not_a_currency", "không phải loại tiền", "it is not a currency"),
    ("other_account", "là tài khoản khác", "it is another account"),
    ("not_printable", "có ký tự không in được", "it has characters that cannot be printed"),
    ("too_long", "quá dài", "it is too long"),
    ("other_form", "không đúng kiểu dữ liệu", "it is of another type"),
    (
        "bad_row",
        "dòng không tách được thành các ô",
        "the line cannot be split into cells",
    ),
]


@pytest.mark.parametrize(("field", "vi", "en"), FIELDS)
def test_an_official_reads_which_field_of_a_line_is_at_fault(
    field: UnreadField | None, vi: str, en: str
) -> None:
    assert why_unread(field, "missing", "vi") == f"{vi}: không có giá trị."
    assert why_unread(field, "missing", "en") == f"{en}: it is empty."


@pytest.mark.parametrize(("reason", "vi", "en"), REASONS)
def test_an_official_reads_why_a_line_could_not_be_read(
    reason: UnreadReason, vi: str, en: str
) -> None:
    assert why_unread("amount", reason, "vi") == f"Số tiền: {vi}."
    assert why_unread("amount", reason, "en") == f"Amount: {en}."


def a_line(
    text: str = "Nguyễn Thị An nộp phí, MC1", *, source: Any = "callback", **changes: Any
) -> ProviderEvent:
    references = changes.pop("references", ())
    fields: dict[str, Any] = {
        "id": "bank:1",
        "provider": "bank",
        "kind": "line",
        "object": "FT1",
        "digest": "a" * 64,
        "at": NOW,
        "report": BankTransactionReceived(
            amount=5, currency="vnd", references=references, source=source
        ),
        "details": BankDetails(text=text),
    }
    return ProviderEvent(**{**fields, **changes})


@pytest.mark.parametrize(
    ("one", "other", "source", "same"),
    [
        ("Đặng An", "DANG AN", "callback", True),
        ("Đặng An", "dang-an.", "callback", True),
        ("MC1", "MC1 x", "callback", False),
        ("MC1", "MC1 x", "statement", True),
        ("MC1 x", "MC1", "statement", True),
        ("MC1", "MC2", "statement", False),
        ("阮", "", "callback", True),
    ],
)
def test_texts_are_compared_by_their_letters_and_more_loosely_between_two_sources(
    one: str, other: str, source: str, same: bool
) -> None:
    assert has_same_text(a_line(one), a_line(other, source=source)) is same


def test_other_words_about_the_same_references_are_one_text_from_two_sources_only() -> None:
    line = a_line("x", references=("MC1", "MC2"))

    assert has_same_text(line, a_line("y", source="statement", references=("MC2", "MC3")))
    assert not has_same_text(line, a_line("y", source="statement", references=("MC3",)))
    assert not has_same_text(line, a_line("y", references=("MC1",)))


@pytest.mark.parametrize("details", [None, SealedValue("gone")])
def test_a_text_that_cannot_be_read_any_more_is_not_compared(details: Any) -> None:
    unreadable = a_line().model_copy(update={"details": details})

    assert has_same_text(a_line(), unreadable) is True
    assert has_same_text(unreadable, a_line("y")) is True


def test_a_line_of_another_day_amount_or_text_is_another_line() -> None:
    assert is_same_line(a_line(), a_line(id="bank:2", at=NOW + timedelta(hours=1)))
    assert not is_same_line(a_line(), a_line(at=NOW + timedelta(days=1)))
    assert not is_same_line(a_line(), a_line(digest="b" * 64))
    assert not is_same_line(a_line(), a_line("y"))


@pytest.mark.parametrize(
    ("ours", "theirs", "another"),
    [
        (("MC1",), ("MC2",), True),
        (("MC1",), ("MC1", "MC2"), False),
        ((), ("MC2",), False),
        (("MC1",), (), False),
    ],
)
def test_two_texts_name_other_payments_if_no_reference_is_in_both(
    ours: tuple[str, ...], theirs: tuple[str, ...], another: bool
) -> None:
    lines = a_line(references=ours), a_line(references=theirs)

    assert names_another_payment(*lines) is another
    assert not names_another_payment(lines[0], a_line(report=None))


def test_a_line_without_a_number_says_so() -> None:
    assert a_line().is_bank_line is True
    assert a_line(report=None).is_bank_line is False
    assert a_line().has_number is True
    assert a_line(object="~1").has_number is False
    assert str(a_line().day) == "2026-11-23"


def a_dossier(**changes: Any) -> Dossier:
    return dossiers.file(CODE, DRAFT, dossier_filed()).evolve(**changes)


@pytest.mark.parametrize(
    ("ground", "sealed", "may"),
    [
        (None, False, True),
        ("unpaid", False, True),
        ("refused", False, False),
        (None, True, False),
        ("unpaid", True, False),
    ],
)
def test_money_in_time_undoes_a_refusal_for_lack_of_it_until_the_refusal_is_sealed(
    ground: Any, sealed: bool, may: bool
) -> None:
    dossier = a_dossier(ground=ground)

    assert (dossiers.with_sealed_refusal(dossier) if sealed else dossier).may_reopen is may


def test_a_reopened_dossier_goes_on_whichever_event_came_first() -> None:
    ended = a_dossier(state="ended", ground="unpaid", reopened_sequence=3)

    reopened = dossiers.reopen(ended, 5)

    assert (reopened.state, reopened.ground, reopened.reopened_sequence) == ("filed", None, 5)
    assert dossiers.reopen(a_dossier(reopened_sequence=7), 5).reopened_sequence == 7
    assert (a_dossier().reopened_sequence, a_dossier().refusal_sealed) == (0, False)


@pytest.mark.parametrize(("booked", "paid"), [(None, 0), (-5, -5), (5, 0)])
def test_money_is_paid_when_the_provider_says_unless_that_is_to_come(
    booked: int | None, paid: int
) -> None:
    booked_at = None if booked is None else NOW + timedelta(minutes=booked)
    money = Money("bank", "FT1", 5, "vnd", NOW, booked_at=booked_at)

    assert money.paid_at == NOW + timedelta(minutes=paid)


def test_a_new_fee_was_never_void_and_a_bank_may_take_three_days() -> None:
    fee = Fee(id="F", lines=(), total=0, pay="none", since=NOW)

    assert (fee.reinstated, BANK_LAG) == (False, timedelta(hours=72))
