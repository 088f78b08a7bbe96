"""The ports of figures: the archive by its keys, objects, and what computes over leaves.

They stand beside the others, which the look-up imports: leaves know every contract.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from kit.core.events import Envelope
from status.domain.leaf import Leaf


class ArchivedBatches(Protocol):
    """The batches of the archive, by the keys of their objects."""

    def keys(self, after: str) -> Iterator[str]:
        """Every key behind one, in their order, which is that of the minutes."""
        ...

    def events(self, keys: Iterable[str]) -> Iterator[Envelope]:
        """The events of objects; one that came twice is read twice."""
        ...


class StoredObject(NamedTuple):
    """The bytes of an object, and the tag that changes with them."""

    body: bytes
    etag: str


class ObjectChanged(Exception):
    """An object is not (or no longer) as the writer had read it."""


class Objects(Protocol):
    """Objects by key: what the folding of figures writes, and what is served from there."""

    def get(self, key: str) -> StoredObject | None:
        """An object; None where there is none."""
        ...

    def put(self, key: str, body: bytes, media_type: str) -> None:
        """Store an object, whatever was there."""
        ...

    def replace(self, key: str, body: bytes, etag: str | None) -> None:
        """Store an object in the place of the one with this tag, or of none.

        Raises ObjectChanged.
        """
        ...

    def remove(self, key: str) -> None:
        """Remove an object; one that is not there stays so."""
        ...


class LeafTables(Protocol):
    """Computes over leaves that are stored as one table a month."""

    def with_leaves(self, part: bytes | None, leaves: Iterable[Leaf]) -> bytes:
        """The table of a month in which these leaves stand in the place of their earlier rows."""
        ...

    def statuses(self, part: bytes) -> dict[int, int]:
        """The number of a month's dossiers by national status."""
        ...


class FigureStores(NamedTuple):
    """What figures are folded from (the `archive`), where they are stored, and what computes."""

    archive: ArchivedBatches
    objects: Objects
    tables: LeafTables
