"""The case (vụ việc đối soát): money that a person must look at, until it is resolved or signed with a reason.

open ──resolve──> resolved ──reopen──> open      signed ──resolve──> resolved
     ──sign─────> signed   ──reopen──> open
"""

from datetime import date, datetime
from typing import ClassVar, Final, Literal, get_args

from contracts.terms import Day, Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.ids import stamp
from kit.core.model import Aggregate

CaseKind = Literal[
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
CASE_KINDS: Final[tuple[CaseKind, ...]] = get_args(CaseKind)
CaseState = Literal["open", "signed", "resolved"]
CaseAct = Literal["resolve", "sign", "reopen"]
CASE_STATES: Final[tuple[CaseState, ...]] = get_args(CaseState)
CASE_ACTS: Final[tuple[CaseAct, ...]] = get_args(CaseAct)
CASE_GRAPH: Final[dict[tuple[CaseState, CaseAct], CaseState]] = {
    ("open", "resolve"): "resolved",
    ("open", "sign"): "signed",
    ("signed", "resolve"): "resolved",
    ("resolved", "reopen"): "open",
    ("signed", "reopen"): "open",
}
CASE_ID_PATTERN: Final = r"^[a-z_]{4,24}\.[A-Za-z0-9_:.~-]{1,120}$"


class CaseOver(Conflicting):
    """The case is not in a state that allows this."""

    code = "case_over"
    vi = "Vụ việc đối soát này đã được xử lý."
    en = "This case has been dealt with."


class Case(Aggregate):
    """`id` is `<kind>.<what it is about>`, so that one matter is one case. Amounts in đồng; `day` is Vietnam's.

    `line` is the notification of a bank line, `by` who dealt with it ("system" where the money's own course did).
    """

    KIND: ClassVar[str] = "CASE"

    kind: CaseKind
    state: CaseState = "open"
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
        return {"by": cases_in(self.state), "at": stamp(self.since)}

    def after(self, act: CaseAct) -> CaseState:
        """The state that `act` leads to; raises CaseOver where the graph has no such edge."""
        if (self.state, act) not in CASE_GRAPH:
            raise CaseOver(field="case")
        return CASE_GRAPH[self.state, act]


def cases_in(state: CaseState) -> str:
    """The index value under which the cases of a state are listed."""
    return f"CASES#{state}"


def case_id(kind: CaseKind, about: str) -> str:
    """The one id of this matter; it stands in addresses, so that a bank's "/" is written "~"."""
    return f"{kind}.{about.replace('/', '~')}"


def day_text(day: date) -> str:
    """A day as cases carry it."""
    return day.isoformat()


def open_(case: Case) -> Change:
    """A new matter for an official."""
    return Change(case, None)


def resolve(case: Case, *, by: str, reason: str, at: datetime) -> Change:
    """The matter is settled; raises CaseOver."""
    return Change(_dealt_with(case, "resolve", by, reason, at), None)


def sign(case: Case, *, by: str, reason: str, at: datetime) -> Change:
    """The matter is not settled, and an official answers for closing the day with it; raises CaseOver."""
    return Change(_dealt_with(case, "sign", by, reason, at), None)


def reopen(case: Case) -> Change:
    """The matter is not settled after all; raises CaseOver."""
    return Change(case.evolve(state=case.after("reopen"), until=None), None)


def _dealt_with(case: Case, act: CaseAct, by: str, reason: str, at: datetime) -> Case:
    return case.evolve(state=case.after(act), by=by, reason=reason, until=at)
