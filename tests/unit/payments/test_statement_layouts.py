"""Layouts of banks and surroundings of tables, beside those of the cases."""

import pytest

from payments.providers.bank.line import BankLine
from tests.unit.payments.statement_builders import HEAD, ROW, lines, reading, unread

LAYOUTS = {
    "TCB": (
        "Ngày giao dịch/Transaction date,Đối tác/Remitter,NH Đối tác/Remitter bank,"
        "Diễn giải/Details,Số bút toán/Transaction No,Nợ TKTT/Debit,Có TKTT/Credit,Số dư/Balance\n"
        '23/11/2026,NGUYEN VAN A,VPB,MC,FT26333WL0MW\\BNK,,"150,000","9,150,000"'
    ),
    "MSB": (
        "STT,Ngày GD/ Ngày HL,Mã giao dịch,Số tiền ghi nợ/ Debit,Số tiền ghi có/ Credit,Số dư,"
        "Nội dung,Tài khoản chuyển,Tên người chuyển\n"
        "1,23/11/2026 09:00:00,FT26333WL0MW\\BNK,0,150000,1,MC,0123,NGUYEN VAN A"
    ),
    "MB": (
        "STT No;NGÀY GIAO DỊCH/ TRANSACTION DATE;SỐ BÚT TOÁN/ TRANSACTION NO;PHÁT SINH NỢ/ DEBIT;"
        "PHÁT SINH CÓ/ CREDIT;SỐ DƯ/ BALANCE;NỘI DUNG/ DETAILS\n"
        "1;23/11/2026 09:00;FT26333WL0MW\\BNK;;150.000;9.150.000;MC"
    ),
    "ACB": (
        "Ngày hiệu lực;Ngày GD;Số GD;Diễn giải;Rút ra;Gửi vào;Số dư\n"
        "24/11/2026;23/11/2026;FT26333WL0MW\\BNK;MC;;150.000,00;9.150.000,00"
    ),
    "ICB": (
        "STT\tNgày giao dịch / Transaction date\tMô tả giao dịch / Transaction description\t"
        "Nợ / Debit\tCó / Credit\tSố dư / Balance\tMã giao dịch / Transaction number\n"
        "1\t23-11-2026 09:00:00\tMC\t-\t150,000\t1\tFT26333WL0MW\\BNK"
    ),
    "VBA": (
        "Mã GD|Ngày giờ giao dịch|Doanh số nợ|Doanh số có|Số dư|Nội dung giao dịch\n"
        "FT26333WL0MW\\BNK|09:00:00 23/11/2026|0|150.000|9|MC"
    ),
    "VPB, English": (
        "Date,Transaction ID,Remarks,Withdrawals,Deposits,Running balance\n"
        "23-Nov-2026,FT26333WL0MW\\BNK,MC,,150000.00,1"
    ),
    "joined cells": (
        "Ngày,Số CT,Phát sinh,,Nội dung\n,,Nợ,Có,\n23/11/2026,FT26333WL0MW\\BNK,,150.000,MC"
    ),
    "one amount with D and C": (
        "Số tài khoản,Loại tiền,Ngày hạch toán,Số tham chiếu,D/C,Số tiền,Nội dung\n"
        "113366668888,VND,23/11/2026,FT26333WL0MW\\BNK,C,150000,MC"
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_of_banks_are_read(name: str) -> None:
    [got] = lines(LAYOUTS[name])

    assert _facts(got) == ("FT26333WL0MW\\BNK", "in", 150_000, "MC", "2026-11-23")


def test_the_layout_with_the_most_known_columns_is_named() -> None:
    assert reading(LAYOUTS["TCB"]).bank == "TCB"
    assert reading(f"{HEAD}\n{ROW}").bank == ""


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1258"]
)
def test_encodings_of_spreadsheets_are_read(encoding: str) -> None:
    text = LAYOUTS["MB"].replace("\n", "\r\n")
    raw = _decomposed_for_1258(text) if encoding == "cp1258" else text.encode(encoding)

    [got] = lines(raw)

    assert got.id == "FT26333WL0MW\\BNK"


@pytest.mark.parametrize(
    "surroundings",
    [
        "NGÂN HÀNG,,,\nSAO KÊ TÀI KHOẢN / ACCOUNT STATEMENT,,,\nSố TK: 1,,,\n,,,\n{head}\n{row}",
        "{head}\nSố dư đầu kỳ,,,16000000\n{row}\nSố dư cuối kỳ,,,16150000",
        "{head}\n,,Opening balance,16000000\n{row}\n,,Closing balance,16150000",
        "{head}\n{row}\nTổng cộng,,,150000",
        "{head}\n{row}\n,Cộng phát sinh,,150000",
        "{head}\n{row}\nTotal,,,150000\nGhi chú: sao kê này không cần ký tên, đóng dấu.,,,",
        "{head}\n{row}\n{head}",
        "{head}\n{row}\n\n\nNgười lập biểu,,,\nTrang 1/1",
        "sep=,\r\n{head}\r\n{row}",
        '"sep=,"\n{head}\n{row}',
        "{head},\n{row},",
    ],
)
def test_what_stands_around_a_table_is_passed_over(surroundings: str) -> None:
    text = surroundings.format(head=HEAD, row=ROW)

    assert [got.amount for got in lines(text)] == [150_000]


def test_rows_that_are_passed_over_are_named() -> None:
    got = reading(f"{HEAD}\nSố dư đầu kỳ,,,16000000\n{ROW}\nTổng cộng,,,150000\nGhi chú,,,")

    assert got.passed_over == (2, 4, 5)


@pytest.mark.parametrize(
    "odd",
    [
        "Tổng công ty ABC,,nop phi,150000",
        "FT2,,Tong cong ty ABC nop phi,150000",
        "FT2,hôm nay,tong cong,150000",
        "Tổng cộng,hôm nay,x,150000",
        ",,,150000",
    ],
)
def test_money_without_a_day_is_never_passed_over(odd: str) -> None:
    assert len(unread(f"{HEAD}\n{ROW}\n{odd}")) == 1


def test_a_number_may_stand_below_the_day_in_one_cell() -> None:
    [got] = lines('Ngày giao dịch,Nội dung,Ghi có\n"  23/11/2026\n  5244.50622",MC,150')

    assert (got.id, f"{got.booked_at:%d/%m/%Y}") == ("5244.50622", "23/11/2026")


def test_the_day_of_the_transaction_goes_before_that_of_its_value() -> None:
    head = "Ngày hiệu lực,Số CT,Ngày hạch toán,Ngày giao dịch,Nội dung,Ghi có"

    [got] = lines(f"{head}\n25/11/2026,FT1,24/11/2026,23/11/2026,x,1")

    assert got.booked_at.day == 23


def _facts(line: BankLine) -> tuple[str, str, int, str, str]:
    return (line.id, line.direction, line.amount, line.text, line.booked_at.date().isoformat())


def _decomposed_for_1258(text: str) -> bytes:
    """Vietnamese as Windows writes it: a letter with its circumflex or horn, then its tone."""
    import unicodedata

    out = []
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out.append(base + "".join(tones))
    return "".join(out).encode("cp1258")
