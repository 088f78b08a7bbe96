"""The feed of a partner: every event behind a cursor, and a check that none is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from motcua_partners.api import Api
from motcua_partners.models import EventsView
from motcua_partners.models import PublicEvent as Event

PAGE = 500


class GapInFeed(Exception):
    """Events between two numbers are missing, also after the page was read again."""

    def __init__(self, after: int, number: int) -> None:
        super().__init__(f"{number} follows {after}")
        self.after, self.number = after, number


@dataclass
class Feed:
    """`cursor` is the number of the last event that you are done with: store it, and begin there.

    Raises GapInFeed; Problem with the code `cursor_too_old` behind 90 days.
    """

    api: Api
    cursor: int = 0

    def __iter__(self) -> Iterator[Event]:
        """Each event until there are no more now; the cursor moves when the next one is taken."""
        while True:
            page = self._page()
            for event in page["items"]:
                yield event
                self.cursor = number_of(event)
            if page["caught_up"] or not page["items"]:
                return

    def _page(self) -> EventsView:
        page = self._read()
        if gap(self.cursor, page["items"]) is None:
            return page
        page = self._read()
        missing = gap(self.cursor, page["items"])
        if missing is not None:
            raise GapInFeed(*missing)
        return page

    def _read(self) -> EventsView:
        return cast("EventsView", self.api.get("/events", after=self.cursor, limit=PAGE))


def number_of(event: Event) -> int:
    """The sequence of an event as a number."""
    return int(event["sequence"])


def gap(after: int, events: list[Event]) -> tuple[int, int] | None:
    """The first two numbers that do not follow one another; None where all do."""
    for event in events:
        if number_of(event) != after + 1:
            return after, number_of(event)
        after = number_of(event)
    return None
