"""The whole log checked: every record, head and stamp, and the name of what is wrong."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Literal, NamedTuple

from kit.core.merkle_tree import leaf_hash, root_of
from kit.peers.archive import HEADS, RECORDS, Archive
from kit.peers.batches import Head, Leaves, leaves_key, stamp_key
from kit.peers.stamping import NotStamped, read_stamp

Fault = Literal["changed", "missing", "added", "head", "chain", "leaves", "stamp"]


class LogFault(NamedTuple):
    """What is wrong with an object."""

    fault: Fault
    key: str


def check_log(archive: Archive, roots: Sequence[str]) -> list[LogFault]:
    """Every fault; none where all is as it was stamped. Heads that wait for a stamp are no fault;
    `roots` (PEM) are those of the stamping service.
    """
    return list(_faults(archive, roots))


def _faults(archive: Archive, roots: Sequence[str]) -> Iterator[LogFault]:
    previous: Head | None = None
    batched: set[str] = set()
    until = ""
    for number, key in enumerate(archive.keys(HEADS), 1):
        head = _head(archive, key, number)
        fault = _stamp(archive, head, roots) if head else LogFault("head", key)
        batched |= _keys(archive, number)
        if fault:
            yield fault
        if head is None or (fault and fault.fault == "head"):
            previous = None
            continue
        yield from _chain(head, previous, number)
        yield from _contents(archive, head)
        previous, until = head, head.until
    yield from _added(archive, until, batched)


def _head(archive: Archive, key: str, number: int) -> Head | None:
    content = archive.get(key) or b""
    try:
        head = Head.model_validate_json(content)
    except ValueError:
        return None
    is_own = (head.key, head.number) == (key, number)
    return head if is_own and head.as_bytes() == content else None


def _chain(head: Head, previous: Head | None, number: int) -> Iterator[LogFault]:
    if previous is None and number > 1:
        return  # the head before is named already
    expected = sha256(previous.as_bytes()).hexdigest() if previous else ""
    if head.previous != expected:
        yield LogFault("chain", head.key)


def _stamp(archive: Archive, head: Head, roots: Sequence[str]) -> LogFault | None:
    """A stamp that holds and is of another head names the head, not itself."""
    response = archive.get(stamp_key(head.number))
    if response is None:
        return None
    try:
        _, imprint = read_stamp(response, roots)
    except NotStamped:
        return LogFault("stamp", stamp_key(head.number))
    return None if imprint == sha256(head.as_bytes()).digest() else LogFault("head", head.key)


def _contents(archive: Archive, head: Head) -> Iterator[LogFault]:
    leaves = _leaves(archive, head)
    if leaves is None:
        yield LogFault("leaves", leaves_key(head.number))
    else:
        yield from _records(archive, leaves)


def _leaves(archive: Archive, head: Head) -> Leaves | None:
    content = archive.get(leaves_key(head.number)) or b""
    try:
        leaves = Leaves.model_validate_json(content)
        root = root_of([bytes.fromhex(leaf.hash) for leaf in leaves.leaves])
    except ValueError:
        return None
    is_whole = (root.hex(), len(leaves.leaves)) == (head.root, head.size)
    return leaves if is_whole and leaves.as_bytes() == content else None


def _keys(archive: Archive, number: int) -> set[str]:
    """Of a batch's records, whatever became of its head."""
    try:
        leaves = Leaves.model_validate_json(archive.get(leaves_key(number)) or b"")
    except ValueError:
        return set()
    return {leaf.key for leaf in leaves.leaves}


def _records(archive: Archive, leaves: Leaves) -> Iterator[LogFault]:
    for leaf in leaves.leaves:
        content = archive.get(leaf.key)
        if content is None:
            yield LogFault("missing", leaf.key)
        elif leaf_hash(content).hex() != leaf.hash:
            yield LogFault("changed", leaf.key)


def _added(archive: Archive, until: str, batched: set[str]) -> Iterator[LogFault]:
    """Records of a time that was batched, and in no batch."""
    for key in archive.keys(RECORDS):
        if key >= f"{RECORDS}{until}":
            return
        if key not in batched:
            yield LogFault("added", key)
