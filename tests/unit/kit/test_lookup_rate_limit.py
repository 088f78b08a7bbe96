"""The guard against guessing, for whatever table counts the wrong keys."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from kit.core.errors import NotFound, ServiceError
from kit.http.context import RequestContext
from kit.http.lookup_attempt import (
    CODE_LIMIT,
    LIMIT,
    NETWORK_LIMIT,
    WINDOW_SECONDS,
    LookupAttempt,
    LookupKeyRequired,
    LookupRateLimit,
    lookup_attempt,
)
from kit.security.lookup_key import hash_key
from kit.security.visitor_network import Caller, prove, proven
from kit.testing.clock import NOW

SECRET = '{"current": "v1", "v1": "a secret of the tests"}'
OTHER_SECRET = '{"current": "v1", "v1": "another secret of the tests"}'
CODE, KEY, WRONG, HOME = "T-1", "7K3M9QX2AB", "0000000000", "113.160.1.7"


@dataclass
class MemoryAttempts:
    """Counts in memory, with when each goes."""

    counts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def count(self, bucket: str, expires: int) -> int:
        self.calls.append("count")
        self.counts[bucket], self.ends[bucket] = self.counts.get(bucket, 0) + 1, expires
        return self.counts[bucket]


class Gate:
    """A guard, the hash it knows, and what it answered."""

    def __init__(self) -> None:
        self.attempts = MemoryAttempts()
        self.guard = LookupRateLimit(self.attempts, lambda: SECRET, lambda: SECRET)
        self.hashes = {CODE: hash_key(SECRET, CODE, KEY)}

    def answer(
        self,
        key: str,
        code: str = CODE,
        *,
        later: int = 0,
        address: str = HOME,
        header: str = "",
    ) -> int:
        try:
            self.guard.check(
                LookupAttempt(code, key, Caller(address, header), NOW + timedelta(seconds=later)),
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


def test_the_right_key_opens_though_a_stranger_tried_ten_wrong_ones() -> None:
    gate = Gate()
    for _ in range(LIMIT + 5):
        gate.answer(WRONG)
    gate.attempts.calls.clear()
    assert gate.answer(KEY) == 200
    assert gate.attempts.calls == []


def test_one_network_is_throttled_over_all_codes() -> None:
    gate = Gate()
    answers = [gate.answer(WRONG, f"T-{n}") for n in range(NETWORK_LIMIT + 1)]
    assert answers == [404] * NETWORK_LIMIT + [429]
    assert gate.answer(WRONG, "T-0", address="27.64.0.1") == 404


def test_one_code_is_throttled_over_all_networks(capsys: pytest.CaptureFixture[str]) -> None:
    gate = Gate()
    answers = [gate.answer(WRONG, address=f"10.0.{n}.1") for n in range(CODE_LIMIT + 2)]
    assert answers == [404] * CODE_LIMIT + [429] * 2
    assert gate.answer(WRONG, "T-9") == 404
    assert gate.answer(KEY, address="10.0.1.1") == 200
    assert capsys.readouterr().out.count('"LookupCodeGuessed": 1') == 1


def test_the_portals_visitors_are_throttled_by_their_own_networks() -> None:
    gate, portal = Gate(), "52.76.0.1"
    stranger = prove(SECRET, "27.64.0.1", NOW)
    visitor = prove(SECRET, HOME, NOW)
    for _ in range(LIMIT + 1):
        last = gate.answer(WRONG, address=portal, header=stranger)
    assert last == 429
    assert gate.answer(WRONG, address=portal, header=visitor) == 404


@pytest.mark.parametrize(
    "header",
    [
        "27.64.0.0/24",
        "27.64.0.0/24;1795399200;v1:" + "0" * 64,
        prove(SECRET, "27.64.0.1", NOW - timedelta(seconds=121)),
        prove(SECRET, "27.64.0.1", NOW + timedelta(seconds=121)),
        prove(OTHER_SECRET, "27.64.0.1", NOW),
        prove(SECRET, "27.64.0.1", NOW).replace("27.64", "27.65"),
        prove(SECRET, "27.64.0.1", NOW).replace("v1:", "v2:"),
        prove(SECRET, "27.64.0.1", NOW) + " " * 200,
        ";;",
        "é;1;v1:a",
        "27.64.0.0/24;²;v1:a",
    ],
)
def test_who_proves_nothing_counts_by_the_address_of_the_socket(header: str) -> None:
    assert proven(SECRET, header, NOW) is None
    gate = Gate()
    for _ in range(LIMIT):
        gate.answer(WRONG)
    assert gate.answer(WRONG, header=header) == 429


def test_counts_go_by_themselves_when_their_window_ends() -> None:
    gate = Gate()
    gate.answer(WRONG)
    (ends,) = set(gate.attempts.ends.values())
    assert 0 < ends - NOW.timestamp() <= WINDOW_SECONDS


def test_an_unknown_code_opens_to_no_key_even_with_nobodys_hash() -> None:
    guard = LookupRateLimit(MemoryAttempts(), lambda: SECRET)
    for key in ("", "0" * 64, "-:" + "0" * 64):
        with pytest.raises(NotFound):
            guard.check(LookupAttempt("T-9", key, Caller(HOME), NOW), None)


def test_a_request_without_a_key_names_the_header() -> None:
    with pytest.raises(LookupKeyRequired) as refused:
        lookup_attempt(RequestContext(now=NOW, seed=""), CODE)
    assert refused.value.field == "X-Lookup-Key"


def test_a_request_knocks_with_what_it_brought_and_does_not_show_it() -> None:
    knocked = lookup_attempt(RequestContext(now=NOW, seed="", address=HOME, lookup_key=KEY), CODE)
    assert knocked == LookupAttempt(CODE, KEY, Caller(HOME), NOW)
    assert KEY not in repr(knocked)
    assert HOME not in repr(knocked)
