"""The month's report: a row for each day, what went wrong and became of it, and the sums."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from bench.month.faults import EACH, FAULTS
from bench.month.month import Month
from bench.month.sums import Sum, discrepancies_by_kind, states
from kit.core.time import VIETNAM
from payments.domain.accounting_day import AccountingDay

HEADS = (
    *(
        "day",
        "state",
        "closed at",
        "entries",
        "card in",
        "card out",
        "bank in",
        "bank out",
        "cash in",
    ),
    *("fees earned", "signed", "cases that keep it open"),
)


def agrees(results: Sequence[Sum]) -> bool:
    """Whether every two figures agree."""
    return all(each.left == each.right for each in results)


def csv_of(month: Month) -> str:
    """The days as a table; amounts in đồng."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    writer.writerows(_rows(month))
    return out.getvalue()


def markdown_of(month: Month, results: Sequence[Sum], seed: int, seconds: float) -> str:
    """The report for people."""
    world = month.world
    attempts = states(world, "ATTEMPT#")
    agree = [(each.name, _n(each.left), each.right_or_wrong, _n(each.right)) for each in results]
    ends = Counter(f"{payment['method']} {payment['state']}" for payment in attempts)
    return "\n".join(
        [
            "# A month of payments",
            "",
            f"`make month`: {len(states(world, 'DOSSIER#'))} payers, {len(attempts)} tries to pay, "
            f"seed {seed},",
            f"lived in {seconds:.0f} s on simulated time. {len(FAULTS)} kinds of fault happened to "
            f"{EACH:.0%} of the",
            "payers each. Amounts in đồng; days are Vietnam's.",
            "",
            "**Everything agrees to the đồng.**" if agrees(results) else "**IT DOES NOT ADD UP.**",
            "",
            *_table(("what must agree", "", "", ""), agree),
            "",
            "## What went wrong",
            "",
            *_table(("kind of fault", "payers"), sorted(Counter(world.faults).items())),
            "",
            *_table(("case", "how many", "not resolved at the end"), _cases(month)),
            "",
            *_table(("tries that ended as", "how many"), sorted(ends.items())),
            "",
            "## Day by day",
            "",
            *_table(
                HEADS,
                [
                    [_n(cell) if isinstance(cell, int) else cell for cell in row]
                    for row in _rows(month)
                ],
            ),
            "",
        ]
    )


def _rows(month: Month) -> Iterator[list[str | int]]:
    for day in month.days:
        accounting_day = month.world.store.day(day)
        debit = {each.account: each.debit for each in accounting_day.totals.accounts}
        credit = {each.account: each.credit for each in accounting_day.totals.accounts}
        yield [
            *(
                day.isoformat(),
                accounting_day.state,
                _moment(accounting_day.closed_at),
                accounting_day.totals.entries,
            ),
            *(debit.get("at:stripe", 0), credit.get("at:stripe", 0)),
            *(debit.get("at:bank", 0), credit.get("at:bank", 0), debit.get("at:desk", 0)),
            *(sum(body.fees for body in accounting_day.bodies), _signed(month, accounting_day)),
            " ".join(month.officials.named.get(day, [])[:5]),
        ]


def _signed(month: Month, day: AccountingDay) -> int:
    """Cases of the day that an official signed, whatever became of them."""
    return sum(
        case["day"] == day.id and case["by"] not in (None, "system")
        for case in states(month.world, "DISCREPANCY#")
    )


def _cases(month: Month) -> list[tuple[str, int, int]]:
    left = Counter(
        case["kind"] for case in states(month.world, "DISCREPANCY#") if case["state"] != "resolved"
    )
    return [
        (kind, count, left[kind]) for kind, count in sorted(discrepancies_by_kind(month).items())
    ]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"


def _n(figure: int) -> str:
    return f"{figure:,}".replace(",", ".")


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m %H:%M}" if at else ""
