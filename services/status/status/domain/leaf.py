"""The leaf of a dossier: one flat row of what figures count, a pure function of its facts.

Moments are in Vietnam's time and amounts in đồng. No member is personal: a dossier code names an
agency, a day and a number.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from kit.core.time import VIETNAM
from status.domain import handling
from status.domain.facts import Fact, Facts, facts_of_type
from status.domain.timeline import timeline

DUE_CHANGES: Final = {
    "case.accepted": "due",
    "case.resumed": "new_due",
    "case.extended": "new_due",
    "case.due_changed": "new",
}
"""Event type -> the field with the due date that it sets."""
WITHOUT_RESULT: Final = (3, 7, 8)
"""National codes of dossiers that ended without a result (refused, withdrawn, stopped)."""
AWAITING_PAPERS: Final = 5
COMPLETED: Final = 9
RETURNED: Final = 10
CASHLESS: Final = ("card", "transfer", "platform")
FEE_EVENTS: Final = ("fee.due", "fee.settled", "fee.waived", "fee.voided", "fee.reinstated")


class Leaf(NamedTuple):
    """A row. None: it has not happened, or the facts do not have it.

    `month` (YYYY-MM) is that of filing. `done` is when it was completed (đã xử lý xong), else
    returned; `ended` when it ended without a result. `due_first` is the due date at acceptance,
    `due_last` the one that holds. `on_time` is our series: `done` against `due_last`; refused,
    withdrawn and stopped dossiers have none. `on_time_766` is the reading of QĐ 766/QĐ-TTg: one
    that ended counts as well, one that waits for papers ended with the request, and more than one
    request is late. `early` is one that was done on a day before the due one.
    """

    code: str
    month: str
    agency: str
    procedure: str
    channel: str | None
    national: bool
    status: int
    filed: datetime
    accepted: datetime | None
    due_first: datetime | None
    due_last: datetime | None
    done: datetime | None
    returned: datetime | None
    ended: datetime | None
    requests: int
    extended: bool
    on_time: bool | None
    early: bool | None
    on_time_766: bool | None
    papers: int | None
    digitised: int | None
    reused: int | None
    from_registry: int | None
    copies: int
    results: int
    fee: int
    paid: int
    cashless: int
    paid_by: str | None
    erased: bool


def leaf(code: str, facts: Facts) -> Leaf | None:
    """The row of a dossier; None before `dossier.filed` is among the facts."""
    filings = facts_of_type(facts, "dossier.filed")
    if not filings:
        return None
    filed, changes = filings[0], timeline(facts)
    status = changes[-1].code
    dues = list(_dues(facts))
    ended = _vietnam(changes[-1].at) if status in WITHOUT_RESULT else None
    done = None if ended else _done(facts)
    due_last = dues[-1] if dues else None
    money = _money(facts)
    requests = facts_of_type(facts, "case.papers_requested")
    papers = filed.data.get("papers") or {}
    at = _vietnam(filed.time)
    return Leaf(
        code=code,
        month=f"{at:%Y-%m}",
        agency=handling.agency(facts).code,
        procedure=filed.data["procedure"]["code"],
        channel=filed.data.get("channel"),
        national=filed.data.get("portal") is not None,
        status=status,
        filed=at,
        accepted=_accepted(facts),
        due_first=dues[0] if dues else None,
        due_last=due_last,
        done=done,
        returned=_vietnam(changes[-1].at) if status == RETURNED else None,
        ended=ended,
        requests=len(requests),
        extended=bool(facts_of_type(facts, "case.extended")),
        on_time=done <= due_last if done and due_last else None,
        early=done.date() < due_last.date() if done and due_last else None,
        on_time_766=_on_time_766(status, done or ended, due_last, requests),
        papers=papers.get("filed"),
        digitised=papers.get("digitised"),
        reused=papers.get("reused"),
        from_registry=papers.get("from_registry"),
        copies=_sealed(facts, "copy"),
        results=_sealed(facts, "result"),
        fee=money.fee,
        paid=money.paid,
        cashless=money.cashless,
        paid_by=money.paid_by,
        erased=bool(facts_of_type(facts, "dossier.erasure_ordered")),
    )


def _vietnam(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)


def _accepted(facts: Facts) -> datetime | None:
    received = handling.received(facts)
    return _vietnam(received.at) if received else None


def _dues(facts: Facts) -> Iterator[datetime]:
    for fact in facts_of_type(facts, *DUE_CHANGES):
        value = fact.data[DUE_CHANGES[fact.type]]
        moment = value["at"] if isinstance(value, dict) else value
        yield _vietnam(datetime.fromisoformat(moment))


def _done(facts: Facts) -> datetime | None:
    """The completion that no recall took back, else the return."""
    last = facts_of_type(facts, "case.completed", "case.result_recalled")[-1:]
    completed = [fact for fact in last if fact.type == "case.completed"]
    returned = handling.returned(facts)
    if completed:
        return _vietnam(completed[0].time)
    return _vietnam(returned.at) if returned else None


def _on_time_766(
    status: int, end: datetime | None, due: datetime | None, requests: list[Fact]
) -> bool | None:
    """None where it is not decided yet, or no due date was ever set."""
    if status == AWAITING_PAPERS:
        end = _vietnam(requests[-1].time)
    if end is None or due is None:
        return None
    return end <= due and len(requests) <= 1


def _sealed(facts: Facts, kind: str) -> int:
    """How many documents of a kind are sealed; a corrected one counts with the one it replaced."""
    return sum(fact.data["kind"] == kind for fact in facts_of_type(facts, "document.sealed"))


class Money(NamedTuple):
    """In đồng; `paid_by` is the method of the latest payment."""

    fee: int = 0
    paid: int = 0
    cashless: int = 0
    paid_by: str | None = None


def _money(facts: Facts) -> Money:
    """What was due and is not voided, what was paid, without cash, and by which method at last."""
    due = {fact.subject: int(fact.data["total"]) for fact in facts_of_type(facts, "fee.due")}
    last = {fact.subject: fact for fact in facts_of_type(facts, *FEE_EVENTS)}
    settled = [fact for fact in last.values() if fact.type == "fee.settled"]
    owed = sum(n for fee, n in due.items() if last[fee].type not in ("fee.waived", "fee.voided"))
    cashless = sum(int(f.data["amount"]) for f in settled if f.data["method"] in CASHLESS)
    paid = sum(int(fact.data["amount"]) for fact in settled)
    latest = sorted(settled, key=lambda fact: (fact.time, fact.key))[-1:]
    return Money(owed, paid, cashless, latest[0].data["method"] if latest else None)
