"""A partner's program reads its events behind a cursor."""

from datetime import datetime

from kit.core.model import Model
from partners.domain.feed import CursorAhead, CursorTooOld, FeedPage
from partners.repository import PartnersRepository


class ReadFeed(Model):
    """The events of a partner behind the number `after`: at most `limit` are read, of which those
    of `types` are wanted (none: all).
    """

    partner: str
    after: int
    limit: int
    types: frozenset[str] = frozenset()


def read_feed(command: ReadFeed, repository: PartnersRepository, at: datetime) -> FeedPage:
    """Raises CursorTooOld, CursorAhead."""
    page = _read(command, repository, at)
    if not command.types:
        return page
    return page.evolve(items=tuple(each for each in page.items if each.type in command.types))


def _read(command: ReadFeed, repository: PartnersRepository, at: datetime) -> FeedPage:
    page = repository.events_after(command.partner, command.after, command.limit, at)
    if page.items:
        return page
    last = repository.feed(command.partner).last
    if command.after > last:
        raise CursorAhead(field="after")
    if command.after < last:
        later = repository.events_after(command.partner, command.after, command.limit, at)
        if later.items:  # it came between the two reads
            return later
        raise CursorTooOld(field="after")
    return page
