"""What waits for a citizen: a fee to pay, a supplement to send, a result to fetch."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal

from status.domain.facts import facts_of_type
from status.domain.record import DossierRecord
from status.projection.render import render_view

if TYPE_CHECKING:  # the look-up, in the same function, starts faster without it
    from status.repository import StatusRepository

NEWEST: Final = 100
"""Dossiers that are looked through, the newest ones."""
MOST: Final = 20
"""Dossiers of those that are read: who has more in work sees the newest ones."""
OVER: Final = (3, 7, 8, 10)
"""National codes of dossiers that wait for nobody."""
AWAITING_PAPERS: Final = 5
COMPLETED: Final = 9
What = Literal["pay", "supplement", "result"]


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """`amount` in đồng and `pay_by`, the last day, of a fee; `due` is when a supplement must have
    come; None: no day is set.
    """

    what: What
    code: str
    procedure: str
    name: str
    amount: int | None = None
    pay_by: date | None = None
    due: datetime | None = None


def waiting_tasks(
    owners: tuple[str, ...], repository: "StatusRepository"
) -> tuple[WaitingTask, ...]:
    """Those of one person, who has these ids, from the newest dossier on."""
    newest = repository.dossiers_of(owners, after=None, limit=NEWEST).items
    at_work = [each.code for each in newest if each.status not in OVER][:MOST]
    records = map(repository.record_of, at_work)
    return tuple(task for record in records for task in _tasks(record))


def _tasks(record: DossierRecord) -> Iterator[WaitingTask]:
    view = render_view(record)
    if view is None:
        return
    about = (view.code, view.procedure.code, view.procedure.name)
    if view.status.code == AWAITING_PAPERS:
        yield WaitingTask("supplement", *about, due=_supplement_due(record))
    due = [fee for fee in view.fees if fee.state == "due"]
    for fee in due:
        yield WaitingTask("pay", *about, amount=fee.amount, pay_by=fee.pay_by)
    if view.status.code == COMPLETED and not due:
        yield WaitingTask("result", *about)


def _supplement_due(record: DossierRecord) -> datetime | None:
    """As the latest request has it; those projected before it was a fact have none."""
    latest = facts_of_type(record.facts, "case.papers_requested")[-1]
    due = latest.data.get("due")
    return datetime.fromisoformat(due) if due else None
