"""The progress of a day's comparison (đối soát): where the next run carries on.

Thousands of payments do not fit into one run of the reconciler.
"""

from typing import ClassVar, Literal

from pydantic import Field

from contracts.terms import Moment
from kit.core.model import Aggregate
from payments.domain.day_totals import BodyTotal, Totals

Phase = Literal["list", "transactions", "entries", "done"]


class ComparisonProgress(Aggregate):
    """`id` is the day; `day_version` is the one that the accounting day had at the beginning:
    whatever changed the day since begins its comparison anew.

    In phase `list` the books of `provider` are stored up to `upto`, those of the providers before
    it whole; in the others `after` is the place in the day's list. `transactions` and `opened`
    count what was compared and opened; `totals` and `bodies` are the sums so far.
    """

    KIND: ClassVar[str] = "COMPARISON"

    day_version: int
    phase: Phase = "list"
    provider: str | None = None
    upto: Moment | None = None
    after: str | None = None
    transactions: int = 0
    opened: int = 0
    totals: Totals = Field(default_factory=Totals)
    bodies: tuple[BodyTotal, ...] = ()


def begun(day: str, day_version: int, stored: ComparisonProgress | None) -> ComparisonProgress:
    """That of a comparison which carries on, or begins anew over an older one."""
    if stored is None:
        return ComparisonProgress(id=day, day_version=day_version)
    if stored.phase != "done" and stored.day_version == day_version:
        return stored
    return ComparisonProgress(id=day, day_version=day_version, version=stored.version)
