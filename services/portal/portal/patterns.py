"""Patterns of codes, as texts: what starts at once compiles none of them."""

from typing import Final

AGENCY: Final = (
    r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})"
)
"""An agency's code."""
DOSSIER: Final = AGENCY + r"-[0-9]{6}-[0-9]{4,10}"
"""A dossier's code, as in the events' schemas."""
