"""Batches of the log: a head over all records of a time, chained to the head before it."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from kit.core.merkle_tree import leaf_hash, root_of
from kit.core.model import Model
from kit.peers.archive import HEADS, LEAVES, RECORDS, STAMPS, Archive, before

SETTLED: Final = timedelta(seconds=60)
"""How old a record is before it is batched: a function that writes one ends long before."""


class Head(Model):
    """What is stamped. `previous` is the SHA-256 of the head before (hexadecimal digits, "" for the
    first), `root` that of the Merkle tree (RFC 9162) over `size` records before `until`.
    """

    number: int
    until: str
    previous: str
    size: int
    root: str

    @property
    def key(self) -> str:
        """Where it lies."""
        return f"{HEADS}{self.number:08}.json"

    def as_bytes(self) -> bytes:
        """As it is stored, stamped and hashed: JSON with sorted names."""
        return json.dumps(self.model_dump(), sort_keys=True).encode()


class Leaf(Model):
    """A record's key and its hash in the tree."""

    key: str
    hash: str


class Leaves(Model):
    """The records of a batch in the order of their keys."""

    leaves: tuple[Leaf, ...]

    def as_bytes(self) -> bytes:
        """As they are stored."""
        return self.model_dump_json().encode()


def leaves_key(number: int) -> str:
    """Where the leaves of a batch lie."""
    return f"{LEAVES}{number:08}.json"


def stamp_key(number: int) -> str:
    """Where the stamp of a batch lies."""
    return f"{STAMPS}{number:08}.tsr"


def heads_from(archive: Archive, number: int) -> Iterator[Head]:
    """Heads from a number on."""
    for key in archive.keys(HEADS, after=f"{HEADS}{number - 1:08}~"):
        content = archive.get(key)
        if content:
            yield Head.model_validate_json(content)


def close_batch(archive: Archive, at: datetime, previous: Head | None) -> Head | None:
    """Put what was logged since the head before into a batch; None where there is nothing.

    The leaves are written first: a head whose leaves lack is never there. A second run at once
    writes the same, or finds that another was faster.
    """
    until = before(at - SETTLED)
    begin = f"{RECORDS}{previous.until}" if previous else RECORDS
    leaves = tuple(_leaf(archive, key) for key in _between(archive, begin, until))
    if not leaves:
        return None
    number = previous.number + 1 if previous else 1
    head = Head(
        number=number,
        until=until.removeprefix(RECORDS),
        previous=sha256(previous.as_bytes()).hexdigest() if previous else "",
        size=len(leaves),
        root=root_of([bytes.fromhex(leaf.hash) for leaf in leaves]).hex(),
    )
    if not archive.put(leaves_key(number), Leaves(leaves=leaves).as_bytes()):
        head = _head_of(archive, head)
    return head if archive.put(head.key, head.as_bytes()) else None


def _head_of(archive: Archive, head: Head) -> Head:
    """The head over leaves that a run before stored without one: later records are for the next."""
    content = archive.get(leaves_key(head.number))
    leaves = Leaves.model_validate_json(content or b"{}").leaves
    until = leaves[-1].key.removeprefix(RECORDS).partition("/")[0]
    root = root_of([bytes.fromhex(leaf.hash) for leaf in leaves]).hex()
    return head.evolve(size=len(leaves), root=root, until=f"{until}~")


def _between(archive: Archive, begin: str, until: str) -> Iterator[str]:
    for key in archive.keys(RECORDS, after=begin):
        if key >= until:
            return
        yield key


def _leaf(archive: Archive, key: str) -> Leaf:
    return Leaf(key=key, hash=leaf_hash(archive.get(key) or b"").hex())
