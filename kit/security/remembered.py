"""Answers kept for a minute by the process that got them; an answer of nothing is not kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

from kit.core.model import Model

REMEMBERED_FOR: Final = timedelta(seconds=60)
MOST_REMEMBERED: Final = 4096
M = TypeVar("M", bound=Model)


class Remembered(Generic[M]):
    """At most so many answers by name; when it is full, all are forgotten."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._entries: dict[str, tuple[datetime, M]] = {}

    def get(self, name: str, read: Callable[[], M | None]) -> M | None:
        """The kept answer, or what `read` answers now."""
        remembered = self._entries.get(name)
        if remembered and self._now() - remembered[0] < REMEMBERED_FOR:
            return remembered[1]
        self.forget(name)
        since, entry = self._now(), read()
        if entry is not None:
            if len(self._entries) >= MOST_REMEMBERED:
                self._entries.clear()
            self._entries[name] = (since, entry)
        return entry

    def forget(self, name: str) -> None:
        """The next answer is read."""
        self._entries.pop(name, None)
