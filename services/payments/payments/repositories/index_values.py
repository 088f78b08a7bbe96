"""The index values under which ledger entries and discrepancies are listed, by time."""

from datetime import date


def book_of(day: date) -> str:
    """The ledger entries of a day in Vietnam."""
    return f"BOOK#{day.isoformat()}"


def discrepancies_in(state: str) -> str:
    """The discrepancies of a state."""
    return f"DISCREPANCIES#{state}"
