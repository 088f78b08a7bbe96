"""The guard against guessing, for whatever table counts the wrong keys."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from kit.core.errors import NotFound, ServiceError
from kit.http.context import RequestContext
from kit.http.lookup_attempt import (
    LIMIT,
    WINDOW_SECONDS,
    LookupAttempt,
    LookupKeyRequired,
    LookupRateLimit,
    TooManyAttempts,
    lookup_attempt,
)
from kit.security.lookup_key import hash_key
from kit.testing.clock import NOW

SECRET, CODE, KEY, WRONG, HOME = "a secret", "T-1", "7K3M9QX2AB", "0000000000", "113.160.1.7"


@dataclass
class MemoryAttempts:
    """Counts in memory, with when each goes."""

    counts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def attempts(self, bucket: str) -> int:
        self.calls.append("attempts")
        return self.counts.get(bucket, 0)

    def count(self, bucket: str, expires: int) -> int:
        self.calls.append("count")
        self.counts[bucket], self.ends[bucket] = self.counts.get(bucket, 0) + 1, expires
        return self.counts[bucket]


class Gate:
    """A guard, the hash it knows, and what it answered."""

    def __init__(self) -> None:
        self.attempts = MemoryAttempts()
        self.watched: list[tuple[str, int]] = []
        self.guard = LookupRateLimit(
            self.attempts, lambda: SECRET, lambda code, until: self.watched.append((code, until))
        )
        self.hashes = {CODE: hash_key(SECRET, CODE, KEY)}

    def answer(self, key: str, code: str = CODE, *, later: int = 0, address: str = HOME) -> int:
        try:
            self.guard.check(
                LookupAttempt(code, key, address, NOW + timedelta(seconds=later)),
                self.hashes.get(code),
            )
        except ServiceError as error:
            return error.status
        return 200


def test_the_right_key_comes_in_and_is_not_counted() -> None:
    gate = Gate()
    assert gate.answer(KEY) == 200
    assert gate.attempts.counts == {}


def test_a_code_without_a_hash_is_guarded_like_any_other() -> None:
    gate = Gate()
    with_hash = [gate.answer(WRONG) for _ in range(LIMIT + 1)]
    calls, gate.attempts.calls = gate.attempts.calls, []
    assert (
        [gate.answer(WRONG, "T-9") for _ in range(LIMIT + 1)] == with_hash == [404] * LIMIT + [429]
    )
    assert gate.attempts.calls == calls


def test_no_key_at_all_fits_nothing() -> None:
    assert Gate().answer("") == 404
    assert Gate().answer("", "T-9") == 404


def test_who_keeps_no_watch_is_counted_at_every_key() -> None:
    gate = Gate()
    for _ in range(LIMIT):
        gate.answer(WRONG)
    assert gate.answer(KEY) == 429
    assert gate.answer(KEY, address="27.64.0.1") == 200


def test_a_watch_until_a_moment_spares_the_count() -> None:
    gate = Gate()
    for _ in range(LIMIT):
        gate.answer(WRONG)
    ((code, until),) = gate.watched
    assert code == CODE
    assert 0 < until - NOW.timestamp() <= WINDOW_SECONDS
    gate.attempts.calls.clear()
    gate.guard.check(LookupAttempt(CODE, KEY, HOME, NOW), gate.hashes[CODE], watched_until=0)
    assert gate.attempts.calls == []
    with pytest.raises(TooManyAttempts):
        gate.guard.check(
            LookupAttempt(CODE, KEY, HOME, NOW), gate.hashes[CODE], watched_until=until
        )


def test_counts_go_by_themselves_when_their_window_ends() -> None:
    gate = Gate()
    gate.answer(WRONG)
    (ends,) = gate.attempts.ends.values()
    assert 0 < ends - NOW.timestamp() <= WINDOW_SECONDS
    assert gate.answer(KEY, later=WINDOW_SECONDS) == 200


def test_an_unknown_code_opens_to_no_key_even_with_nobodys_hash() -> None:
    guard = LookupRateLimit(MemoryAttempts(), lambda: SECRET)
    for key in ("", "0" * 64, "-:" + "0" * 64):
        with pytest.raises(NotFound):
            guard.check(LookupAttempt("T-9", key, HOME, NOW), None)


def test_a_request_without_a_key_names_the_header() -> None:
    with pytest.raises(LookupKeyRequired) as refused:
        lookup_attempt(RequestContext(now=NOW, seed=""), CODE)
    assert refused.value.field == "X-Lookup-Key"


def test_a_request_knocks_with_what_it_brought_and_does_not_show_it() -> None:
    knocked = lookup_attempt(RequestContext(now=NOW, seed="", address=HOME, lookup_key=KEY), CODE)
    assert knocked == LookupAttempt(CODE, KEY, HOME, NOW)
    assert KEY not in repr(knocked)
    assert HOME not in repr(knocked)
