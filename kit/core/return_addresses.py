"""Addresses of pages to which a browser may be sent back: those of known origins, and no others."""

from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

LONGEST_URL: Final = 2_000


def may_return_to(url: str, origins: Collection[str]) -> bool:
    """Whether the origin (scheme, host, port) is one of `origins`, and nothing in it is hidden."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    return plain and len(url) <= LONGEST_URL and f"{parts.scheme}://{parts.netloc}" in origins


def origins_in(setting: str) -> tuple[str, ...]:
    """The origins of a setting, which commas separate."""
    return tuple(origin.strip() for origin in setting.split(",") if origin.strip())
