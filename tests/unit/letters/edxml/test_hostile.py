"""Hostile packages are refused by the name of what is wrong, before they cost anything."""

import time
import tracemalloc

import pytest

from kit.security.trust_list import TrustList
from letters.edxml.incoming import read_incoming
from letters.edxml.refusal import PackageRefused
from tests.unit.letters.edxml.hostile import HOSTILE, good, provincial
from tests.unit.letters.edxml.letters import AT


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_refused_by_name(name: str) -> None:
    fault, make = HOSTILE[name]
    raw = make()

    begin = time.process_time()
    with pytest.raises(PackageRefused) as refused:
        read_incoming(raw, TrustList(), AT)

    assert refused.value.fault == fault
    assert time.process_time() - begin < 2


def test_the_samples_that_they_are_made_of_are_read() -> None:
    for raw in (good(), provincial()):
        assert read_incoming(raw, TrustList(), AT).state == "unsigned"


def test_a_refusal_names_elements_and_nothing_that_a_package_holds() -> None:
    for name, (_, make) in HOSTILE.items():
        if name in ("51 MB",):
            continue
        with pytest.raises(PackageRefused) as refused:
            read_incoming(make(), TrustList(), AT)
        assert len(str(refused.value)) < 120, name
        assert "Hạ Long" not in str(refused.value)


def test_a_bomb_takes_no_memory() -> None:
    raw = HOSTILE["a bomb of 60 MB"][1]()
    tracemalloc.start()
    try:
        with pytest.raises(PackageRefused):
            read_incoming(raw, TrustList(), AT)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
