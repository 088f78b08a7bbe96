"""Addresses to which events may go: HTTPS at a name, port 443, and nothing else.

Whether the name leads to a public address is seen when it is resolved (`adapters.endpoint_http`).
"""

import re
from typing import Final
from urllib.parse import urlsplit

from kit.core.errors import Invalid

LONGEST: Final = 500
LABEL: Final = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
NAME: Final = re.compile(rf"(?:{LABEL}\.)+(?!-)[a-z][a-z0-9-]{{1,62}}(?<!-)")
PRIVATE: Final = ("local", "localhost", "internal", "lan", "home", "corp", "arpa", "test")
"""Last labels of names that no public DNS answers."""
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})


class EndpointRefused(Invalid):
    """Nothing is delivered to such an address."""

    code = "endpoint_refused"
    vi = "Địa chỉ nhận sự kiện phải là https:// với tên miền công khai, cổng 443."
    en = "An endpoint has to be https:// at a public domain name, port 443."


def checked_address(url: str, *, allows_loopback: bool) -> str:
    """The address as it is; raises EndpointRefused. Only a local stage `allows_loopback`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EndpointRefused(field="url") from None
    host = parts.hostname or ""
    is_clean = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    is_plain = not (parts.username or parts.password or parts.fragment or "@" in parts.netloc)
    if len(url) > LONGEST or not is_clean or not is_plain:
        raise EndpointRefused(field="url")
    if allows_loopback and host in LOOPBACK and parts.scheme in ("http", "https"):
        return url
    is_public_name = NAME.fullmatch(host) and host.rpartition(".")[2] not in PRIVATE
    if parts.scheme != "https" or port not in (None, 443) or not is_public_name:
        raise EndpointRefused(field="url")
    return url
