"""Amounts and moments as banks write them, and those that are kept for a person."""

from datetime import datetime

import pytest

from tests.unit.payments.statement_builders import ENGLISH, HEAD, ROW, amounts, lines, unread


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("1\u00a0500\u00a0000", 1_500_000),
        ("1\u202f500\u202f000", 1_500_000),
        ("1'500'000", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("1,500,000.00", 1_500_000),
        ("1500000.0", 1_500_000),
        ("1 500 000,00", 1_500_000),
        ("+1.500", 1_500),
        ("1.500+", 1_500),
        ("1 500", 1_500),
        ("500", 500),
        (" 1.000 ", 1_000),
        ("'150000", 150_000),
        ("0150000", 150_000),
        ("1.500.000 VND", 1_500_000),
        ("1.500.000 vnđ", 1_500_000),
        ("VND 1,500,000", 1_500_000),
        ("1.500.000đ", 1_500_000),
        ("1.500.000 đồng", 1_500_000),
        ("₫1.500", 1_500),
        ("1,500,000 CR", 1_500_000),
        ("99,999,999,999", 99_999_999_999),
    ],
)
def test_amounts_are_read_as_banks_write_them(written: str, meant: int) -> None:
    assert amounts(HEAD, f'FT1,23/11/2026,x,"{written}"') == [("in", meant)]


@pytest.mark.parametrize(
    "written",
    ["-1.500", "- 1.500", "−1.500", "1.500-", "1.500 -", "(1.500)", "1.500 DR", "(1,500) VND"],
)
def test_money_that_went_out_is_written_in_many_ways(written: str) -> None:
    assert amounts(HEAD, f'FT1,23/11/2026,x,"{written}"') == [("out", 1_500)]


@pytest.mark.parametrize(
    "written",
    [
        *("x", "1.5", "1.50", "1.500,50", "15.00.000", "15,00,000", "1,500.000,00", "１５００"),
        *("1e3", "0x10", "1.5000", "--5", "NaN", "1.000.00", "=1+1", "(5", "5)", "1 50"),
        *(
            "100000000000",
            "9" * 40,
            "9" * 5_000,
            "1.500 XX",
            "1 2 3",
            "150.000 000",
            "½",
            "1.500 USD",
        ),
    ],
)
def test_an_amount_that_is_no_whole_number_of_dong_is_kept(written: str) -> None:
    text = f'{HEAD}\n{ROW}\nFT2,23/11/2026,x,"{written}"'

    assert unread(text) == [(3, "amount", "not_an_amount")]


@pytest.mark.parametrize("written", ["", "0", "-", "--", "0,00", "0.00"])
def test_a_line_without_an_amount_is_kept(written: str) -> None:
    assert unread(f'{HEAD}\n{ROW}\nFT2,23/11/2026,x,"{written}"') == [(3, "amount", "missing")]


@pytest.mark.parametrize("written", ["-5 CR", "+5-", "(+5)", "-(5)", "+5 DR"])
def test_signs_that_contradict_each_other_are_kept(written: str) -> None:
    assert len(unread(f"{HEAD}\n{ROW}\nFT2,23/11/2026,x,{written}")) == 1


@pytest.mark.parametrize(
    ("debit", "credit", "meant"),
    [
        ("", "5.000", ("in", 5_000)),
        ("0", "5.000", ("in", 5_000)),
        ("-", "5.000", ("in", 5_000)),
        ("", "+5.000", ("in", 5_000)),
        ("", "5.000 CR", ("in", 5_000)),
        ("5.000", "", ("out", 5_000)),
        ("-5.000", "0", ("out", 5_000)),
        ("(5.000)", "", ("out", 5_000)),
        ("5.000-", "-", ("out", 5_000)),
        ("5.000 DR", "0.00", ("out", 5_000)),
    ],
)
def test_debit_and_credit_may_have_columns_of_their_own(
    debit: str, credit: str, meant: tuple[str, int]
) -> None:
    assert amounts(ENGLISH, f"FT1,23/11/2026,x,{debit},{credit}") == [meant]


@pytest.mark.parametrize(
    ("debit", "credit", "why"),
    [
        ("", "", ("credit", "missing")),
        ("0", "0", ("credit", "missing")),
        ("1", "1", ("credit", "both_columns")),
        ("2", "5", ("credit", "both_columns")),
        ("x", "1", ("debit", "not_an_amount")),
        ("", "-1", ("credit", "wrong_sign")),
        ("", "(1)", ("credit", "wrong_sign")),
        ("", "1-", ("credit", "wrong_sign")),
        ("", "1 DR", ("credit", "wrong_sign")),
        ("+1", "", ("debit", "wrong_sign")),
        ("1 CR", "", ("debit", "wrong_sign")),
    ],
)
def test_a_line_that_neither_came_nor_went_is_kept(
    debit: str, credit: str, why: tuple[str, str]
) -> None:
    assert unread(f"{ENGLISH}\nFT1,23/11/2026,x,{debit},{credit}") == [(2, *why)]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("C", "in"), ("CR", "in"), ("Có", "in"), ("ghi có", "in"), ("+", "in"), ("Thu", "in")),
        *(("D", "out"), ("Nợ", "out"), ("Ghi nợ", "out"), ("-", "out"), ("debit", "out")),
        ("", "in"),
    ],
)
def test_the_direction_may_have_a_column_of_its_own(word: str, meant: str) -> None:
    assert amounts(f"{HEAD},D/C", f"FT1,23/11/2026,x,500,{word}") == [(meant, 500)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("23/11/2026", "2026-11-23T00:00:00+07:00"),
        ("1/2/2026", "2026-02-01T00:00:00+07:00"),
        ("23/11/26", "2026-11-23T00:00:00+07:00"),
        ("23-11-2026", "2026-11-23T00:00:00+07:00"),
        ("23.11.2026", "2026-11-23T00:00:00+07:00"),
        ("23 Nov 2026", "2026-11-23T00:00:00+07:00"),
        ("23-NOV-26", "2026-11-23T00:00:00+07:00"),
        ("23 November, 2026", "2026-11-23T00:00:00+07:00"),
        ("23 Thg 11 2026", "2026-11-23T00:00:00+07:00"),
        ("23 tháng 11, 2026", "2026-11-23T00:00:00+07:00"),
        ("'23/11/2026", "2026-11-23T00:00:00+07:00"),
        ("2026/11/23", "2026-11-23T00:00:00+07:00"),
        ("2026-11-23", "2026-11-23T00:00:00+07:00"),
        ("23/11/2026 14:05", "2026-11-23T14:05:00+07:00"),
        ("23/11/2026 14:05:09", "2026-11-23T14:05:09+07:00"),
        ("23/11/2026 - 14:05:09", "2026-11-23T14:05:09+07:00"),
        ("14:05:09 23/11/2026", "2026-11-23T14:05:09+07:00"),
        ("14:05:09 ngày 23/11/2026", "2026-11-23T14:05:09+07:00"),
        ("23/11/2026 10:15:00 SA", "2026-11-23T10:15:00+07:00"),
        ("23/11/2026 02:05:09 CH", "2026-11-23T14:05:09+07:00"),
        ("23/11/2026 12:05 am", "2026-11-23T00:05:00+07:00"),
        ("23/11/2026 12:05 PM", "2026-11-23T12:05:00+07:00"),
        ("23/11/2026 24:00", "2026-11-24T00:00:00+07:00"),
        ("23/11/2026\n14:05:09", "2026-11-23T14:05:09+07:00"),
        ("2026-11-23 14:05:09", "2026-11-23T14:05:09+07:00"),
        ("2026-11-23 14:05:09.123", "2026-11-23T14:05:09+07:00"),
        ("2026-11-23T14:05:09Z", "2026-11-23T14:05:09+00:00"),
        ("2026-11-23T14:05:09+07:00", "2026-11-23T14:05:09+07:00"),
        ("2026-11-23T14:05:09+0700", "2026-11-23T14:05:09+07:00"),
    ],
)
def test_moments_are_vietnams_unless_they_say_otherwise(written: str, meant: str) -> None:
    [line] = lines(f'{HEAD}\nFT1,"{written}",x,1')

    assert line.booked_at == datetime.fromisoformat(meant)


@pytest.mark.parametrize(
    "written",
    [
        *("11/23/2026", "31/02/2026", "29/2/2026", "20261123", "2026-W47-1", "45000", "23/11"),
        *("23/11/2026 25:00", "23/11/2026 24:01", "23/11/2026 10:60", "23/11/2026 13:05 SA"),
        *("23/11-2026", "23 Noz 2026", "23 Thg 13 2026", "0/11/2026", "x"),
        "2026-11-23T10:00+99:00",
    ],
)
def test_a_day_that_is_none_is_kept(written: str) -> None:
    assert unread(f"{HEAD}\n{ROW}\nFT2,{written},x,1") == [(3, "booked_at", "not_a_date")]


@pytest.mark.parametrize(
    "written",
    [
        *("23/11/2036", "23/11/2006", "23/11/2025 00:00", "26/11/2026", "01/01/0001"),
        *("31/12/9999 23:59", "23/11/29", "26/11/23"),
    ],
)
def test_a_day_years_away_is_kept(written: str) -> None:
    text = f"{HEAD}\n{ROW}\nFT2,{written},x,1"
    if written.startswith("23/11/2025"):
        assert unread(text) == []  # last year's books are still read
        return
    assert unread(text) == [(3, "booked_at", "too_far_away")]


def test_a_day_that_may_be_american_is_not_guessed() -> None:
    text = f"{HEAD}\nFT1,11/05/2026,x,1\nFT2,11/22/2026,x,1\nFT3,11/11/2026,x,1"

    assert unread(text) == [
        (2, "booked_at", "ambiguous_date"),
        (3, "booked_at", "not_a_date"),
    ]
    assert [day.booked_at.month for day in lines(f"{HEAD}\nFT1,11/05/2026,x,1")] == [5]


@pytest.mark.parametrize("cell", ["10:15:00", "10:15", "10:15:00 SA"])
def test_the_time_may_have_a_column_of_its_own(cell: str) -> None:
    [line] = lines(f"{HEAD},Giờ GD\nFT1,23/11/2026,x,1,{cell}")

    assert line.booked_at == datetime.fromisoformat("2026-11-23T10:15:00+07:00")
