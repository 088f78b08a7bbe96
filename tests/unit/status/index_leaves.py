"""Leaves for tests of the index of QĐ 766/QĐ-TTg."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from kit.core.time import VIETNAM
from status.domain.leaf import Leaf

MONTH: Final = "2026-11"
NOON: Final = datetime(2026, 11, 20, 12, tzinfo=VIETNAM)
MONTH_END: Final = datetime(2026, 12, 1, tzinfo=VIETNAM)
MOMENTS: Final = ("filed", "accepted", "due_first", "due_last", "done", "returned", "ended")
PLAIN: Final = Leaf(
    code="H49.01-261103-0001",
    month=MONTH,
    agency="H49.01",
    procedure="1.000656",
    channel="online",
    national=False,
    status=4,
    filed=datetime(2026, 11, 3, 9, tzinfo=VIETNAM),
    accepted=datetime(2026, 11, 3, 10, tzinfo=VIETNAM),
    due_first=datetime(2026, 11, 25, 17, tzinfo=VIETNAM),
    due_last=datetime(2026, 11, 25, 17, tzinfo=VIETNAM),
    done=None,
    returned=None,
    ended=None,
    requests=0,
    extended=False,
    on_time=None,
    early=None,
    on_time_766=None,
    papers=0,
    digitised=0,
    reused=0,
    from_registry=0,
    copies=0,
    results=0,
    fee=0,
    paid=0,
    cashless=0,
    paid_by=None,
    erased=False,
)
"""A dossier that was filed online, is in work, and costs nothing."""


def changed(number: int, changes: dict[str, Any]) -> Leaf:
    """The plain dossier with a number of its own, and what differs; moments as texts."""
    values: dict[str, Any] = {
        name: datetime.fromisoformat(f"{value}+07:00") if name in MOMENTS and value else value
        for name, value in changes.items()
    }
    return PLAIN._replace(code=f"H49.01-261103-{number:04}", **values)


def dossiers(draw: random.Random, number: int, agencies: int = 4) -> Iterator[Leaf]:
    """Dossiers of all kinds: ended, in work, due before and after now and the month's end."""
    for n in range(number):
        due = PLAIN.filed + timedelta(days=draw.randrange(10, 40))
        fee = draw.choice((0, 0, 50_000))
        row = PLAIN._replace(
            code=f"H49.01-261103-{n:04}",
            agency=f"H49.{1 + draw.randrange(agencies):02}",
            procedure=draw.choice(("1.000656", "1.001193", "1.000689", "1.001776")),
            channel=draw.choice(("online", "counter", None)),
            due_last=due,
            requests=draw.choice((0, 0, 0, 1, 2)),
            papers=draw.choice((0, 2, None)),
            digitised=draw.choice((0, 1, None)),
            from_registry=draw.choice((0, 0, 1)),
            results=draw.randrange(2),
            fee=fee,
            cashless=draw.choice((0, fee)),
        )
        if draw.random() < 0.5:
            row = ended(row, draw.choice((True, False)))
        yield row


def ended(row: Leaf, well: bool) -> Leaf:
    """The dossier as it is completed: on time or late, and with a result and cashless or not."""
    return row._replace(
        status=9,
        done=datetime(2026, 11, 30, 16, tzinfo=VIETNAM),
        on_time_766=well and row.requests <= 1,
        results=int(well),
        papers=row.papers if row.papers is None else 2 * well,
        cashless=row.fee if well else 0,
    )
