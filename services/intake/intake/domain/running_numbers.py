"""Running numbers (số thứ tự) of an agency's day: how far they are known, and the void ones."""

from datetime import datetime

from kit.core.model import Model


class CheckedNumbers(Model):
    """How far an agency's numbers of a day are known: every one up to `checked` is used or void;
    `seen` was the last one at `seen_at`.
    """

    checked: int = 0
    seen: int = 0
    seen_at: datetime


class VoidNumber(Model):
    """A code that no dossier has: its filing died, or lost a race, after it got the number."""

    code: str
    recorded_at: datetime
