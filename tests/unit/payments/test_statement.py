"""A bank's statement says what its callback said; a line that says nothing takes no other with
it."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.testing.clock import NOW
from payments.domain.provider_event import BankDetails
from payments.providers.bank.statement.problems import StatementTooLarge, StatementUnreadable
from payments.providers.bank.statement.read import read
from tests.unit.payments.bank_builders import CALLBACK, NAMED, body, line, signature
from tests.unit.payments.statement_builders import (
    HEAD,
    OURS,
    ROW,
    amounts,
    lines,
    one,
    reading,
    refused,
    transaction,
    unread,
)


def test_the_same_line_by_callback_and_by_statement_is_one() -> None:
    raw = body(line(booked_at="2026-11-23T00:00:00+07:00", counterparty={}, text=f"{NAMED} An"))
    [event] = CALLBACK.parse_callback(raw, {"X-Bank-Signature": signature(raw)}, NOW)

    got = one(f"{HEAD}\n{ROW}\n")

    assert transaction(got).source == "statement"
    assert got.evolve(report=transaction(got).evolve(source="callback")) == event


def test_its_id_and_digest_are_the_callbacks_although_the_statement_knows_less() -> None:
    raw = body(line())
    [event] = CALLBACK.parse_callback(raw, {"X-Bank-Signature": signature(raw)}, NOW)
    got = one(f"{HEAD}\nFT26327000001,23/11/2026,cut,150000\n")

    assert (got.id, got.digest, got.object) == (event.id, event.digest, event.object)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_it_is_read_with_commas_or_semicolons_and_with_or_without_a_byte_order_mark(
    mark: str, end: str, separator: str
) -> None:
    rows = [row.replace(",", separator) for row in ("", HEAD, "", ROW, ",,,")]

    assert transaction(one(mark + end.join(rows))).references == (NAMED,)


@pytest.mark.parametrize(
    "head",
    [
        "REFERENCE NUMBER,Transaction Date,Details,Amount",
        "Mã giao dịch,NGÀY HẠCH TOÁN,Diễn giải,Số tiền",
        " số  tham_chiếu ,Ngày,“Mô tả”,Số tiền",
        "Số CT.,Ngày giờ giao dịch,Nội dung giao dịch,Số tiền giao dịch",
    ],
)
def test_headings_are_known_in_vietnamese_and_english(head: str) -> None:
    assert transaction(one(f"{head}\n{ROW}")).amount == 150_000


def test_headings_in_decomposed_letters_are_known() -> None:
    assert transaction(one(unicodedata.normalize("NFD", HEAD) + "\n" + ROW)).amount == 150_000


def test_columns_may_stand_anywhere_and_others_are_left_alone() -> None:
    text = (
        f'No.,Số dư,Có,Nội dung,Nợ,Ngày,Số giao dịch\n1,"9,999","150,000",{NAMED},,23/11/2026,FT1'
    )

    assert amounts(*text.split("\n")) == [("in", 150_000)]


def test_a_rows_number_is_not_taken_for_a_debit() -> None:
    assert amounts("No.,Có,Nội dung,Ngày,Số giao dịch", "1,2,x,23/11/2026,FT1") == [("in", 2)]


def test_the_counterparty_is_taken_where_it_stands() -> None:
    got = one(f"{HEAD},Tài khoản đối ứng,Tên đối ứng\n{ROW},0123456789,NGUYỄN THỊ AN")

    assert got.details == BankDetails(
        text=f"{NAMED} An", account="0123456789", name="NGUYỄN THỊ AN"
    )


@pytest.mark.parametrize(
    ("head", "cell", "why"),
    [
        ("Số tài khoản", "999", ("account", "other_account")),
        ("Loại tiền", "đồng bạc", ("currency", "not_a_currency")),
        ("Currency", "12", ("currency", "not_a_currency")),
        ("Loại giao dịch", "?", ("direction", "other_form")),
        ("Giờ", "25:00", ("booked_at", "not_a_date")),
    ],
)
def test_the_column_that_is_bad_is_named(head: str, cell: str, why: tuple[str, str]) -> None:
    text = f"{HEAD},{head}\n{ROW},\nFT2,23/11/2026,x,1000,{cell}"

    assert unread(text) == [(3, *why)]
    assert [each.line.id for each in reading(text).lines] == ["FT26327000001"]


def test_names_and_accounts_that_are_too_long_are_cut() -> None:
    got = one(f"{HEAD},Tên đối ứng,TK đối ứng\n{ROW},{'x' * 300},{'1' * 50}")

    assert got.details == BankDetails(text=f"{NAMED} An", account="1" * 34, name="x" * 200)


def test_our_own_account_and_currency_may_be_named() -> None:
    assert transaction(one(f"{HEAD},Account,Currency\n{ROW},'{OURS},VNĐ")).currency == "vnd"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", ("line 1", "all")),
        ("\n\n", ("line 1", "all")),
        (ROW, ("line 1", "all")),
        ("Số giao dịch,Nội dung,Số tiền", ("line 1", "date")),
        ("Số giao dịch,Ngày,Số tiền", ("line 1", "description")),
        ("Số giao dịch,Ngày,Nội dung,Ghi nợ", ("line 1", "amount")),
        ("Ngày;Nội dung;Số dư\n1;2;3", ("line 1", "amount")),
    ],
)
def test_a_file_without_a_table_is_refused_with_the_column_that_is_missing(
    text: str, where: tuple[str, str]
) -> None:
    assert refused(text) == where


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ("FT2,23/11/2026,x", ("amount", "missing")),
        ("FT2,23/11/2026,x,1,000", (None, "bad_row")),
        ('FT2,23/11/2026,"x,1', (None, "bad_row")),
        ('FT2,23/11/2026,"x"y,1', (None, "bad_row")),
        ("FT\u0007,23/11/2026,x,1", ("id", "not_printable")),
        (f"{'F' * 65},23/11/2026,x,1", ("id", "too_long")),
        ("FT2,hôm nay,x,1", ("booked_at", "not_a_date")),
        ("FT2,,x,1", ("booked_at", "missing")),
        ("FT2,23/11/2026,x,?", ("amount", "not_an_amount")),
    ],
)
def test_an_odd_line_is_named_and_the_good_ones_around_it_are_taken(
    odd: str, why: tuple[str | None, str]
) -> None:
    text = f"{HEAD}\n{ROW}\n{odd}\nFT3,23/11/2026,y,1000"

    assert unread(text) == [(3, *why)]
    assert [each.line.id for each in reading(text).lines] == ["FT26327000001", "FT3"]
    assert reading(text).unread[0].text == odd


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = f'{HEAD}\n\n"FT2",23/11/2026,"a\nb",1\nFT3,23/11/2026,x,?'

    assert unread(text) == [(5, "amount", "not_an_amount")]


def test_bytes_that_are_of_no_character_spoil_their_own_line_only() -> None:
    odd = b"FT2,23/11/2026," + "Phí".encode("cp1258") + b",1"
    text = f"{HEAD}\n{ROW}\n".encode() + odd + b"\nFT3,23/11/2026,y,1000"

    assert unread(text) == [(3, None, "bad_row")]
    assert len(reading(text).lines) == 2


@pytest.mark.parametrize("number", ["FT 26333 0001", "FT26333WL0MW\\BNK", "số 7/CT", "5244.5'0"])
def test_a_number_may_hold_anything_printable(number: str) -> None:
    [got] = lines(f"{HEAD}\n{number},23/11/2026,x,1")

    assert got.id == number


def test_a_line_without_a_number_gets_one_of_its_content() -> None:
    text = f"{HEAD}\n,23/11/2026,tra lai,500\n,23/11/2026,tra lai,500\n,23/11/2026,khac,500"

    first, second, third = (each.id for each in lines(text))

    assert len({first, second, third}) == 3
    assert [each.id for each in lines(text)] == [first, second, third]
    assert [each.id for each in lines(f"{HEAD}\n,23/11/2026 00:00,TRẢ LẠI,+500")] == [first]


def test_the_refusal_speaks_vietnamese_and_english_and_repeats_nothing() -> None:
    with pytest.raises(StatementUnreadable) as why:
        reading("Số giao dịch,Ngày,Nội dung,Ghi nợ\nFT1,23/11/2026,NGUYEN THI AN,5")

    assert why.value.message("vi") == (
        "Không đọc được sao kê: dòng 1, cột “số tiền”. Chưa có dòng nào được ghi nhận."
    )
    assert (
        why.value.message("en")
        == "The statement cannot be read: line 1, column “amount”. Nothing was taken from it."
    )
    assert (why.value.status, why.value.code) == (422, "statement_unreadable")


def test_headings_alone_are_an_empty_statement() -> None:
    assert lines(HEAD) == []


def test_twenty_thousand_lines_are_read_and_no_more() -> None:
    rows = [f"FT{number},1/11/2026,x,1000" for number in range(20_001)]

    assert len(lines("\n".join([HEAD, *rows[:20_000]]))) == 20_000
    for text in ("\n".join([HEAD, *rows]), HEAD + "\n" * 4_000_000):
        with pytest.raises(StatementTooLarge):
            reading(text)


def test_a_file_of_broken_quotes_is_refused_soon() -> None:
    assert refused(f"{HEAD}\n" + 'FT,"x\n' * 100_000)[1] == "all"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(raw: bytes) -> None:
    with pytest.raises(StatementUnreadable):
        read(raw, OURS, NOW)


@given(st.text(max_size=300))
def test_any_rows_below_good_headings_are_read_or_kept(text: str) -> None:
    with suppress(StatementUnreadable):
        got = read(f"{HEAD}\n{text}".encode("utf-8", "replace"), OURS, NOW)
        assert all(each.line.amount for each in got.lines)
