"""The lock of a case (khóa hồ sơ): it shows who works on it, and holds for a quarter of an hour.

It keeps nobody from an act: of two acts one loses by the version of the case anyway.
"""

from datetime import datetime, timedelta
from typing import Final

from contracts.terms import Moment
from kit.core.errors import Conflicting
from kit.core.model import Model

HOLDS: Final = timedelta(minutes=15)


class CaseLocked(Conflicting):
    """Another official works on the case."""

    code = "case_locked"
    vi = "Hồ sơ đang được {name} xử lý."
    en = "{name} is working on the dossier."


class Lock(Model):
    """`by` is an official's subject; `version` counts who had it."""

    by: str
    name: str = ""
    since: Moment
    until: Moment
    version: int = 1

    def holds(self, at: datetime) -> bool:
        """Whether it has not run out."""
        return at < self.until


def next_lock(lock: Lock | None, *, by: str, name: str, at: datetime, takes_over: bool) -> Lock:
    """The lock of the official; raises CaseLocked where another one's holds."""
    if lock and lock.holds(at) and lock.by != by and not takes_over:
        raise CaseLocked(name=lock.name or lock.by)
    renews = lock is not None and lock.holds(at) and lock.by == by
    since = lock.since if lock and renews else at
    version = lock.version + 1 if lock else 1
    return Lock(by=by, name=name, since=since, until=at + HOLDS, version=version)
