"""The discrepancy (chênh lệch đối soát): money that an official must look at.

open ──resolve──> resolved ──reopen──> open      signed ──resolve──> resolved
     ──sign─────> signed   ──reopen──> open
"""

from datetime import date, datetime
from typing import ClassVar, Final, Literal, get_args

from contracts.terms import Day, Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate, Model
from payments.domain.ledger import day_of

DiscrepancyKind = Literal[
    "missing_here",
    "missing_there",
    "amount_differs",
    "paid_late",
    "refused_though_paid",
    "paid_twice",
    "overpaid",
    "underpaid",
    "unmatched_transfer",
    "unmatched_outgoing",
    "number_reused",
    "unread_transaction",
    "refund_wanted",
    "refund_failed",
    "dispute",
    "statement_missing",
    "report_refused",
    "unconfirmed",
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
BY_SYSTEM: Final = "system"
"""`by` where no official resolved it: the money took its own course."""


class DiscrepancyOver(Conflicting):
    """The discrepancy is not in a state that allows this."""

    code = "discrepancy_over"
    vi = "Chênh lệch này đã được xử lý."
    en = "This discrepancy has already been resolved."


class MoneyInQuestion(Model):
    """The money of a discrepancy, in đồng: `amount` is what the provider has, `expected` our sum.

    `line` is the provider event of a bank transaction, `payment` the id of an attempt. `proposed`
    are the fees that its text may mean, for an official to look at. `report` is what the tax
    authority refused, `refusal` its code and text.
    """

    provider: str
    amount: int
    expected: int | None = None
    dossier: str | None = None
    vault: str | None = None
    payment: str | None = None
    fee: str | None = None
    refund: str | None = None
    line: str | None = None
    proposed: tuple[str, ...] = ()
    report: str | None = None
    refusal: str | None = None


class Discrepancy(Aggregate):
    """`id` is `<kind>.<subject>`: one matter is one discrepancy. `day` is Vietnam's.

    `by` resolved or signed it at `until`, with a reason that names no person. For the money see
    MoneyInQuestion.
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
    proposed: tuple[str, ...] = ()
    report: str | None = None
    refusal: str | None = None
    reason: str | None = None
    by: str | None = None
    until: Moment | None = None

    def after(self, act: DiscrepancyAct) -> DiscrepancyState:
        """The state after `act`; raises DiscrepancyOver where the graph has no such edge."""
        if (self.state, act) not in DISCREPANCY_GRAPH:
            raise DiscrepancyOver(field="case")
        return DISCREPANCY_GRAPH[self.state, act]


def discrepancy_id(kind: DiscrepancyKind, subject: str) -> str:
    """The id stands in addresses: a bank's "/" and a series' "#" are written "~"."""
    return f"{kind}.{subject.replace('/', '~').replace('#', '~')}"


def new_discrepancy(
    kind: DiscrepancyKind,
    subject: str,
    money: MoneyInQuestion,
    at: datetime,
    *,
    day: date | None = None,
) -> Discrepancy:
    """A discrepancy of `day`, or of the day of `at`."""
    return Discrepancy(
        id=discrepancy_id(kind, subject),
        kind=kind,
        day=(day or day_of(at)).isoformat(),
        since=at,
        **money.model_dump(),
    )


def open_discrepancy(
    kind: DiscrepancyKind, subject: str, money: MoneyInQuestion, at: datetime
) -> Change:
    """Something new for an official to look at."""
    return Change(new_discrepancy(kind, subject, money, at), None)


def resolve(discrepancy: Discrepancy, *, by: str, reason: str, at: datetime) -> Change:
    """The matter is settled; raises DiscrepancyOver."""
    return Change(_ended(discrepancy, "resolve", by, reason, at), None)


def sign(discrepancy: Discrepancy, *, by: str, reason: str, at: datetime) -> Change:
    """An official answers for closing the day with it as it is; raises DiscrepancyOver."""
    return Change(_ended(discrepancy, "sign", by, reason, at), None)


def reopen(discrepancy: Discrepancy) -> Change:
    """The matter is not settled after all; raises DiscrepancyOver."""
    return Change(discrepancy.evolve(state=discrepancy.after("reopen"), until=None), None)


def _ended(
    discrepancy: Discrepancy, act: DiscrepancyAct, by: str, reason: str, at: datetime
) -> Discrepancy:
    return discrepancy.evolve(state=discrepancy.after(act), by=by, reason=reason, until=at)
