"""The closing of a month: public leaves, their root, and what each holder can prove with."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Final

from pydantic import Field

from kit.core.local_time import LocalTime
from kit.core.merkle_tree import leaf_hash, levels_of, path_of, root_of
from kit.core.model import Model
from status.domain.figure_ports import NewToken, Objects
from status.domain.public_leaf import CountedRow, public_rows
from status.figures.period import closed_figures, store

PACKED: Final = "application/gzip"
HASH: Final = 32
"""Bytes of a hash."""
BINARY: Final = "application/octet-stream"
Json = dict[str, Any]


class ClosedMonth(Model):
    """What anybody needs to count a month again: `leaves` and `figures` are SHA-256 of the files,
    `root` is that of the tree over the lines of leaves.
    """

    month: Annotated[str, Field(description="The month, YYYY-MM, in Vietnam's time.")]
    closed_at: Annotated[LocalTime, Field(description="When it was closed.")]
    rows: Annotated[int, Field(ge=0, description="How many leaves are public.")]
    leaves: Annotated[str, Field(description="The SHA-256 of the file of leaves.")]
    figures: Annotated[str, Field(description="The SHA-256 of the figures, as they are served.")]
    root: Annotated[
        str, Field(description="The root (RFC 9162) over the lines of leaves, in their order.")
    ]


def key_of_closing(month: str) -> str:
    """Where the closing of a month is stored; it exists once the month is closed."""
    return f"open/{month}/month.json"


def key_of_leaves(closed: ClosedMonth) -> str:
    """Where the public leaves of a closed month are stored."""
    return f"open/{closed.month}/{closed.leaves}.jsonl.gz"


def key_of_tree(month: str) -> str:
    """Where the hashes of a closed month's leaves are stored, 32 bytes each, in their order."""
    return f"open/{month}/leaves.tree"


def key_of_proofs(month: str, code: str) -> str:
    """Where the proofs of a dossier are stored, with those of others."""
    return f"proofs/{month}/{sha256(code.encode()).hexdigest()[:2]}.json.gz"


def close_month(
    month: str,
    rows: Sequence[CountedRow],
    erased: frozenset[str],
    objects: Objects,
    *,
    new_token: NewToken,
    at: datetime,
) -> None:
    """Publish a month for good; where it is closed already, nothing changes.

    Of `erased` dossiers nobody keeps a salt. Raises ObjectChanged where another run was faster.
    """
    if objects.get(key_of_closing(month)):
        return
    public = public_rows(rows)
    entries = sorted(_entries(rows, public, new_token), key=lambda each: each[0]["id"])
    lines = [canonical(entry) for entry, _ in entries]
    hashes = list(map(leaf_hash, lines))
    leaves = gzip.compress(b"".join(line + b"\n" for line in lines), mtime=0)
    figures = store(closed_figures(month, public, at), objects)
    closed = ClosedMonth(
        month=month,
        closed_at=at,
        rows=len(lines),
        leaves=sha256(leaves).hexdigest(),
        figures=sha256(figures).hexdigest(),
        root=root_of(hashes).hex(),
    )
    objects.put(key_of_leaves(closed), leaves, PACKED)
    objects.put(key_of_tree(month), b"".join(hashes), BINARY)
    for key, proofs in _proofs(month, entries, erased).items():
        objects.put(key, packed(proofs), PACKED)
    objects.replace(key_of_closing(month), closed.model_dump_json().encode(), None)


def canonical(value: Json) -> bytes:
    """One line of JSON, the same for the same value: sorted names, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def packed(value: object) -> bytes:
    """JSON, compressed."""
    return gzip.compress(json.dumps(value, ensure_ascii=False).encode(), mtime=0)


def _entries(
    rows: Iterable[CountedRow], public: Iterable[CountedRow], new_token: NewToken
) -> Iterable[tuple[Json, Json]]:
    """For each public row its line, and what its holder may know beside."""
    exact = {(row.code, row.part): row for row in rows}
    for row in public:
        private = _values(exact[row.code, row.part]) | {"code": row.code}
        salt = new_token()
        commitment = sha256(bytes.fromhex(salt) + canonical(private)).hexdigest()
        line = _values(row) | {"id": new_token()[:32], "commitment": commitment}
        yield line, {"private": private, "salt": salt}


def _values(row: CountedRow) -> Json:
    return {
        "month": row.month,
        "part": row.part,
        "agency": row.agency,
        "level": row.level,
        "field": row.field,
        "channel": row.channel,
        "kinds": list(row.kinds),
        "sums": dict(row.sums),
    }


def _proofs(
    month: str,
    entries: Sequence[tuple[Json, Json]],
    erased: frozenset[str],
) -> Mapping[str, dict[str, list[Json]]]:
    """By object and dossier."""
    objects: dict[str, dict[str, list[Json]]] = defaultdict(dict)
    for place, (line, private) in enumerate(entries):
        code = private["private"]["code"]
        if code in erased:
            continue
        proof = {"leaf": line, **private, "place": place}
        objects[key_of_proofs(month, code)].setdefault(code, []).append(proof)
    return objects


def proofs_of(month: str, code: str, objects: Objects) -> list[Json]:
    """What the holder of a dossier proves its rows of a closed month with; none before it is closed
    and after the dossier's erasure.
    """
    stored, tree = objects.get(key_of_proofs(month, code)), objects.get(key_of_tree(month))
    proofs: dict[str, list[Json]] = json.loads(gzip.decompress(stored.body)) if stored else {}
    if code not in proofs or tree is None:
        return []
    levels = levels_of([tree.body[n : n + HASH] for n in range(0, len(tree.body), HASH)])
    return [
        proof
        | {"size": len(levels[0]), "path": [each.hex() for each in path_of(levels, proof["place"])]}
        for proof in proofs[code]
    ]


def forget(month: str, code: str, objects: Objects) -> None:
    """Destroy the salts of a dossier in a closed month: its rows still count, and prove nothing."""
    key = key_of_proofs(month, code)
    stored = objects.get(key)
    if stored is None:
        return
    proofs: dict[str, list[Json]] = json.loads(gzip.decompress(stored.body))
    if proofs.pop(code, None) is not None:
        objects.put(key, packed(proofs), PACKED)
