"""Lanes by their state: those that were refused, that wait, or whose last answer was lost."""

from datetime import datetime
from typing import Final, Literal

from exchange.domain.lane import Lane
from exchange.repository import ExchangeRepository
from kit.security.staff_directory import Staff

MOST: Final = 200
"""So many lanes are looked at, the longest waiting: more wait only while the portal is down."""
Listed = Literal["refused", "waiting", "unknown"]


def listed_lanes(
    repository: ExchangeRepository, state: Listed, official: Staff, *, at: datetime
) -> list[Lane]:
    """Those of the official's agencies, the longest waiting first, personal data sealed."""
    codes = repository.refused_lanes(MOST) if state == "refused" else repository.due_lanes(at, MOST)
    lanes = [lane for code in codes if (lane := repository.filed_lane(code))]
    return [
        lane
        for lane in lanes
        if official.covers(lane.agency) and (state != "unknown" or lane.unknown != "none")
    ]
