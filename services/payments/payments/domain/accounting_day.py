"""The accounting day (ngày sổ): totals compared with the providers' books, then closed.

open ──request_comparison──> open: a statement came, compare again      open ──close──> closed
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Literal, Self

from pydantic import Field

from contracts.terms import Moment
from kit.core.errors import Conflicting, PreconditionFailed
from kit.core.events import Change
from kit.core.model import Aggregate
from kit.core.time import VIETNAM
from payments.domain.day_totals import AccountTotal, BodyTotal, Totals
from payments.domain.ledger import Entry

DayState = Literal["open", "closed"]


class DayClosed(Conflicting):
    """The day is closed for good."""

    code = "day_closed"
    vi = "Ngày {day} đã khóa sổ."
    en = "The day {day} is closed."


class DayNotOver(Conflicting):
    """Only a day that is over can be closed."""

    code = "day_not_over"
    vi = "Ngày {day} chưa kết thúc nên chưa thể khóa sổ."
    en = "The day {day} is not over and cannot be closed yet."


class DayNotReconciled(Conflicting):
    """The day has not been compared since something of it changed."""

    code = "day_not_reconciled"
    vi = "Ngày {day} chưa đối soát xong. Việc đối soát tự chạy mỗi giờ. Vui lòng thử lại sau."
    en = (
        "The day {day} has not been reconciled yet. That runs by itself every hour. Please try "
        "again later."
    )


class DiscrepanciesOpen(Conflicting):
    """Discrepancies of that day or of earlier ones are neither resolved nor signed."""

    code = "discrepancies_open"
    vi = "Còn {count} chênh lệch đối soát chưa xử lý hoặc chưa ký xác nhận, trước hết là {first}."
    en = "{count} discrepancies are neither resolved nor signed, first of all {first}."


class TotalsChanged(PreconditionFailed):
    """The caller saw other totals than the day has."""

    code = "totals_changed"
    vi = "Số liệu của ngày {day} đã thay đổi. Vui lòng tải lại rồi thử lại."
    en = "The totals of the day {day} have changed. Please reload and try again."


class AccountingDay(Aggregate):
    """`id` is the date in Vietnam. `totals` and `bodies` are as of `reconciled_at`.

    `wanted` is when a statement asked for another comparison. `by` closed it at `closed_at`.
    """

    KIND: ClassVar[str] = "DAY"

    state: DayState = "open"
    reconciled_at: Moment | None = None
    totals: Totals = Field(default_factory=Totals)
    bodies: tuple[BodyTotal, ...] = ()
    wanted: Moment | None = None
    closed_at: Moment | None = None
    by: str | None = None


@dataclass(slots=True)
class TotalsBuilder:
    """Adds entries up as they are read."""

    entries: int = 0
    debit: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    credit: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @classmethod
    def of(cls, totals: Totals) -> Self:
        """Goes on where these totals end."""
        sums = cls(entries=totals.entries)
        for each in totals.accounts:
            sums.debit[each.account], sums.credit[each.account] = each.debit, each.credit
        return sums

    def add(self, entry: Entry) -> None:
        """One entry more."""
        self.entries += 1
        for posting in entry.postings:
            side = self.debit if posting.amount > 0 else self.credit
            side[posting.account] += abs(posting.amount)

    def totals(self) -> Totals:
        """What was added; raises ValueError where debits are not credits, which no entry allows."""
        if sum(self.debit.values()) != sum(self.credit.values()):
            raise ValueError("debits are not credits")
        names = sorted({*self.debit, *self.credit})
        accounts = (
            AccountTotal(account=name, debit=self.debit[name], credit=self.credit[name])
            for name in names
        )
        return Totals(entries=self.entries, accounts=tuple(accounts))


def totals_of(entries: Iterable[Entry]) -> Totals:
    """What entries add up to."""
    sums = TotalsBuilder()
    for entry in entries:
        sums.add(entry)
    return sums.totals()


def bounds(day: date) -> tuple[datetime, datetime]:
    """The first moment of a day in Vietnam, and that of the next."""
    begin = datetime.combine(day, time.min, VIETNAM)
    return begin, begin + timedelta(days=1)


def request_comparison(day: AccountingDay, at: datetime) -> Change:
    """A day is to be compared again."""
    return Change(day.evolve(wanted=at), None)


def record_comparison(
    day: AccountingDay, totals: Totals, bodies: tuple[BodyTotal, ...], at: datetime
) -> Change:
    """A day was compared; the totals of one that is closed stay as they were closed."""
    compared = day.evolve(reconciled_at=at, wanted=None)
    if day.state == "closed":
        return Change(compared, None)
    return Change(compared.evolve(totals=totals, bodies=bodies), None)


def close(day: AccountingDay, *, by: str, at: datetime) -> Change:
    """For good; raises DayClosed."""
    if day.state == "closed":
        raise DayClosed(field="day", day=date.fromisoformat(day.id))
    return Change(day.evolve(state="closed", closed_at=at, by=by), None)
