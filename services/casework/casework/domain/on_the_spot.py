"""4 tại chỗ: one desk receives, assesses, approves and returns; the time between the acts."""

from datetime import datetime

from casework.domain.case import Case
from kit.core.model import Model
from kit.core.time import VIETNAM


class SpotTimes(Model):
    """Seconds from the acceptance to the proposal, to its approval, to the return."""

    month: str
    assessment: int
    approval: int
    handing: int


def spot_times(case: Case) -> SpotTimes | None:
    """Of a case that one official just returned for the first time; None of others."""
    accepted, proposal, decided = case.accepted_at, case.proposal, case.decided_at
    returned = case.closed_at
    if case.alone is None or returned is None or returned != case.first_returned_at:
        return None
    if accepted is None or proposal is None or decided is None:
        return None
    return SpotTimes(
        month=f"{returned.astimezone(VIETNAM):%Y-%m}",
        assessment=_seconds(accepted, proposal.at),
        approval=_seconds(proposal.at, decided),
        handing=_seconds(decided, returned),
    )


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))
