"""Statements of six layouts: what payments books of them is to the đồng what the bank wrote."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from kit.core.time import VIETNAM
from payments.domain.ledger import day_of
from payments.reconciliation.run import reconcile
from tests.unit.payments.balances import balances
from tests.unit.payments.bank_world import TwoPayers, two_payers

START = datetime(2026, 11, 16, 7, 0, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Written:
    """A line as a bank writes it; `amount` is negative where money left."""

    number: str
    at: datetime
    amount: int
    text: str

    @property
    def sides(self) -> tuple[str, str]:
        """Debit and credit with points."""
        amount = f"{abs(self.amount):,}".replace(",", ".")
        return ("", amount) if self.amount > 0 else (amount, "")


Layout = tuple[str, Callable[[int, Written], str], str]
LAYOUTS: dict[str, Layout] = {
    "vietcombank, two languages": (
        'STT/ No.;"Ngày GD/\nTNX Date";"Số CT/ Doc No";"Số tiền ghi nợ/ Debit";'
        '"Số tiền ghi có/ Credit";"Nội dung chi tiết/ Transactions in detail"',
        lambda n, w: (
            f'{n};{w.at:%d/%m/%Y};{w.number};{w.sides[0]};{w.sides[1]};"MBVCB.{n}.{w.text}.CT tu"'
        ),
        "utf-8-sig",
    ),
    "vietcombank, day and number in one cell": (
        "STT;Ngày giao dịch;Ghi nợ;Ghi có;Số dư;Nội dung",
        lambda n, w: f'{n};"  {w.at:%d/%m/%Y}\n  {w.number}";{w.sides[0]};{w.sides[1]};9;{w.text}',
        "utf-8",
    ),
    "without numbers": (
        "Ngày giao dịch;Số tiền ghi nợ;Số tiền ghi có;Nội dung chi tiết",
        lambda n, w: f"{w.at:%d/%m/%Y};{w.sides[0]};{w.sides[1]};{w.text}",
        "utf-16",
    ),
    "bidv": (
        "STT\tNgày GD\tSố tham chiếu\tMô tả\tPhát sinh Nợ\tPhát sinh Có\tSố dư",
        lambda n, w: (
            f"{n}\t{w.at:%d/%m/%Y %H:%M}\t{w.number}\t{w.text}\t"
            f"{w.sides[0] or 0}\t{w.sides[1] or 0}\t9999999"
        ),
        "utf-8",
    ),
    "techcombank": (
        "Ngày giao dịch/Transaction date|Đối tác/Remitter|Diễn giải/Details|"
        "Số bút toán/Transaction No|Nợ TKTT/Debit|Có TKTT/Credit",
        lambda n, w: f"{w.at:%d-%m-%Y}|AN|{w.text}|{w.number}\\BNK|{w.sides[0]}|{w.sides[1]}",
        "utf-8",
    ),
    "one amount with its currency": (
        "Date;Transaction ID;Remarks;Amount",
        lambda n, w: f"{w.at:%d %b %Y %H:%M};{w.number};{w.text};{w.amount:,} VND",
        "utf-16-le",
    ),
}


def written(seed: int, lines: int) -> list[Written]:
    """Lines of a week; numbers start anew each day."""
    chance = random.Random(seed)
    out = []
    for place in range(lines):
        at = START + timedelta(minutes=place % 2_400, days=place % 5)
        amount = chance.choice([1, 20_000, 150_000, 150_000, 499_999_999, 1_234_567])
        sign = chance.choice([1, 1, 1, -1])
        number = f"FT{seed}{place // 5:06}"
        out.append(Written(number, at, sign * amount, f"nop phi {seed}.{place}"))
    return out


def brought(payers: TwoPayers, layout: Layout, lines: list[Written]) -> None:
    head, row, encoding = layout
    rows = "\n".join(row(n, line) for n, line in enumerate(lines, 1))
    text = f"SAO KÊ TÀI KHOẢN\n\n{head}\n{rows}\nTổng cộng\n"
    result = payers.bring_text(text.encode(encoding))
    assert result.unread == ()
    assert (result.lines, result.new) == (len(lines), len(lines))


def agree(lines_of_a_layout: int) -> None:
    payers = two_payers()
    sent = [written(seed, lines_of_a_layout) for seed in range(len(LAYOUTS))]

    for layout, lines in zip(LAYOUTS.values(), sent, strict=True):
        brought(payers, layout, lines)

    total = sum(line.amount for lines in sent for line in lines)
    assert balances(payers.world).get("at:bank", 0) == total
    days = sorted({day_of(line.at) for lines in sent for line in lines})
    store = payers.world.store
    books = [line.line for day in days for line in store.transactions_on(day)]
    assert (len(books), sum(line.amount for line in books)) == (sum(map(len, sent)), total)
    assert [reconcile(store, payers.world.providers, day, payers.world.now) for day in days] == [
        0
    ] * len(days)


def test_sixty_lines_of_six_layouts_agree_to_the_dong() -> None:
    agree(60)


@pytest.mark.soak
def test_ten_thousand_lines_of_six_layouts_agree_to_the_dong() -> None:
    agree(1_667)
