"""Identifiers: ULIDs as their specification has them."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from kit.core.ids import ULID_PATTERN, new_ulid
from kit.core.time import stamp
from kit.testing.clock import NOW


def test_an_id_begins_with_its_moment_as_the_specification_shows() -> None:
    at = datetime.fromtimestamp(1469918176.385, UTC)
    assert new_ulid(at)[:10] == "01ARYZ6S41"


@pytest.mark.parametrize(
    "at", [datetime(1970, 1, 1, tzinfo=UTC), NOW, datetime(9999, 12, 31, tzinfo=UTC)]
)
def test_an_id_is_26_characters_of_crockfords_base32(at: datetime) -> None:
    assert all(re.fullmatch(ULID_PATTERN, new_ulid(at)) for _ in range(200))


def test_ids_sort_by_their_moments_and_none_comes_twice() -> None:
    ulids = [new_ulid(NOW + timedelta(milliseconds=n)) for n in range(500)]
    assert ulids == sorted(ulids)
    assert len({new_ulid(NOW) for _ in range(5000)}) == 5000


def test_a_stamp_is_utc_with_microseconds() -> None:
    assert stamp(NOW) == "2026-11-23T02:00:00.000000Z"
