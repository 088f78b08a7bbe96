"""Names of this machine, which not every resolver knows."""

from collections.abc import Mapping
from urllib.parse import urlsplit


def loopback(url: str) -> tuple[str, Mapping[str, str]]:
    """The URL to call and its Host header: a name under .localhost is this machine (RFC 6761,
    6.3).
    """
    parts = urlsplit(url)
    if not (parts.hostname or "").endswith(".localhost"):
        return url, {}
    here = f"127.0.0.1:{parts.port}" if parts.port else "127.0.0.1"
    return parts._replace(netloc=here).geturl(), {"Host": parts.netloc}
