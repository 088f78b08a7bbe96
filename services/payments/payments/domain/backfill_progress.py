"""The progress of back-filling: up to when a provider's list of events has been stored."""

from datetime import datetime
from typing import ClassVar

from contracts.terms import Moment
from kit.core.events import Change
from kit.core.model import Aggregate


class BackfillProgress(Aggregate):
    """`id` is the provider; every event that it lists before `upto` is stored."""

    KIND: ClassVar[str] = "BACKFILL"

    upto: Moment


def advance(progress: BackfillProgress, upto: datetime) -> Change:
    """Everything before `upto` is stored now."""
    return Change(progress.evolve(upto=upto), None)
