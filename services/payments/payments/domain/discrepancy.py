"""The case (vụ việc đối soát): money that a person must look at, until it is resolved or signed with a reason.

open ──resolve──> resolved ──reopen──> open      signed ──resolve──> resolved
     ──sign─────> signed   ──reopen──> open
"""

from datetime import date, datetime
from typing import ClassVar, Final, Literal, get_args

from contracts.terms import Day, Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate
from kit.core.time import stamp

DiscrepancyKind = Literal[
    "missing_here",
    "missing_there",
    "amount_differs",
    "paid_late",
    "paid_twice",
    "overpaid",
    "underpaid",
    "unmatched_transfer",
    "unmatched_outgoing",
    "refund_wanted",
    "refund_failed",
    "dispute",
    "statement_missing",
]
DISCREPANCY_KINDS: Final[tuple[DiscrepancyKind, ...]] = get_args(DiscrepancyKind)
DiscrepancyState = Literal["open", "signed", "resolved"]
DiscrepancyAct = Literal["resolve", "sign", "reopen"]
DISCREPANCY_STATES: Final[tuple[DiscrepancyState, ...]] = get_args(DiscrepancyState)
DISCREPANCY_ACTS: Final[tuple[DiscrepancyAct, ...]] = get_args(DiscrepancyAct)
DISCREPANCY_GRAPH: Final[dict[tuple[DiscrepancyState, DiscrepancyAct], DiscrepancyState]] = {
    ("open", "resolve"): "resolved",
    ("open", "sign"): "signed",
    ("signed", "resolve"): "resolved",
    ("resolved", "reopen"): "open",
    ("signed", "reopen"): "open",
}
DISCREPANCY_ID_PATTERN: Final = r"^[a-z_]{4,24}\.[A-Za-z0-9_:.~-]{1,120}$"


class DiscrepancyOver(Conflicting):
    """The case is not in a state that allows this."""

    code = "discrepancy_over"
    vi = "Vụ việc đối soát này đã được xử lý."
    en = "This case has been dealt with."


class Discrepancy(Aggregate):
    """`id` is `<kind>.<what it is about>`, so that one matter is one case. Amounts in đồng; `day` is Vietnam's.

    `line` is the notification of a bank line, `by` who dealt with it ("system" where the money's own course did).
    """

    KIND: ClassVar[str] = "DISCREPANCY"

    kind: DiscrepancyKind
    state: DiscrepancyState = "open"
    provider: str
    day: Day
    since: Moment
    amount: int
    expected: int | None = None
    payment: str | None = None
    fee: str | None = None
    refund: str | None = None
    line: str | None = None
    reason: str | None = None
    by: str | None = None
    until: Moment | None = None

    def index_attributes(self) -> dict[str, str | int]:
        """Listed by its state, oldest first."""
        return {"by": discrepancies_in(self.state), "at": stamp(self.since)}

    def after(self, act: DiscrepancyAct) -> DiscrepancyState:
        """The state that `act` leads to; raises DiscrepancyOver where the graph has no such edge."""
        if (self.state, act) not in DISCREPANCY_GRAPH:
            raise DiscrepancyOver(field="case")
        return DISCREPANCY_GRAPH[self.state, act]


def discrepancies_in(state: DiscrepancyState) -> str:
    """The index value under which the cases of a state are listed."""
    return f"DISCREPANCIES#{state}"


def discrepancy_id(kind: DiscrepancyKind, about: str) -> str:
    """The one id of this matter; it stands in addresses, so that a bank's "/" is written "~"."""
    return f"{kind}.{about.replace('/', '~')}"


def day_text(day: date) -> str:
    """A day as cases carry it."""
    return day.isoformat()


def open_(case: Discrepancy) -> Change:
    """A new matter for an official."""
    return Change(case, None)


def resolve(case: Discrepancy, *, by: str, reason: str, at: datetime) -> Change:
    """The matter is settled; raises DiscrepancyOver."""
    return Change(_dealt_with(case, "resolve", by, reason, at), None)


def sign(case: Discrepancy, *, by: str, reason: str, at: datetime) -> Change:
    """The matter is not settled, and an official answers for closing the day with it; raises DiscrepancyOver."""
    return Change(_dealt_with(case, "sign", by, reason, at), None)


def reopen(case: Discrepancy) -> Change:
    """The matter is not settled after all; raises DiscrepancyOver."""
    return Change(case.evolve(state=case.after("reopen"), until=None), None)


def _dealt_with(
    case: Discrepancy, act: DiscrepancyAct, by: str, reason: str, at: datetime
) -> Discrepancy:
    return case.evolve(state=case.after(act), by=by, reason=reason, until=at)
