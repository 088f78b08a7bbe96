"""A question to a table: which items of one partition, or of one value in an index."""

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from kit.persistence.items import IndexName


class IndexKeys(NamedTuple):
    """The attributes that an index partitions and sorts by."""

    partition: str
    sort: str


INDEXES: Final[dict[IndexName, IndexKeys]] = {
    "waiting": IndexKeys("waiting", "since"),
    "by-at": IndexKeys("by", "at"),
}
"""The names in the templates. `waiting` is sparse and holds keys only: what the sweeper must look
at. `by-at` holds whole items: a service's own lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """At most `limit` items of a partition in the order of their sort keys, behind `after`.

    `partition` is a partition key, or with `index` a value of the index's partition attribute.
    `prefix`: what the sort key begins with. `since` and `upto`: the first and the last sort key
    that count. `after` is the place that a page named. `consistent`: as of the last write (an index
    never is).
    """

    partition: str
    index: IndexName | None = None
    prefix: str = ""
    since: str | None = None
    upto: str | None = None
    after: str | None = None
    limit: int | None = None
    newest_first: bool = False
    consistent: bool = True

    def behind(self, after: str | None) -> "Query":
        """The same question about what comes behind a place."""
        return replace(self, after=after)

    @property
    def keys(self) -> IndexKeys:
        """The attributes it partitions and sorts by."""
        return INDEXES[self.index] if self.index else IndexKeys("pk", "sk")
