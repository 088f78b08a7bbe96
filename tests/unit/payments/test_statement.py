"""A bank's statement says what its callback said, or nothing at all."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.testing.clock import NOW
from payments.domain.provider_event import BankDetails
from payments.providers.bank.statement import StatementTooLarge, read
from payments.providers.bank.statement_cells import StatementUnreadable
from tests.unit.payments.bank_builders import CALLBACK, NAMED, body, line, signature
from tests.unit.payments.statement_builders import (
    HEAD,
    OURS,
    ROW,
    amounts,
    one,
    refused,
    transaction,
)


def test_the_same_line_by_callback_and_by_statement_is_one() -> None:
    raw = body(line(booked_at="2026-11-23T00:00:00+07:00", counterparty={}, text=f"{NAMED} An"))
    [event] = CALLBACK.parse_callback(raw, {"X-Bank-Signature": signature(raw)}, NOW)

    assert one(f"{HEAD}\n{ROW}\n") == event


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
    import unicodedata

    assert transaction(one(unicodedata.normalize("NFD", HEAD) + "\n" + ROW)).amount == 150_000


def test_columns_may_stand_anywhere_and_others_are_left_alone() -> None:
    text = (
        f'No.,Số dư,Có,Nội dung,Nợ,Ngày,Số giao dịch\n1,"9,999","150,000",{NAMED},,23/11/2026,FT1'
    )

    assert amounts(*text.split("\n")) == [("received", 150_000)]


def test_a_rows_number_is_not_taken_for_a_debit() -> None:
    assert refused("No.,Có,Nội dung,Ngày,Số giao dịch\n1,2,x,23/11/2026,FT1") == (
        "line 1",
        "amount",
    )


def test_the_counterparty_is_taken_where_it_stands() -> None:
    got = one(f"{HEAD},Tài khoản đối ứng,Tên đối ứng\n{ROW},0123456789,NGUYỄN THỊ AN")

    assert got.details == BankDetails(
        text=f"{NAMED} An", account="0123456789", name="NGUYỄN THỊ AN"
    )


@pytest.mark.parametrize(
    ("head", "cell", "column"),
    [
        ("Số tài khoản", "999", "account"),
        ("Loại tiền", "đồng bạc", "currency"),
        ("Tên đối ứng", "x" * 201, "counterparty name"),
        ("Counterparty account", "x" * 35, "counterparty account"),
    ],
)
def test_the_column_that_is_bad_is_named(head: str, cell: str, column: str) -> None:
    assert refused(f"{HEAD},{head}\n{ROW},{cell}") == ("line 2", column)


def test_our_own_account_and_currency_may_be_named() -> None:
    assert transaction(one(f"{HEAD},Account,Currency\n{ROW},{OURS},VNĐ")).currency == "vnd"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", ("line 1", "reference")),
        ("\n\n", ("line 1", "reference")),
        (ROW, ("line 1", "reference")),
        ("Số giao dịch,Nội dung,Số tiền", ("line 1", "date")),
        ("Số giao dịch,Ngày,Số tiền", ("line 1", "description")),
        ("Số giao dịch,Ngày,Nội dung,Ghi nợ", ("line 1", "amount")),
        (f"{HEAD}\n{ROW}\nFT2,23/11/2026,x", ("line 3", "all")),
        (f"{HEAD}\n{ROW}\nFT2,23/11/2026,x,1,000", ("line 3", "all")),
        (f'{HEAD}\n{ROW}\nFT2,23/11/2026,"x,1', ("line 3", "all")),
        (f'{HEAD}\n{ROW}\nFT2,23/11/2026,"x"y,1', ("line 3", "all")),
        (f"{HEAD}\n{ROW}\n,23/11/2026,x,1", ("line 3", "reference")),
        (f"{HEAD}\n{ROW}\nF T,23/11/2026,x,1", ("line 3", "reference")),
        (f"{HEAD}\n{ROW}\nFT2,23/11/2026,{'x' * 501},1", ("line 3", "description")),
        (f"{HEAD}\n{ROW}\n{ROW}1", ("line 3", "reference")),
        (f'{HEAD}\n\n"FT2",23/11/2026,"a\nb",1\nFT3,23/11/2026,x,?', ("line 5", "amount")),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken(text: str, where: tuple[str, str]) -> None:
    assert refused(text) == where


def test_a_file_not_in_utf_8_is_refused_with_its_line() -> None:
    assert refused(f"{HEAD}\n{ROW}\nFT2,23/11/2026,".encode() + "Phí".encode("cp1258") + b",1") == (
        "line 3",
        "all",
    )


def test_the_refusal_speaks_vietnamese_and_english_and_repeats_nothing() -> None:
    with pytest.raises(StatementUnreadable) as why:
        read(f"{HEAD}\nFT1,23/11/2026,NGUYEN THI AN,x".encode(), OURS)

    assert why.value.message("vi") == (
        "Không đọc được sao kê: dòng 2, cột “số tiền”. Chưa có dòng nào được ghi nhận."
    )
    assert (
        why.value.message("en")
        == 'The statement can\'t be read: line 2, column "amount". Nothing was taken from it.'
    )
    assert (why.value.status, why.value.code) == (422, "statement_unreadable")


def test_a_line_that_stands_twice_is_one() -> None:
    assert len(read(f"{HEAD}\n{ROW}\n{ROW}".encode(), OURS)) == 1


def test_headings_alone_are_an_empty_statement() -> None:
    assert read(HEAD.encode(), OURS) == ()


def test_five_thousand_lines_are_read_and_no_more() -> None:
    lines = [f"FT{n},1/2/2026,x,1000" for n in range(5_001)]

    assert len(read("\n".join([HEAD, *lines[:5_000]]).encode(), OURS)) == 5_000
    for text in (
        "\n".join([HEAD, *lines]),
        HEAD + "\n" * 200_000,
        '"' + "x" * 199_000 + '"' * 2_000,
    ):
        with pytest.raises(StatementTooLarge):
            read(text.encode(), OURS)


def test_a_cell_longer_than_any_text_is_refused() -> None:
    assert refused("x" * 199_000) == ("line 1", "all")


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(raw: bytes) -> None:
    with pytest.raises(StatementUnreadable):
        read(raw, OURS)


@given(st.text(max_size=300))
def test_any_rows_below_good_headings_are_refused_or_read(text: str) -> None:
    with suppress(StatementUnreadable):
        assert all(
            transaction(got).amount
            for got in read(f"{HEAD}\n{text}".encode("utf-8", "replace"), OURS)
        )
