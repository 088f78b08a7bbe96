"""The public look-up: code and key, the same work and the same answer whether the code is unknown or the key wrong."""

from collections.abc import Callable
from typing import Final

from kit.http.lookup_rate_limit import LookupAttempt, LookupRateLimit
from kit.security.lookup_key import DUMMY_HASH
from status.adapters.view_store import Shelf, Shown

NOBODY: Final = Shown("", "", DUMMY_HASH, 0)


class Lookups:
    """Answers look-ups."""

    def __init__(self, shelf: Shelf, secret: Callable[[], str]) -> None:
        self._shelf = shelf
        self._guard = LookupRateLimit(shelf, secret, shelf.watch)

    def look_up(self, knock: LookupAttempt) -> Shown:
        """The view of a dossier; raises NotFound, TooManyTries."""
        shown = self._shelf.view(knock.code) or NOBODY
        self._guard.check(knock, shown.lookup, watched_until=shown.watched_until)
        return shown
