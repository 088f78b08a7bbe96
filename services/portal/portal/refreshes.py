"""Pages that renew themselves after a return from the card page: how often they did."""

from typing import Final

from front.visit import Visit

LONGEST_COUNT: Final = 3


def refresh_count(visit: Visit) -> int:
    """How often the page renewed itself since the return from the card page; 0: no return."""
    count = visit.query.get("n", "")
    return int(count) if count.isdecimal() and len(count) <= LONGEST_COUNT else 0
