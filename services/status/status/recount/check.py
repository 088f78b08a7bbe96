"""The checks: leaves against their root, figures against leaves, roots against each other."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from status.recount.tree import hash_by_path, tree_hash

LEAST = 5
PLACES = (("level", "level"), ("agency", "agency"), ("field", "field"), ("channel", "channel"))
Json = dict[str, Any]


class Finding(str):
    """A line about something that differs."""

    __slots__ = ()


def check(folder: Path) -> Iterator[str]:
    """A line for each month and root that is right, a Finding for each difference."""
    months = {}
    for path in sorted(folder.glob("*.month.json")):
        month = path.name.removesuffix(".month.json")
        months[month] = json.loads(path.read_bytes())
        findings = list(check_month(folder, month, months[month]))
        yield from findings
        if not findings:
            yield f"{month}: {months[month]['rows']} leaves, every figure is right"
    yield from check_roots(folder, months)


def check_month(folder: Path, month: str, closed: Json) -> Iterator[Finding]:
    """The differences of one month."""
    packed = (folder / f"{month}.leaves.jsonl.gz").read_bytes()
    served = (folder / f"{month}.figures.json").read_bytes()
    if sha256(packed).hexdigest() != closed["leaves"]:
        yield Finding(f"{month}: the leaves are not those of the closing")
    if sha256(served).hexdigest() != closed["figures"]:
        yield Finding(f"{month}: the figures are not those of the closing")
    lines = gzip.decompress(packed).splitlines()
    if tree_hash(lines).hex() != closed["root"]:
        yield Finding(f"{month}: the leaves lead to another root")
    rows = [json.loads(line) for line in lines]
    yield from small_cells(month, rows)
    yield from different_figures(month, rows, json.loads(served))


def small_cells(month: str, rows: list[Json]) -> Iterator[Finding]:
    """Cells with fewer than LEAST leaves."""
    names = ("part", "agency", "level", "field", "channel")
    for cell, size in Counter(tuple(row[name] for name in names) for row in rows).items():
        if size < LEAST:
            yield Finding(f"{month}: a cell of {size}: {cell}")


def different_figures(month: str, rows: list[Json], served: Json) -> Iterator[Finding]:
    """Figures that are not the sums of the leaves, and sums that no figure has."""
    sums = counted(rows)
    for cell in served["cells"]:
        for kind, value in cell["figures"].items():
            expected = sums.pop((cell["by"], cell["key"], kind), 0)
            if value != expected:
                place = f"{cell['by']} {cell['key'] or ''}".strip()
                yield Finding(f"{month}: {kind} of {place} is {value}, counted {expected}")
    for (by, key, kind), value in sums.items():
        if value:
            yield Finding(f"{month}: {kind} of {by} {key or ''} is missing, counted {value}")


def counted(rows: list[Json]) -> Counter[tuple[str, str | None, str]]:
    """The sums of leaves by place and kind."""
    sums: Counter[tuple[str, str | None, str]] = Counter()
    for row in rows:
        places = [("province", None), *((by, row[name]) for by, name in PLACES)]
        for by, key in places:
            for kind in row["kinds"]:
                sums[by, key, kind] += 1
            for kind, amount in row["sums"].items():
                sums[by, key, kind] += amount
    return sums


def check_roots(folder: Path, months: Json) -> Iterator[str]:
    """Each day's root over its entries, and the chain of days."""
    before = b""
    for path in sorted(folder.glob("*.root.json")):
        body = path.read_bytes()
        root = json.loads(body)
        findings = list(differences_of_root(root, months))
        if before and root["previous"] != sha256(before).hexdigest():
            findings.append(Finding(f"{root['day']}: the root before is another one"))
        yield from findings
        if not findings:
            yield f"{root['day']}: the root is right, over {len(root['months'])} months"
        before = body


def differences_of_root(root: Json, months: Json) -> Iterator[Finding]:
    """Of one day."""
    day = root["day"]
    for month, closed in months.items():
        if month in root["months"] and root["months"][month] != closed["root"]:
            yield Finding(f"{day}: another root of {month}")
        if month in root["figures"] and root["figures"][month] != closed["figures"]:
            yield Finding(f"{day}: other figures of {month}")
    listed = [
        f"month {month} {root['months'][month]} {root['figures'][month]}"
        for month in sorted(root["months"])
    ]
    entries = [f"day {day}", f"previous {root['previous']}", *listed]
    if tree_hash([line.encode() for line in entries]).hex() != root["root"]:
        yield Finding(f"{day}: the entries lead to another root")


def check_proof(proof: Json, root: str) -> Iterator[Finding]:
    """What is wrong with the proof of a dossier's row: its commitment, or its path to the root."""
    leaf, private = proof["leaf"], canonical(proof["private"])
    if sha256(bytes.fromhex(proof["salt"]) + private).hexdigest() != leaf["commitment"]:
        yield Finding("the row is not the one that the leaf commits to")
    path = [bytes.fromhex(each) for each in proof["path"]]
    try:
        root_of_path = hash_by_path(canonical(leaf), proof["place"], proof["size"], path)
    except ValueError as wrong:
        yield Finding(str(wrong))
        return
    if root_of_path.hex() != root:
        yield Finding("the leaf is not under this root")


def canonical(value: Json) -> bytes:
    """One line of JSON: sorted names, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
