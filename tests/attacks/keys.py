"""Attacks on look-up keys: guessing, spraying, locking others out, forged networks, bad secrets."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from kit.security.lookup_key import hash_key, verify_key
from kit.security.lookup_rate_limit import CODE_LIMIT, LIMIT, NETWORK_LIMIT
from kit.security.visitor_network import prove, proven
from kit.testing.clock import NOW
from tests.attacks.attack import Attack
from tests.unit.kit.test_lookup_rate_limit import (
    CODE,
    KEY,
    OTHER_SECRET,
    SECRET,
    WRONG,
    Gate,
)

PORTAL, STRANGER = "52.76.0.1", "27.64.0.1"


def closed_to_its_owner(attack: Callable[[Gate], object], *, address: str = STRANGER) -> str:
    """Finding 4: ten made-up keys closed a dossier to everybody who came the same way."""
    gate = Gate()
    attack(gate)
    return str(gate.answer(KEY, address=address))


def ten_keys(gate: Gate) -> None:
    for _ in range(LIMIT * 3):
        gate.answer(WRONG, address=STRANGER)


def through_the_portal(gate: Gate) -> None:
    for _ in range(LIMIT * 3):
        gate.answer(WRONG, address=PORTAL)


def from_everywhere(gate: Gate) -> None:
    for number in range(CODE_LIMIT + 20):
        gate.answer(WRONG, address=f"10.0.{number}.1")


def over_all_codes(gate: Gate) -> None:
    for number in range(NETWORK_LIMIT + 20):
        gate.answer(WRONG, f"T-{number}", address=STRANGER)


def guessed(attack: Callable[[Gate], object], code: str = CODE, address: str = STRANGER) -> str:
    gate = Gate()
    attack(gate)
    return str(gate.answer(WRONG, code, address=address))


def tried(key: str) -> str:
    return str(Gate().answer(key))


def escaped(header: str) -> str:
    """Whether a made-up proof of another network gets more tries."""
    gate = Gate()
    ten_keys(gate)
    return str(gate.answer(WRONG, address=STRANGER, header=header))


def secret(text: str) -> str:
    return str(verify_key(text, CODE, KEY, hash_key(SECRET, CODE, KEY)))


_FORGED: Final = {
    "unsigned": "10.0.0.0/24",
    "signed by nobody": f"10.0.0.0/24;{int(NOW.timestamp())};v1:{'0' * 64}",
    "signed by another": prove(OTHER_SECRET, "10.0.0.1", NOW),
    "two minutes old": prove(SECRET, "10.0.0.1", NOW - timedelta(seconds=121)),
    "for later": prove(SECRET, "10.0.0.1", NOW + timedelta(seconds=121)),
    "of another network": prove(SECRET, "10.0.0.1", NOW).replace("10.0.0", "10.0.9"),
    "of another moment": prove(SECRET, "10.0.0.1", NOW).replace(";1", ";2", 1),
    "of an unknown version": prove(SECRET, "10.0.0.1", NOW).replace("v1:", "v7:"),
    "of no version": prove(SECRET, "10.0.0.1", NOW).replace("v1:", ""),
    "too long": "1" * 10_000,
    "not ASCII": "é;1;v1:é",
    "empty parts": ";;;",
}
_KEYS: Final = {
    "empty": "",
    "spaces": "          ",
    "a quote": "' OR 1=1 --",
    "the hash of nobody": "-:" + "0" * 64,
    "another's": "2222222222",
    "with a character more": KEY + "0",
    "with one less": KEY[:-1],
    "ten thousand characters": "7" * 10_000,
    "a null": "\x00" * 10,
    "half a character": "\ud800" * 2,
}
_SECRETS: Final = (
    "",
    "null",
    "{}",
    "[]",
    "12",
    '"text"',
    "plain text of the operator",
    '{"v1": "a secret of the tests"}',
    '{"current": "v2", "v1": "a secret of the tests"}',
    '{"current": "v1", "v1": ""}',
    '{"current": "v1", "v1": "short"}',
    '{"current": null, "v1": "a secret of the tests"}',
)

ATTACKS: Final[tuple[Attack, ...]] = (
    Attack(
        "thirty wrong keys close a dossier to its owner",
        partial(closed_to_its_owner, ten_keys),
        "200",
        finding="security-4",
    ),
    Attack(
        "wrong keys through the portal close it to the portal's visitors",
        partial(closed_to_its_owner, through_the_portal, address=PORTAL),
        "200",
        finding="security-4",
    ),
    Attack(
        "wrong keys from a hundred networks close it to its owner",
        partial(closed_to_its_owner, from_everywhere),
        "200",
        finding="security-4",
    ),
    Attack(
        "wrong keys for sixty codes close a network",
        partial(closed_to_its_owner, over_all_codes),
        "200",
        finding="security-4",
    ),
    Attack("an eleventh wrong key of one network", partial(guessed, ten_keys), "429"),
    Attack(
        "one wrong key for each of many codes", partial(guessed, over_all_codes, "T-9999"), "429"
    ),
    Attack(
        "one wrong key from each of many networks",
        partial(guessed, from_everywhere, address="10.1.1.1"),
        "429",
    ),
    *(
        Attack(f"a proof of a network that is {name}", partial(escaped, header), "429")
        for name, header in _FORGED.items()
    ),
    *(
        Attack(
            f"a proof that is {name} is believed",
            partial(lambda text: str(proven(SECRET, text, NOW)), header),
            "None",
        )
        for name, header in _FORGED.items()
    ),
    *(Attack(f"a key that is {name}", partial(tried, key), "404") for name, key in _KEYS.items()),
    *(
        Attack(f"a secret of look-up keys like {text!r}", partial(secret, text), "SecretUnusable")
        for text in _SECRETS
    ),
)
