"""Amounts and days as banks write them, and those that are refused."""

from datetime import datetime

import pytest

from tests.unit.payments.statement_builders import ENGLISH, HEAD, ROW, amounts, one, refused


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ('"1,500,000"', 1_500_000),
        ('"1.500.000,00"', 1_500_000),
        ('"1,500,000.00"', 1_500_000),
        ("1500000.0", 1_500_000),
        ("+1.500", 1_500),
        ("500", 500),
        (" 1.000 ", 1_000),
    ],
)
def test_amounts_are_read_as_banks_write_them(written: str, meant: int) -> None:
    assert amounts(HEAD, f"FT1,23/11/2026,x,{written}", f"FT2,23/11/2026,x,-{meant}") == [
        ("received", meant),
        ("sent", meant),
    ]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "0",
            "-",
            "x",
            "1.5",
            "1.50",
            "1.500,50",
            "15.00.000",
            "1 500",
            "1,500.000,00",
            "１５００",
            "1e3",
            "0x10",
        ),
        *("1.5000", "--5", "NaN", "100000000000", "9" * 40, "1.000.00", "=1+1", "−5"),
    ],
)
def test_an_amount_that_is_no_whole_number_of_dong_is_refused(written: str) -> None:
    assert refused(f'{HEAD}\n{ROW}\nFT2,23/11/2026,x,"{written}"') == ("line 3", "amount")


@pytest.mark.parametrize(
    ("debit", "credit", "meant"),
    [
        ("", "5.000", ("received", 5_000)),
        ("0", "5.000", ("received", 5_000)),
        ("", "+5.000", ("received", 5_000)),
        ("5.000", "", ("sent", 5_000)),
        ("-5.000", "0", ("sent", 5_000)),
    ],
)
def test_debit_and_credit_may_have_columns_of_their_own(
    debit: str, credit: str, meant: tuple[str, int]
) -> None:
    assert amounts(ENGLISH, f"FT1,23/11/2026,x,{debit},{credit}") == [meant]


@pytest.mark.parametrize(
    ("debit", "credit", "column"),
    [
        ("", "", "credit"),
        ("0", "0", "credit"),
        ("1", "1", "credit"),
        ("2", "5", "credit"),
        ("x", "1", "debit"),
        ("", "-1", "credit"),
    ],
)
def test_a_line_that_neither_came_nor_went_is_refused(debit: str, credit: str, column: str) -> None:
    assert refused(f"{ENGLISH}\nFT1,23/11/2026,x,{debit},{credit}") == ("line 2", column)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("23/11/2026", "2026-11-23T00:00:00+07:00"),
        ("1/2/2026", "2026-02-01T00:00:00+07:00"),
        ("23/11/2026 14:05", "2026-11-23T14:05:00+07:00"),
        ("23/11/2026 14:05:09", "2026-11-23T14:05:09+07:00"),
        ("2026-11-23", "2026-11-23T00:00:00+07:00"),
        ("2026-11-23 14:05:09", "2026-11-23T14:05:09+07:00"),
        ("2026-11-23T14:05:09Z", "2026-11-23T14:05:09+00:00"),
        ("2026-11-23T14:05:09+07:00", "2026-11-23T14:05:09+07:00"),
    ],
)
def test_days_are_vietnams_unless_they_say_otherwise(written: str, meant: str) -> None:
    assert one(f"{HEAD}\nFT1,{written},x,1").at == datetime.fromisoformat(meant)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "11/23/2026",
            "31/02/2026",
            "23-11-2026",
            "23/11/26",
            "20261123",
            "2026-W47-1",
            "45000",
            "23/11/2026 25:00",
        ),
        *("01/01/0001", "31/12/9999 23:59", "9999-12-31T23:59:59-07:00"),
    ],
)
def test_a_day_that_is_none_is_refused(written: str) -> None:
    assert refused(f"{HEAD}\n{ROW}\nFT2,{written},x,1") == ("line 3", "date")
