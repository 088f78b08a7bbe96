"""The hash of a Merkle tree and of an inclusion path, as RFC 9162 defines them (section 2.1)."""

from hashlib import sha256


def tree_hash(entries: list[bytes]) -> bytes:
    """MTH of the entries, by its definition: the left part is the largest power of two."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = 1 << (len(entries) - 1).bit_length() - 1
    left, right = tree_hash(entries[:split]), tree_hash(entries[split:])
    return sha256(b"\x01" + left + right).digest()


def hash_by_path(entry: bytes, place: int, size: int, path: list[bytes]) -> bytes:
    """The root that a path leads to; raises ValueError where no tree of this size has it."""
    if size == 1:
        if path:
            raise ValueError("the path is too long")
        return sha256(b"\x00" + entry).digest()
    if not path:
        raise ValueError("the path is too short")
    split = 1 << (size - 1).bit_length() - 1
    beside = path[-1]
    if place < split:
        return sha256(b"\x01" + hash_by_path(entry, place, split, path[:-1]) + beside).digest()
    below = hash_by_path(entry, place - split, size - split, path[:-1])
    return sha256(b"\x01" + beside + below).digest()
