"""The network of a visitor, as the portal proves it to the services that it calls for them.

The portal's own address would be that of all its visitors together. A header says the network's
prefix, when it was signed, and an HMAC of both under a secret that portal, status, payments and
voice share.
"""

import hmac
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Final, NamedTuple

from kit.security.versioned_secret import versioned

HEADER: Final = "X-Visitor-Network"
GOOD_FOR_SECONDS: Final = 120
"""How old a proof may be, and how far ahead another machine's clock."""
LONGEST: Final = 200


def prefix_of(address: str) -> str:
    """The part of an address that one household or office shares: /24 of IPv4, /56 of IPv6."""
    from ipaddress import ip_address, ip_network

    try:
        bits = 24 if ip_address(address).version == 4 else 56
    except ValueError:
        return ""
    return str(ip_network(f"{address}/{bits}", strict=False))


def prove(secret: str, address: str, at: datetime) -> str:
    """The header's text for a visitor at `address`; raises SecretUnusable."""
    keys = versioned(secret)
    claimed = f"{prefix_of(address)};{int(at.timestamp())}"
    return f"{claimed};{keys.current}:{_mac(keys.key, claimed)}"


def proven(secret: str, header: str, at: datetime) -> str | None:
    """The prefix that a header proves, or None; raises SecretUnusable."""
    claimed, _, proof = header.rpartition(";")
    prefix, _, moment = claimed.rpartition(";")
    version, _, mac = proof.partition(":")
    key = versioned(secret).keys.get(version)
    if len(header) > LONGEST or not header.isascii() or key is None or not moment.isdecimal():
        return None
    if not hmac.compare_digest(mac, _mac(key, claimed)):
        return None
    return prefix if abs(at.timestamp() - int(moment)) <= GOOD_FOR_SECONDS else None


def _mac(key: bytes, claimed: str) -> str:
    return hmac.new(key, f"network|{claimed}".encode(), sha256).hexdigest()


class Caller(NamedTuple):
    """Where a request comes from: the socket's address, and what its header says."""

    address: str = ""
    header: str = ""

    def __repr__(self) -> str:
        return "Caller()"

    def network(self, secret: Callable[[], str] | None, at: datetime) -> str:
        """The proven network of the portal's visitor, else that of the socket's address.

        The secret is read only where there is a header.
        """
        visitor = proven(secret(), self.header, at) if self.header and secret else None
        return prefix_of(self.address) if visitor is None else visitor
