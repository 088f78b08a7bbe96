"""Merkle trees as RFC 9162 has them (section 2.1), over SHA-256."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

LEAF: Final = b"\x00"
NODE: Final = b"\x01"


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(LEAF + entry).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over the hashes of all entries; of none it is the hash of nothing."""
    return levels_of(hashes)[-1][0] if hashes else sha256(b"").digest()


def levels_of(hashes: Sequence[bytes]) -> list[Sequence[bytes]]:
    """Every level of the tree over at least one entry, from the entries to the root."""
    levels = [hashes]
    while len(levels[-1]) > 1:
        levels.append(_above(levels[-1]))
    return levels


def path_of(levels: Sequence[Sequence[bytes]], place: int) -> list[bytes]:
    """The inclusion path of the entry at a place, from the entry to the root."""
    path: list[bytes] = []
    for level in levels[:-1]:
        beside = place ^ 1
        if beside < len(level):
            path.append(level[beside])
        place //= 2
    return path


def root_by_path(entry: bytes, place: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that an inclusion path leads to (RFC 9162, 2.1.3.2).

    Raises ValueError for a path that no tree of this size has at this place.
    """
    if not 0 <= place < size:
        raise ValueError("no such place")
    node, at, last = leaf_hash(entry), place, size - 1
    for beside in path:
        if last == 0:
            raise ValueError("the path is too long")
        if at % 2 or at == last:
            node = _node(beside, node)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            node = _node(node, beside)
        at, last = at // 2, last // 2
    if last:
        raise ValueError("the path is too short")
    return node


def _above(level: Sequence[bytes]) -> list[bytes]:
    """The level above one; an odd last hash goes up as it is."""
    pairs = [_node(*level[n : n + 2]) for n in range(0, len(level) - 1, 2)]
    return [*pairs, *level[len(level) - len(level) % 2 :]]


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()
