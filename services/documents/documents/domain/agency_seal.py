"""The seal of an agency: its key, which never leaves KMS, and the certificates for it."""

from collections.abc import Iterable, Sequence
from typing import Final

from contracts.terms import AgencyCode, Moment, Sha256
from kit.core.model import Model

PICTURES: Final = "pictures"
"""Where pictures of seals and signatures lie in the bucket, each under its digest."""
HELD_MINUTES: Final = 5
"""How long a function goes by the seals that it has read."""


class AgencySeal(Model):
    """Con dấu số: `key` is the id or ARN of the KMS key, empty for the system's own.

    `picture` is the digest of the seal's picture and `diameter` its true size in millimetres, where
    the operator stored one: red on a transparent ground (NĐ 30/2020/NĐ-CP, Phụ lục I).
    `certificates` are PEM, the seal's first and then those of its authorities, without the root;
    `fingerprint` is the SHA-256 of the first. What is sealed from `revoked_at` on proves nothing.
    """

    agency: AgencyCode
    key: str = ""
    certificates: tuple[str, ...]
    fingerprint: Sha256
    valid_from: Moment
    valid_until: Moment
    revoked_at: Moment | None = None
    picture: Sha256 | None = None
    diameter: int = 0


class SignaturePicture(Model):
    """The picture of an official's handwritten signature: blue on a transparent ground."""

    official: str
    picture: Sha256


def picture_key(digest: str) -> str:
    """The place of a picture (PNG) in the bucket."""
    return f"{PICTURES}/{digest}.png"


def seal_of(seals: Iterable[AgencySeal], lineage: Sequence[str], at: Moment) -> AgencySeal | None:
    """The seal under which an agency's documents go at this moment: its own, else the nearest one
    above it (`lineage`: the nearest first); None where no certificate is valid.
    """
    valid = [
        seal
        for seal in seals
        if seal.valid_from <= at < (seal.revoked_at or seal.valid_until) and seal.agency in lineage
    ]
    return max(
        valid, key=lambda seal: (-lineage.index(seal.agency), seal.valid_until), default=None
    )
