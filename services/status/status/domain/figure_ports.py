"""The ports of figures: the archive by its keys, objects, and what computes over leaves.

They stand beside the others, which the look-up imports: leaves know every contract.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from kit.core.events import Envelope
from status.domain.act import Act
from status.domain.leaf import Leaf
from status.domain.period_figures import Cell
from status.domain.public_leaf import CountedRow
from status.domain.service_index.scores import AgencyCounts, FailingDossier


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

    def link(self, key: str) -> str:
        """An address where anybody gets the object for five minutes."""
        ...


class LeafTables(Protocol):
    """Computes over leaves that are stored as one table a month."""

    def with_leaves(self, part: bytes | None, leaves: Iterable[Leaf]) -> bytes:
        """The table of a month in which these leaves stand in the place of their earlier rows."""
        ...

    def statuses(self, part: bytes) -> dict[int, int]:
        """The number of a month's dossiers by national status."""
        ...

    def cells(self, parts: Sequence[bytes], month: str, at: datetime) -> list[Cell]:
        """Exact figures of a month by place, from the tables of all months; those of open dossiers
        are as of `at`.
        """
        ...

    def erased(self, parts: Sequence[bytes]) -> frozenset[str]:
        """The codes of erased dossiers."""
        ...

    def index(self, parts: Sequence[bytes], month: str, at: datetime) -> AgencyCounts:
        """The ratios of QĐ 766/QĐ-TTg of a month up to `at`, of the province (None) and of each
        agency, by indicator.
        """
        ...

    def failing(self, parts: Sequence[bytes], month: str, at: datetime) -> list[FailingDossier]:
        """The dossiers that fail an indicator, in the order of agencies and codes."""
        ...

    def rows(self, parts: Sequence[bytes], month: str) -> list[CountedRow]:
        """What each dossier adds to the figures of a month, in the order of codes and parts."""
        ...


class ActTables(Protocol):
    """Reads and writes acts that are stored as one table a day."""

    def with_acts(self, part: bytes | None, acts: Iterable[Act]) -> bytes:
        """The table of a day with these acts too; one that is there stays once."""
        ...

    def acts(self, parts: Sequence[bytes], since: datetime) -> Iterator[Act]:
        """Every act on dossiers that were filed since then, those of a dossier one after another in
        the order of their keys; before them the procedures.
        """
        ...


class RootSigner(Protocol):
    """Signs roots."""

    @property
    def public_key(self) -> str:
        """The Ed25519 public key, 32 bytes in hexadecimal digits."""
        ...

    def sign(self, message: bytes) -> str:
        """The signature of a message, 64 bytes in hexadecimal digits."""
        ...


NewToken = Callable[[], str]
"""A new random token of 32 bytes, in hexadecimal digits."""


class FigureStores(NamedTuple):
    """What figures are folded from (the `archive`), where they are stored, and what computes,
    signs and salts them.
    """

    archive: ArchivedBatches
    objects: Objects
    tables: LeafTables
    acts: ActTables
    signer: RootSigner
    new_token: NewToken
