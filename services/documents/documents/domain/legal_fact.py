"""A legal fact (dữ kiện pháp lý): the record of one act, linked by digest to the one before it.

A record names an act and commits to what it said; the values and their salts lie beside it, sealed
under the dossier's key. Where that key is destroyed, records and links still verify.
"""

import hmac
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, Final

from contracts.payments import BY_THE_SYSTEM
from contracts.terms import AgencyCode, Sha256
from kit.core.model import JsonDict, Model, Sealed

FORMAT: Final = "motcua-legal-facts-1"
FIRST_PREVIOUS: Final = "0" * 64
"""What the first record of a chain has in place of the digest before it."""
SALT_BYTES: Final = 16
SECRETS: Final = frozenset({"lookup_key"})
"""Fields of events that open something, and are no content of an act."""
ENDINGS: Final = frozenset({"case.returned", "case.refused", "case.stopped", "case.withdrawn"})
"""The acts that end a case: its chain is signed with them."""
CONTINUATIONS: Final = frozenset({"case.result_recalled", "case.reopened"})
"""The acts by which a case goes on after its end: what was signed before is no longer how it
stands, so that the chain is signed with them too."""
ROLES: Final[Mapping[str, str]] = {"dossier": "applicant", "fee": "payer"}
"""Who acts by the first word of an act that names no official; otherwise the system does."""
Salts = Callable[[], bytes]


class Opening(Model):
    """What a commitment commits to: `value` is JSON text, `salt` 16 bytes in hexadecimal digits."""

    salt: str
    value: str

    @property
    def commitment(self) -> str:
        """HMAC-SHA-256 of the value under the salt."""
        return hmac.new(bytes.fromhex(self.salt), self.value.encode(), sha256).hexdigest()


class Act(Model):
    """An act before it has its place in a chain. `cause` is the id of the event that documents
    handled, `subject` and `sequence` those of the event that tells of the act.
    """

    act: str
    cause: str
    subject: str
    sequence: int
    time: str
    role: str
    openings: dict[str, Opening]


class LegalFact(Model):
    """A record of the chain. `position` counts from 1; `agency` has the case at that moment;
    `previous` is the digest of the record before.
    """

    dossier: str
    position: int
    act: str
    cause: str
    subject: str
    sequence: int
    time: str
    agency: AgencyCode
    role: str
    commitments: dict[str, Sha256]
    previous: Sha256

    @property
    def digest(self) -> str:
        """SHA-256 of the record as canonical JSON (RFC 8785)."""
        return sha256(canonical(self.model_dump())).hexdigest()


class SignedHead(Model):
    """The signature over the chain up to a record (ECDSA P-256, DER, base64), by the key `key`."""

    signed_at: str
    key: str
    signature: str


class StoredFact(Model):
    """A record with what it commits to; `head` where the chain is signed up to it."""

    fact: LegalFact
    openings: Sealed[dict[str, Opening] | None] = None
    head: SignedHead | None = None


def canonical(document: JsonDict) -> bytes:
    """Canonical JSON (RFC 8785). The routes that show no facts start without the library."""
    import rfc8785

    return rfc8785.dumps(document)


def head_digest(fact: LegalFact, *, signed_at: str, key: str) -> bytes:
    """What is signed: SHA-256 of the statement that the chain ends with this record."""
    return sha256(canonical(head_statement(fact, signed_at=signed_at, key=key))).digest()


def head_statement(fact: LegalFact, *, signed_at: str, key: str) -> JsonDict:
    """The statement that is signed."""
    return {
        "format": FORMAT,
        "dossier": fact.dossier,
        "position": fact.position,
        "digest": fact.digest,
        "signed_at": signed_at,
        "key": key,
    }


def openings_of(values: Mapping[str, str], salts: Salts) -> dict[str, Opening]:
    """Each value (JSON text) with a salt of its own."""
    return {
        name: Opening(salt=salts().hex(), value=value)
        for name, value in values.items()
        if name not in SECRETS
    }


def role_in(act: str, data: Mapping[str, Any]) -> str:
    """Who acted: the official's role where the event names it; of an act of the system `by` is
    what led to it.
    """
    if role := data.get("role"):
        return str(role)
    if data.get("by") in BY_THE_SYSTEM:
        return "system"
    if data.get("by") or data.get("signer"):
        return "official"
    return ROLES.get(act.partition(".")[0], "system")


def linked(act: Act, dossier: str, agency: str, previous: LegalFact | None) -> LegalFact:
    """The record of an act behind the last one of its chain."""
    return LegalFact(
        dossier=dossier,
        position=previous.position + 1 if previous else 1,
        act=act.act,
        cause=act.cause,
        subject=act.subject,
        sequence=act.sequence,
        time=act.time,
        agency=agency,
        role=act.role,
        commitments={name: opening.commitment for name, opening in act.openings.items()},
        previous=previous.digest if previous else FIRST_PREVIOUS,
    )


def is_to_be_signed(acts: list[str]) -> bool:
    """Whether the chain is signed behind these acts of one event: at a seal, at the end, and
    where the case goes on after it.
    """
    return "document.sealed" in acts or not (ENDINGS | CONTINUATIONS).isdisjoint(acts)
