"""Merkle trees, against the definition of RFC 9162 and the vectors of its reference."""

import random

import pytest

from kit.core.merkle_tree import leaf_hash, levels_of, path_of, root_by_path, root_of
from status.recount.tree import hash_by_path, tree_hash

ENTRIES = [
    bytes.fromhex(each)
    for each in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The entries of the vectors of the Certificate Transparency project."""
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_roots_are_those_of_the_published_vectors(size: int, root: str) -> None:
    assert root_of(list(map(leaf_hash, ENTRIES[:size]))).hex() == root
    assert tree_hash(ENTRIES[:size]).hex() == root


@pytest.mark.parametrize("size", [*range(1, 20), 31, 32, 33, 100])
def test_every_path_of_every_size_leads_to_the_root(size: int) -> None:
    entries = [str(n).encode() for n in range(size)]
    hashes = list(map(leaf_hash, entries))
    root = root_of(hashes)
    assert root == tree_hash(entries)
    for place in range(size):
        path = path_of(levels_of(hashes), place)
        assert root_by_path(entries[place], place, size, path) == root
        assert hash_by_path(entries[place], place, size, path) == root


def test_no_other_entry_place_or_path_leads_there() -> None:
    entries = [str(n).encode() for n in range(11)]
    hashes = list(map(leaf_hash, entries))
    root, chance = root_of(hashes), random.Random(9)
    for place in range(11):
        path = path_of(levels_of(hashes), place)
        others = [n for n in range(11) if n != place]
        assert root_by_path(b"x", place, 11, path) != root
        assert leads_elsewhere(entries[place], chance.choice(others), path, root)
        assert leads_elsewhere(entries[place], place, path[:-1], root)
        assert leads_elsewhere(entries[place], place, [*path, path[0]], root)
    with pytest.raises(ValueError, match="no such place"):
        root_by_path(b"x", 11, 11, path_of(levels_of(hashes), 0))


def leads_elsewhere(entry: bytes, place: int, path: list[bytes], root: bytes) -> bool:
    try:
        return root_by_path(entry, place, 11, path) != root
    except ValueError:
        return True


@pytest.mark.soak
def test_ten_thousand_paths_lead_to_the_root() -> None:
    entries = [str(n).encode() for n in range(10_000)]
    levels = levels_of(list(map(leaf_hash, entries)))
    root = tree_hash(entries)
    for place, entry in enumerate(entries):
        assert hash_by_path(entry, place, 10_000, path_of(levels, place)) == root
