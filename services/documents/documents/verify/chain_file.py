"""The form of a file of legal facts: anything else is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import rfc8785

from documents.verify.hostile_json import LARGEST, Json, Refused, load

FORMAT: Final = "motcua-legal-facts-1"
MOST_FACTS: Final = 10_000
MOST_KEYS: Final = 100
ALGORITHM: Final = "ECDSA_SHA_256"
DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Fact:
    """A record as it stands in the file."""

    record: Json
    dossier: str
    position: int
    act: str
    cause: str
    sequence: int
    previous: str
    commitments: Mapping[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 of the record."""
        return sha256(rfc8785.dumps(self.record)).hexdigest()


@dataclass(frozen=True)
class Head:
    """A signature over the chain up to a position."""

    position: int
    digest: str
    signed_at: str
    key: str
    signature: str


@dataclass(frozen=True)
class Key:
    """A public key as PEM."""

    key: str
    pem: str


@dataclass(frozen=True)
class ChainFile:
    """The parts of a file. `values`: by position and field, a salt and a value (JSON text)."""

    dossier: str
    facts: tuple[Fact, ...]
    heads: tuple[Head, ...]
    keys: tuple[Key, ...]
    values: Mapping[int, Mapping[str, tuple[str, str]]]


def parse(content: bytes) -> ChainFile:
    """Raises Refused."""
    if len(content) > LARGEST:
        raise Refused("too_large")
    root = load(content)
    _require(
        root,
        {"format": str, "dossier": str, "facts": list, "heads": list, "keys": list},
        {"values": dict},
    )
    if root["format"] != FORMAT:
        raise Refused("unknown_format")
    if len(root["facts"]) > MOST_FACTS or len(root["heads"]) > MOST_FACTS:
        raise Refused("too_many")
    if len(root["keys"]) > MOST_KEYS:
        raise Refused("too_many")
    return ChainFile(
        dossier=root["dossier"],
        facts=tuple(map(_fact, root["facts"])),
        heads=tuple(map(_head, root["heads"])),
        keys=tuple(map(_key, root["keys"])),
        values={_place(place): _values(each) for place, each in root.get("values", {}).items()},
    )


def _require(
    value: Any, names: Mapping[str, type], optional: Mapping[str, type] | None = None
) -> Json:
    """An object of exactly these members; raises Refused."""
    members = {**names, **(optional or {})}
    if type(value) is not dict or not set(names) <= set(value) <= set(members):
        raise Refused("unknown_form")
    if any(type(value[name]) is not members[name] for name in value):
        raise Refused("unknown_form")
    return value


def _fact(value: Any) -> Fact:
    record = _require(value, FACT)
    commitments = record["commitments"]
    if not all(isinstance(each, str) for each in commitments.values()):
        raise Refused("unknown_form")
    for digest in (record["previous"], *commitments.values()):
        if not DIGEST.fullmatch(digest):
            raise Refused("unknown_form")
    return Fact(
        record=record,
        dossier=record["dossier"],
        position=_position(record["position"]),
        act=record["act"],
        cause=record["cause"],
        sequence=record["sequence"],
        previous=record["previous"],
        commitments=commitments,
    )


FACT: Final[Mapping[str, type]] = {
    "dossier": str,
    "position": int,
    "act": str,
    "cause": str,
    "subject": str,
    "sequence": int,
    "time": str,
    "agency": str,
    "role": str,
    "commitments": dict,
    "previous": str,
}
HEAD: Final[Mapping[str, type]] = {
    "position": int,
    "digest": str,
    "signed_at": str,
    "key": str,
    "signature": str,
}
KEY: Final[Mapping[str, type]] = {"key": str, "algorithm": str, "pem": str}


def _head(value: Any) -> Head:
    head = _require(value, HEAD)
    _position(head["position"])
    return Head(**head)


def _key(value: Any) -> Key:
    key = _require(value, KEY)
    if key["algorithm"] != ALGORITHM:
        raise Refused("unknown_algorithm")
    return Key(key["key"], key["pem"])


def _position(number: int) -> int:
    if not 1 <= number <= MOST_FACTS:
        raise Refused("unknown_form")
    return number


def _place(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text):
        raise Refused("unknown_form")
    return _position(int(text))


def _values(value: Any) -> Mapping[str, tuple[str, str]]:
    if type(value) is not dict:
        raise Refused("unknown_form")
    opened: dict[str, tuple[str, str]] = {}
    for name, opening in value.items():
        _require(opening, {"salt": str, "value": str})
        if not re.fullmatch(r"[0-9a-f]{32}", opening["salt"]):
            raise Refused("unknown_form")
        opened[name] = (opening["salt"], opening["value"])
    return opened
