"""The public look-up: the same work and error for an unknown code as for a wrong key."""

from collections.abc import Callable
from typing import Final, Protocol

from kit.security.lookup_key import DUMMY_HASH
from kit.security.lookup_rate_limit import FailedAttempts, LookupAttempt, LookupRateLimit
from status.domain.ports import ViewStore
from status.domain.public_view import PublicView

UNKNOWN: Final = PublicView("", "", DUMMY_HASH)
"""Checked in place of the view of an unknown code."""


class LookupStore(ViewStore, FailedAttempts, Protocol):
    """The views and the failed attempts, in one table."""


class Lookups:
    """The look-up over one store and secret of the keyed hashes."""

    def __init__(
        self,
        store: LookupStore,
        secret: Callable[[], str],
        visitor_secret: Callable[[], str] | None = None,
    ) -> None:
        """`visitor_secret` is that of the portal's proofs of networks."""
        self._store = store
        self._rate_limit = LookupRateLimit(store, secret, visitor_secret)

    def look_up(self, attempt: LookupAttempt) -> PublicView:
        """Raises NotFound, TooManyAttempts."""
        view = self._store.view(attempt.code) or UNKNOWN
        self._rate_limit.check(attempt, view.lookup_hash)
        return view
