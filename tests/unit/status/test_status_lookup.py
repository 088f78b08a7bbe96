"""The public look-up: equal work for unknown code and wrong key, and its rate limit."""

import hmac
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from types import FrameType

import pytest

from contracts.testing.dossier_events import CODE, KEY
from kit.core.errors import NotFound, ServiceError
from kit.security.lookup_key import DUMMY_HASH, hash_key, verify_key
from kit.security.lookup_rate_limit import (
    LIMIT,
    WINDOW_SECONDS,
    LookupAttempt,
    TooManyAttempts,
)
from kit.security.versioned_secret import SecretUnusable
from kit.security.visitor_network import Caller, prefix_of
from kit.testing.clock import NOW
from status.domain.public_view import PublicView
from status.lookup.look_up import Lookups
from tests.unit.status.world import SECRET

OTHER = "H49.61.01-261123-0002"
HOME, OFFICE = "113.160.1.7", "27.64.0.1"


@dataclass
class RecordingViewStore:
    """A view store in memory that records each call."""

    views: dict[str, PublicView] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def view(self, code: str) -> PublicView | None:
        self.calls.append("view")
        return self.views.get(code)

    def count(self, bucket: str, expires: int) -> int:
        self.calls.append("count")
        self.counts[bucket] = self.counts.get(bucket, 0) + 1
        return self.counts[bucket]


@pytest.fixture
def store() -> RecordingViewStore:
    return RecordingViewStore(
        {CODE: PublicView('{"code":"x"}', "tag", hash_key(SECRET, CODE, KEY))}
    )


@pytest.fixture
def lookups(store: RecordingViewStore) -> Lookups:
    return Lookups(store, lambda: SECRET)


def response(
    lookups: Lookups, code: str, key: str, address: str = HOME, *, later: int = 0
) -> tuple[int, str]:
    try:
        lookups.look_up(LookupAttempt(code, key, Caller(address), NOW + timedelta(seconds=later)))
    except ServiceError as error:
        return error.status, error.message("en")
    return 200, ""


def test_code_and_key_give_the_view_in_one_read(
    lookups: Lookups, store: RecordingViewStore
) -> None:
    assert lookups.look_up(LookupAttempt(CODE, KEY, Caller(HOME), NOW)).body == '{"code":"x"}'
    assert store.calls == ["view"]


@pytest.mark.parametrize("input", [KEY.lower(), f"{KEY[:5]}-{KEY[5:]}", f" {KEY} "])
def test_the_key_may_be_typed_as_people_type(lookups: Lookups, input: str) -> None:
    assert lookups.look_up(LookupAttempt(CODE, input, Caller(HOME), NOW)).etag == "tag"


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert hash_key(SECRET, CODE, "0O1IL") == hash_key(SECRET, CODE, "00111")


def test_a_key_opens_its_own_dossier_only(lookups: Lookups, store: RecordingViewStore) -> None:
    store.views[OTHER] = PublicView("{}", "tag", hash_key(SECRET, OTHER, "2222222222"))
    with pytest.raises(NotFound):
        lookups.look_up(LookupAttempt(OTHER, KEY, Caller(HOME), NOW))


V1, V2 = "1" * 64, "2" * 64
ONE = json.dumps({"current": "v1", "v1": V1})
BOTH = json.dumps({"current": "v2", "v1": V1, "v2": V2})
NEW = json.dumps({"current": "v2", "v2": V2})


def test_a_rotated_secret_leaves_the_keys_that_people_hold_valid() -> None:
    old, new = hash_key(ONE, CODE, KEY), hash_key(BOTH, CODE, KEY)

    assert (old.partition(":")[0], new.partition(":")[0]) == ("v1", "v2")
    assert verify_key(BOTH, CODE, KEY, old)
    assert verify_key(BOTH, CODE, KEY, new)
    assert not verify_key(BOTH, CODE, "0000000000", old)
    assert not verify_key(BOTH, OTHER, KEY, old)


def test_a_removed_version_verifies_no_key() -> None:
    assert not verify_key(NEW, CODE, KEY, hash_key(ONE, CODE, KEY))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "12",
        "a plain text of some length",
        '"quoted"',
        "[]",
        "{}",
        '{"v1": "a secret of the tests"}',
        '{"current": "v2", "v1": "a secret of the tests"}',
        '{"current": "v1", "v1": "short"}',
        '{"current": "v1", "v1": ["a", "list"]}',
        '{"current": "v1", "v1": "a secret of the tests", "v2": ""}',
    ],
)
def test_a_secret_that_is_no_secret_opens_nothing(text: str) -> None:
    hashed = hash_key(SECRET, CODE, KEY)

    with pytest.raises(SecretUnusable):
        verify_key(text, CODE, KEY, hashed)
    with pytest.raises(SecretUnusable):
        hash_key(text, CODE, KEY)


def test_a_hash_that_names_no_version_fits_no_key() -> None:
    whole = hmac.new(ONE.encode(), f"{CODE}|{KEY}".encode(), sha256).hexdigest()

    assert not verify_key(ONE, CODE, KEY, whole)


def key_lengths_of_hmacs(work: Callable[[], object]) -> list[int]:
    """The length of the key of each HMAC that `work` computes."""
    lengths: list[int] = []

    def profile(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is hmac.new.__code__:
            lengths.append(len(frame.f_locals["key"]))

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return lengths


@pytest.mark.parametrize("text", [SECRET, ONE, BOTH])
def test_the_dummy_hash_fits_no_key_and_costs_what_a_real_one_costs(text: str) -> None:
    hashed = hash_key(text, CODE, KEY)

    dummy = key_lengths_of_hmacs(lambda: verify_key(text, CODE, KEY, DUMMY_HASH))
    real = key_lengths_of_hmacs(lambda: verify_key(text, CODE, "0000000000", hashed))

    assert not verify_key(text, CODE, KEY, DUMMY_HASH)
    assert not verify_key(text, CODE, "0000000000", hashed)
    assert dummy == real
    assert len(dummy) == 1


def test_unknown_code_and_wrong_key_do_the_same_work_and_get_the_same_answer(
    lookups: Lookups, store: RecordingViewStore
) -> None:
    for _ in range(LIMIT + 3):
        store.calls.clear()
        wrong = response(lookups, CODE, "0000000000")
        of_wrong = store.calls.copy()
        store.calls.clear()
        assert response(lookups, OTHER, "0000000000") == wrong
        assert store.calls == of_wrong


def test_the_right_key_opens_after_any_number_of_wrong_ones_and_is_not_counted(
    lookups: Lookups, store: RecordingViewStore
) -> None:
    for _ in range(LIMIT):
        assert response(lookups, CODE, "0000000000")[0] == 404
    assert response(lookups, CODE, "0000000000")[0] == TooManyAttempts.status
    store.calls.clear()
    assert response(lookups, CODE, KEY)[0] == 200
    assert store.calls == ["view"]


def test_each_failed_look_up_is_counted_and_no_other(
    lookups: Lookups, capsys: pytest.CaptureFixture[str]
) -> None:
    response(lookups, CODE, KEY)
    assert "LookupRefused" not in capsys.readouterr().out
    for code in (CODE, OTHER, *[CODE] * LIMIT):
        response(lookups, code, "0000000000")
    counted = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["LookupRefused"] for line in counted] == [1] * (LIMIT + 2)
    assert all(CODE not in json.dumps(line) and HOME not in json.dumps(line) for line in counted)


def test_the_problem_says_when_to_try_again(lookups: Lookups) -> None:
    for _ in range(LIMIT):
        response(lookups, CODE, "0000000000")
    with pytest.raises(TooManyAttempts) as error:
        lookups.look_up(LookupAttempt(CODE, "0000000000", Caller(HOME), NOW))
    assert error.value.retry_after is not None
    assert 0 < error.value.retry_after <= WINDOW_SECONDS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("113.160.1.7", "113.160.1.99", True),
        ("113.160.1.7", "113.160.2.7", False),
        ("2001:db8:0:1200::1", "2001:db8:0:12ff::9", True),
        ("2001:db8:0:1200::1", "2001:db8:0:1300::1", False),
        ("", "not an address", True),
    ],
)
def test_neighbours_share_a_prefix(one: str, other: str, same: bool) -> None:
    assert (prefix_of(one) == prefix_of(other)) is same


def test_the_counter_reveals_nothing_about_the_address(
    lookups: Lookups, store: RecordingViewStore
) -> None:
    response(lookups, CODE, "0000000000")
    assert len(store.counts) == 3
    assert all(HOME not in counted and len(counted) == 32 for counted in store.counts)
