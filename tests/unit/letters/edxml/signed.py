"""Signed packages of the tests: keys, certificates and a trust list that tells them apart."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kit.security.trust_list import TrustList
from local.doubles.authority.authority import Authority
from tests.unit.letters.edxml.letters import AT

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Key:
    """`OfficeKey` in memory."""

    key: RSAPrivateKey
    certificate: str

    def private_key(self) -> RSAPrivateKey:
        return self.key

    def certificates(self) -> Sequence[str]:
        return (self.certificate,)


@cache
def rsa_key() -> RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def authority() -> Authority:
    return Authority.new(AT)


@cache
def stranger() -> Authority:
    return Authority.new(AT, "CA of nobody")


def key(by: Authority, since: datetime = AT - DAY, until: datetime = AT + 90 * DAY) -> Key:
    own = rsa_key()
    pem = own.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return Key(own, by.certify(pem, "UBND thành phố Hạ Long", since=since, until=until))


@cache
def office() -> Key:
    return key(authority())


@cache
def revoked() -> Key:
    return key(authority())


@cache
def trust() -> TrustList:
    """The authority, and its list with the one revoked certificate."""
    listed = authority().revocation_list({revoked().certificate: AT - DAY}, AT)
    return TrustList(roots=(authority().pem,), revocation_lists=(b64encode(listed).decode(),))
