"""The public look-up: the same work and answer for unknown code and wrong key, and an end to guessing."""

import hmac
import json
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from kit.core.errors import NotFound, ServiceError
from kit.http.lookup_rate_limit import LIMIT, WINDOW_SECONDS, LookupAttempt, TooManyTries, prefix_of
from kit.security.lookup_key import DUMMY_HASH, hash_key, verify_key
from status.adapters.view_store import Shown
from status.lookup.look_up import Lookups
from tests.fakes import NOW
from tests.story import CODE, KEY
from tests.unit.status.house import SECRET

OTHER = "H49.61.01-261123-0002"
HOME, OFFICE = "113.160.1.7", "27.64.0.1"


@dataclass
class MemoryShelf:
    """A shelf in memory that notes each call."""

    views: dict[str, Shown] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def view(self, code: str) -> Shown | None:
        self.calls.append("view")
        return self.views.get(code)

    def tries(self, tries: str) -> int:
        self.calls.append("tries")
        return self.counts.get(tries, 0)

    def count(self, tries: str, expires: int) -> int:
        self.calls.append("count")
        self.counts[tries] = self.counts.get(tries, 0) + 1
        return self.counts[tries]

    def watch(self, code: str, until: int) -> None:
        self.calls.append("watch")
        known = self.views.get(code)
        if known:
            self.views[code] = Shown(known.body, known.etag, known.lookup, until)


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf({CODE: Shown('{"code":"x"}', "tag", hash_key(SECRET, CODE, KEY), 0)})


@pytest.fixture
def lookups(shelf: MemoryShelf) -> Lookups:
    return Lookups(shelf, lambda: SECRET)


def answer(
    lookups: Lookups, code: str, key: str, address: str = HOME, *, later: int = 0
) -> tuple[int, str]:
    try:
        lookups.look_up(LookupAttempt(code, key, address, NOW + timedelta(seconds=later)))
    except ServiceError as error:
        return error.status, error.message("en")
    return 200, ""


def test_code_and_key_answer_the_view_in_one_read(lookups: Lookups, shelf: MemoryShelf) -> None:
    assert lookups.look_up(LookupAttempt(CODE, KEY, HOME, NOW)).body == '{"code":"x"}'
    assert shelf.calls == ["view"]


@pytest.mark.parametrize("typed", [KEY.lower(), f"{KEY[:5]}-{KEY[5:]}", f" {KEY} "])
def test_the_key_may_be_typed_as_people_type(lookups: Lookups, typed: str) -> None:
    assert lookups.look_up(LookupAttempt(CODE, typed, HOME, NOW)).etag == "tag"


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert hash_key(SECRET, CODE, "0O1IL") == hash_key(SECRET, CODE, "00111")


def test_a_key_opens_its_own_dossier_only(lookups: Lookups, shelf: MemoryShelf) -> None:
    shelf.views[OTHER] = Shown("{}", "tag", hash_key(SECRET, OTHER, "2222222222"), 0)
    with pytest.raises(NotFound):
        lookups.look_up(LookupAttempt(OTHER, KEY, HOME, NOW))


V1, V2 = "1" * 64, "2" * 64
ONE = json.dumps({"current": "v1", "v1": V1})
BOTH = json.dumps({"current": "v2", "v1": V1, "v2": V2})
NEW = json.dumps({"current": "v2", "v2": V2})


def test_a_rotated_secret_leaves_the_keys_that_people_hold_valid() -> None:
    kept, later = hash_key(ONE, CODE, KEY), hash_key(BOTH, CODE, KEY)

    assert (kept.partition(":")[0], later.partition(":")[0]) == ("v1", "v2")
    assert verify_key(BOTH, CODE, KEY, kept)
    assert verify_key(BOTH, CODE, KEY, later)
    assert not verify_key(BOTH, CODE, "0000000000", kept)
    assert not verify_key(BOTH, OTHER, KEY, kept)


def test_a_version_that_was_taken_away_opens_nothing() -> None:
    assert not verify_key(NEW, CODE, KEY, hash_key(ONE, CODE, KEY))


@pytest.mark.parametrize("text", [SECRET, "12", '"quoted"', "[]", "{}"])
def test_a_secret_without_versions_is_one_key(text: str) -> None:
    kept = hash_key(text, CODE, KEY)

    assert len(kept) == 64
    assert verify_key(text, CODE, KEY, kept)
    assert not verify_key(text, CODE, "0000000000", kept)


def test_a_hash_that_names_no_version_was_made_with_the_whole_text() -> None:
    whole = hmac.new(ONE.encode(), f"{CODE}|{KEY}".encode(), sha256).hexdigest()

    assert verify_key(ONE, CODE, KEY, whole)


@pytest.mark.parametrize("text", [SECRET, ONE, BOTH])
def test_nobodys_hash_fits_no_key_and_costs_what_a_real_one_costs(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    new = hmac.new

    def counted(key: bytes, message: bytes, digest: Any) -> Any:
        made.append(len(key))
        return new(key, message, digest)

    kept = hash_key(text, CODE, KEY)
    monkeypatch.setattr("kit.security.lookup_key.hmac.new", counted)

    assert not verify_key(text, CODE, KEY, DUMMY_HASH)
    assert not verify_key(text, CODE, "0000000000", kept)
    assert len(made) == 2
    assert made[0] == made[1]


def test_unknown_code_and_wrong_key_do_the_same_work_and_get_the_same_answer(
    lookups: Lookups, shelf: MemoryShelf
) -> None:
    for _ in range(LIMIT + 3):
        shelf.calls.clear()
        wrong = answer(lookups, CODE, "0000000000")
        of_wrong = shelf.calls.copy()
        shelf.calls.clear()
        assert answer(lookups, OTHER, "0000000000") == wrong
        assert shelf.calls == of_wrong


def test_the_right_key_is_refused_too_once_guessing_went_too_far(
    lookups: Lookups, shelf: MemoryShelf
) -> None:
    for _ in range(LIMIT):
        assert answer(lookups, CODE, "0000000000")[0] == 404
    shelf.calls.clear()
    over = answer(lookups, CODE, "0000000000")
    of_wrong = shelf.calls.copy()
    shelf.calls.clear()
    assert answer(lookups, CODE, KEY) == over
    assert over[0] == TooManyTries.status
    assert shelf.calls == of_wrong


def test_each_refused_lookup_is_counted_and_no_other(
    lookups: Lookups, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(lookups, CODE, KEY)
    assert "LookupRefused" not in capsys.readouterr().out
    for code in (CODE, OTHER, *[CODE] * LIMIT):
        answer(lookups, code, "0000000000")
    counted = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["LookupRefused"] for line in counted] == [1] * (LIMIT + 2)
    assert all(CODE not in json.dumps(line) and HOME not in json.dumps(line) for line in counted)


def test_guessing_elsewhere_or_an_hour_ago_does_not_lock_the_owner_out(lookups: Lookups) -> None:
    for _ in range(LIMIT + 1):
        answer(lookups, CODE, "0000000000", OFFICE)
    assert answer(lookups, CODE, KEY, HOME)[0] == 200
    assert answer(lookups, CODE, KEY, OFFICE)[0] == 429
    assert answer(lookups, CODE, KEY, OFFICE, later=WINDOW_SECONDS)[0] == 200


def test_a_refusal_says_when_to_come_back(lookups: Lookups) -> None:
    for _ in range(LIMIT):
        answer(lookups, CODE, "0000000000")
    with pytest.raises(TooManyTries) as refused:
        lookups.look_up(LookupAttempt(CODE, "0000000000", HOME, NOW))
    assert refused.value.retry_after is not None
    assert 0 < refused.value.retry_after <= WINDOW_SECONDS


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


def test_what_is_counted_tells_nothing_about_the_address(
    lookups: Lookups, shelf: MemoryShelf
) -> None:
    answer(lookups, CODE, "0000000000")
    (counted,) = shelf.counts
    assert HOME not in counted
    assert len(counted) == 32
