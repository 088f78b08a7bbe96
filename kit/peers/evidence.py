"""Evidence of one call: one file that anybody verifies without us.

`python -m kit.peers.evidence FILE --root ROOT.pem` names what does not hold, and says who called
whom, by which keys, when, and when it was stamped.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Final, Literal

from kit.core.merkle_tree import levels_of, path_of, root_by_path
from kit.core.model import Model
from kit.peers.archive import Archive
from kit.peers.batches import Head, Leaves, heads_from, leaves_key, stamp_key
from kit.peers.message_log import LoggedMessage
from kit.peers.stamping import NotStamped, verify_stamp

Fault = Literal["unreadable", "request", "response", "proof", "stamp", "request_body", "answer"]
RECORD: Final = "record.json"
HEAD: Final = "head.json"
PROOF: Final = "proof.json"
STAMP: Final = "stamp.tsr"
BODIES: Final = ("request.body", "response.body")
MOMENT: Final = (2026, 1, 1, 0, 0, 0)
LARGEST: Final = 20_000_000


class NotStampedYet(Exception):
    """A record that no stamped batch has: evidence of it is there later."""


class Proof(Model):
    """Where a record stands in its batch, and the path to the root (hexadecimal digits)."""

    place: int
    size: int
    path: tuple[str, ...]


class Verified(Model):
    """What evidence shows; `faults` is empty where all of it holds."""

    faults: tuple[Fault, ...]
    caller: str = ""
    answerer: str = ""
    called: str = ""
    stamped: str = ""


def evidence_of(
    archive: Archive,
    key: str,
    bodies: tuple[bytes, bytes] | None = None,
    since: int = 1,
) -> bytes:
    """The evidence (a zip) of the record at a key; with the bodies of request and response, where
    somebody still has them. `since` is a head before the record's. Raises NotStampedYet.
    """
    for head in heads_from(archive, since):
        leaves = Leaves.model_validate_json(archive.get(leaves_key(head.number)) or b"{}").leaves
        keys = [leaf.key for leaf in leaves]
        stamp = archive.get(stamp_key(head.number))
        if key in keys and stamp is not None:
            hashes = [bytes.fromhex(leaf.hash) for leaf in leaves]
            place = keys.index(key)
            path = tuple(each.hex() for each in path_of(levels_of(hashes), place))
            proof = Proof(place=place, size=len(keys), path=path)
            return _packed(archive.get(key) or b"", head, proof, stamp, bodies)
    raise NotStampedYet


def _packed(
    record: bytes, head: Head, proof: Proof, stamp: bytes, bodies: tuple[bytes, bytes] | None
) -> bytes:
    files = {
        RECORD: record,
        HEAD: head.as_bytes(),
        PROOF: proof.model_dump_json().encode(),
        STAMP: stamp,
        **dict(zip(BODIES, bodies or (), strict=False)),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, MOMENT), content)
    return target.getvalue()


def verify_evidence(evidence: bytes, roots: Sequence[str]) -> Verified:
    """What evidence shows, by the roots (PEM) of the stamping service and by nothing of ours."""
    from kit.peers.logged_signatures import answerer_of, body_is, caller_of

    try:
        files = _unpacked(evidence)
        record = LoggedMessage.of(files[RECORD])
        head = Head.model_validate_json(files[HEAD])
        proof = Proof.model_validate_json(files[PROOF])
        stamp = files[STAMP]
    except (KeyError, ValueError, zipfile.BadZipFile):
        return Verified(faults=("unreadable",))
    faults: list[Fault] = []
    caller, answerer = caller_of(record), answerer_of(record)
    faults += [] if caller else ["request"]
    faults += [] if answerer else ["response"]
    faults += [] if _proves(files[RECORD], proof, head) else ["proof"]
    moment = ""
    try:
        moment = verify_stamp(stamp, files[HEAD], roots).isoformat()
    except NotStamped:
        faults.append("stamp")
    if BODIES[0] in files:
        faults += [] if body_is(record.request, files[BODIES[0]]) else ["request_body"]
        faults += [] if body_is(record.response, files.get(BODIES[1], b"")) else ["answer"]
    return Verified(
        faults=tuple(faults), caller=caller, answerer=answerer, called=record.at, stamped=moment
    )


def _unpacked(evidence: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(evidence)) as packed:
        entries = packed.infolist()
        if sum(each.file_size for each in entries) > LARGEST:
            raise ValueError("too large")
        return {each.filename: packed.read(each) for each in entries}


def _proves(record: bytes, proof: Proof, head: Head) -> bool:
    try:
        path = [bytes.fromhex(each) for each in proof.path]
        root = root_by_path(record, proof.place, proof.size, path)
    except ValueError:
        return False
    return (root.hex(), proof.size) == (head.root, head.size)


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify a file; 0 where all of it holds."""
    import argparse
    from pathlib import Path

    parser = argparse.ArgumentParser(prog="python -m kit.peers.evidence", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--root", type=Path, action="append", required=True)
    named = parser.parse_args(arguments)
    roots = [root.read_text() for root in named.root]
    verified = verify_evidence(named.file.read_bytes(), roots)
    print(json.dumps(verified.model_dump(), indent=1, ensure_ascii=False))  # noqa: T201
    return 1 if verified.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
