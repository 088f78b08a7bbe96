"""One list over several partitions, newest first."""

from collections.abc import Iterable

from kit.persistence.items import Page


def newest_of(pages: Iterable[Page], limit: int) -> Page:
    """The newest items of pages that were read newest first from one place on, at most `limit`.

    A page that ended early says nothing about what is older than its end: the list ends there too.
    """
    pages = tuple(pages)
    read_to = max((page.after for page in pages if page.after), default="")
    items = sorted((i for page in pages for i in page.items), key=lambda i: i.sk, reverse=True)
    taken = tuple(item for item in items if item.sk >= read_to)[:limit]
    has_more = bool(read_to) or len(items) > len(taken)
    return Page(taken, taken[-1].sk if has_more and taken else read_to or None)
