"""A day as it is typed into a search: 23/11/2026, or as our own links carry it."""

from front.forms.reading import day


def iso_day(text: str) -> str:
    """The day as ISO 8601; what is none stays as it was typed."""
    parts = text.strip().split("/")
    return day(parts) if len(parts) == 3 else text.strip()
