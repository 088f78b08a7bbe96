"""Whether an address is one of the public Internet: what a stranger names is reached at no other.

`ipaddress` alone lets some through that lead inside: tunnels, translations and relays.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

REFUSED: Final = tuple(
    map(
        ip_network,
        (
            "192.88.99.0/24",  # 6to4 relays (RFC 7526)
            "64:ff9b::/96",  # translation to IPv4 (RFC 6052)
            "64:ff9b:1::/48",  # the same, local (RFC 8215)
            "2001::/23",  # Teredo and other protocols (RFC 2928)
            "2002::/16",  # 6to4 (RFC 3056)
            "3fff::/20",  # documentation (RFC 9637)
            "5f00::/16",  # segment routing (RFC 9602)
            "::/96",  # IPv4 inside, deprecated (RFC 4291)
            "fec0::/10",  # site-local, deprecated (RFC 3879)
        ),
    )
)


def is_public(address: str) -> bool:
    """False also for what is no address."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return _is_public(mapped or ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip.version == net.version and ip in net for net in REFUSED)
