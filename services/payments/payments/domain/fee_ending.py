"""The ending of a fee that nobody pays: waived (miễn) or void (hủy), above a limit by two."""

from datetime import datetime
from typing import Final

from contracts.payments import FeeVoided, FeeWaived
from kit.core.events import Change
from payments.domain.fee import Fee, ProposedEnding

SECOND_OFFICIAL_ABOVE: Final = 1_000_000
"""đồng. Two officials decide that a fee above it need not be paid, where the stage says nothing
else.

Assumed: no source gives a number.
"""


def propose_ending(fee: Fee, proposed: ProposedEnding) -> Change:
    """The fee stays due until a second official agrees; raises FeeNotDue."""
    fee.after(proposed.act)
    return Change(fee.evolve(proposed=proposed), None)


def waive(
    fee: Fee,
    *,
    why: str,
    by: str,
    at: datetime,
    request: str | None = None,
    proposed_by: str | None = None,
) -> Change:
    """The fee need not be paid (miễn); raises FeeNotDue."""
    waived = fee.evolve(state=fee.after("waive"), until=at, decided=request)
    return Change(waived, FeeWaived(why=why, by=by, proposed_by=proposed_by))


def void(
    fee: Fee,
    *,
    why: str,
    by: str,
    at: datetime,
    request: str | None = None,
    proposed_by: str | None = None,
) -> Change:
    """The fee is owed no longer; raises FeeNotDue."""
    voided = fee.evolve(state=fee.after("void"), until=at, decided=request, why=why)
    return Change(voided, FeeVoided(why=why, by=by, proposed_by=proposed_by))
