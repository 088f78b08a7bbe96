"""The public look-up: code and key, the same work and the same answer whether the code is unknown or the key wrong."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from kit import log
from kit.errors import Invalid, NotFound, TooMany
from status.keyhash import NOBODYS, fits, tries_hash
from status.shelf import Shelf, Shown

LIMIT: Final = 10
"""Wrong keys that one address prefix may try on one code in a window."""
WINDOW_SECONDS: Final = 3600
NOBODY: Final = Shown("", "", NOBODYS, 0)


class KeyNeeded(Invalid):
    """The request names no look-up key."""

    code = "lookup_key_required"
    vi = "Yêu cầu này cần mã tra cứu trong tiêu đề X-Lookup-Key."
    en = "This request needs the look-up key in the header X-Lookup-Key."


class TooManyTries(TooMany):
    """Too many wrong keys from this part of the network for this code."""

    code = "too_many_tries"
    vi = "Mã hồ sơ hoặc mã tra cứu không đúng quá nhiều lần. Xin vui lòng thử lại sau một giờ."
    en = "Too many wrong codes or keys. Please try again in an hour."


class Lookups:
    """Answers look-ups."""

    def __init__(self, shelf: Shelf, secret: Callable[[], str]) -> None:
        self._shelf = shelf
        self._secret = secret

    def look_up(self, code: str, key: str, address: str, now: datetime) -> Shown:
        """The view of a dossier; raises KeyNeeded, NotFound, TooManyTries."""
        if not key:
            raise KeyNeeded(field="X-Lookup-Key")
        secret, found = self._secret(), self._shelf.view(code)
        shown = found or NOBODY
        right = fits(secret, code, key, shown.lookup)
        if right and found and found.watched_until <= now.timestamp():
            return found
        return self._watched(code, secret, address, now, shown if right and found else None)

    def _watched(self, code: str, secret: str, address: str, now: datetime, right: Shown | None) -> Shown:
        window, rest = divmod(int(now.timestamp()), WINDOW_SECONDS)
        tries = tries_hash(secret, code, prefix_of(address), window)
        over = self._shelf.tries(tries) >= LIMIT
        if right and not over:
            return right
        ends = (window + 1) * WINDOW_SECONDS
        if self._shelf.count(tries, ends) >= LIMIT:
            self._shelf.watch(code, ends)
        log.metric("LookupRefused")
        if over:
            raise TooManyTries(retry_after=WINDOW_SECONDS - rest)
        raise NotFound


def prefix_of(address: str) -> str:
    """The part of an address that one household or office shares: /24 of IPv4, /56 of IPv6."""
    from ipaddress import ip_address, ip_network

    try:
        bits = 24 if ip_address(address).version == 4 else 56
    except ValueError:
        return ""
    return str(ip_network(f"{address}/{bits}", strict=False))
