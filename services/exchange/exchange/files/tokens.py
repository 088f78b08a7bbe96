"""Tokens of links: each names its file and its end, and proves it.

A token is `<version>~<dossier>~<sha256>~<expiry>~<proof>`: the proof is an HMAC over what stands
before it, under the version's key.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, NamedTuple

from exchange.domain.file_links import LIFETIME, Link, NamedFile, no_link
from kit.security.versioned_secret import VersionedSecret

LONGEST_TOKEN: Final = 250
FORM: Final = re.compile(
    r"(v[0-9]{1,6})~([A-Z0-9.]{3,16}-[0-9]{6}-[0-9]{4,10})~([0-9a-f]{64})~([0-9]{10})"
    r"~([A-Za-z0-9_-]{43})"
)


class FileLinks(NamedTuple):
    """`address` is what a token is added to, empty where a stage has no host; `secret` is read
    where a link is made.
    """

    address: str
    secret: Callable[[], VersionedSecret]

    def of(self, dossier: str, since: datetime | None) -> Link:
        """The links of a dossier, good for 30 days from then; none where they never began."""
        if not self.address or since is None:
            return no_link
        expires = (since + LIFETIME).replace(microsecond=0)

        def link(digest: str) -> str:
            if not digest:
                return ""
            return self.address + token_of(self.secret(), NamedFile(dossier, digest, expires))

        return link


def token_of(secret: VersionedSecret, file: NamedFile) -> str:
    """The token of a file, under the current key."""
    expiry = int(file.expires.timestamp())
    claimed = f"{secret.current}~{file.dossier}~{file.digest}~{expiry}"
    return f"{claimed}~{_proof(secret.key, claimed)}"


def named_file(secret: VersionedSecret, token: str) -> NamedFile | None:
    """What a token proves, whether its time is over or not; None: it is none of ours."""
    parts = FORM.fullmatch(token) if len(token) <= LONGEST_TOKEN else None
    if parts is None:
        return None
    version, dossier, digest, expiry, proof = parts.groups()
    key = secret.keys.get(version)
    claimed = token.rpartition("~")[0]
    if key is None or not hmac.compare_digest(proof, _proof(key, claimed)):
        return None
    return NamedFile(dossier, digest, datetime.fromtimestamp(int(expiry), UTC))


def _proof(key: bytes, claimed: str) -> str:
    mac = hmac.new(key, f"national-file|{claimed}".encode(), sha256).digest()
    return urlsafe_b64encode(mac).decode().rstrip("=")
