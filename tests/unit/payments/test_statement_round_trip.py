"""What a bank writes into a statement, in whichever of its ways, is what it told."""

import csv
import io
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.core.time import VIETNAM
from kit.testing.clock import NOW
from payments.providers.bank.line import BankLine
from payments.providers.bank.statement.encodings import UNKNOWN
from payments.providers.bank.statement.read import read
from payments.providers.bank.text import plain_id, plain_text
from tests.unit.payments.bank_builders import ACCOUNT

OURS = ACCOUNT.account
MOMENTS = st.datetimes(datetime(2025, 11, 1), datetime(2026, 11, 24)).map(
    lambda at: at.replace(microsecond=0, tzinfo=VIETNAM)
)
# A row with U+FFFD lost a character on its way: an official looks at it.
TEXTS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters=UNKNOWN)
    | st.sampled_from(" ,;\"'\n"),
    max_size=80,
).map(lambda text: plain_text(text, 80))
LINES = st.builds(
    BankLine,
    id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:/ \\'-]{0,28}[A-Z]", fullmatch=True).map(plain_id),
    account=st.just(OURS),
    booked_at=MOMENTS,
    direction=st.sampled_from(["in", "out"]),
    amount=st.integers(1, 99_999_999_999),
    currency=st.sampled_from(["VND", "USD"]),
    text=TEXTS,
    other=st.none() | st.from_regex(r"[0-9]{1,19}", fullmatch=True),
    name=st.none() | TEXTS.filter(bool),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=6, unique_by=lambda each: each.id), st.data())
def test_a_banks_statement_says_what_its_callbacks_said(
    lines: list[BankLine], data: st.DataObject
) -> None:
    text = written(lines, data)

    got = read(text, OURS, NOW)

    assert got.unread == ()
    assert [each.line for each in got.lines] == lines


def written(lines: list[BankLine], data: st.DataObject) -> bytes:
    """A statement in one of the ways in which banks write them."""
    one_column, dot, iso, vi = (data.draw(st.booleans()) for _ in range(4))
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=data.draw(st.sampled_from(",;")),
        lineterminator=data.draw(st.sampled_from(["\n", "\r\n"])),
    )
    common = (
        ["Ngày", "Số CT", "Diễn giải", "Loại tiền", "TK đối ứng", "Đối ứng"]
        if vi
        else [
            *(
                "Date",
                "Reference",
                "Description",
                "Currency",
                "Counterparty account",
                "Counterparty",
            )
        ]
    )
    sums = (
        (["Số tiền"] if vi else ["Amount"])
        if one_column
        else (["Nợ", "Có"] if vi else ["Debit", "Credit"])
    )
    writer.writerow(common + sums)
    for each in lines:
        amount = f"{each.amount:,}".replace(",", ".") if dot else f"{each.amount:,}"
        two: list[Any] = ["", amount] if each.direction == "in" else [amount, ""]
        at = each.booked_at.astimezone(VIETNAM)
        moment = at.isoformat(" ") if iso else at.strftime("%d/%m/%Y %H:%M:%S")
        of = [each.other or "", each.name or ""]
        sign = "" if each.direction == "in" else "-"
        writer.writerow(
            [
                moment,
                each.id,
                each.text,
                each.currency,
                *of,
                *([sign + amount] if one_column else two),
            ]
        )
    return out.getvalue().encode("utf-8-sig" if data.draw(st.booleans()) else "utf-8")
