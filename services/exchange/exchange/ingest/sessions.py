"""Sessions of the National Portal with us: by an account of a secret, until they end."""

import hmac
import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Final, NamedTuple

from exchange.domain.push_session import (
    LIFETIME,
    MOST_FAILURES,
    WINDOW,
    PushAccount,
    PushAccounts,
    PushSession,
    session_id,
)
from exchange.repository import ExchangeRepository
from kit.platform import log

TOKEN_BYTES: Final = 32
NO_PASSWORD: Final = "-" * 32


class LogInRefused(Exception):
    """The name or the password is wrong."""


class TooManyLogIns(Exception):
    """Too many wrong ones came from that address."""


class PushSessions(NamedTuple):
    """Bound to the table; the accounts are read from the secret for a log-in alone."""

    repository: ExchangeRepository
    accounts: Callable[[], PushAccounts]

    def log_in(self, username: str, password: str, address: str, *, at: datetime) -> str:
        """The token of a new session; raises LogInRefused, TooManyLogIns.

        The right password opens nothing either, once an address sent too many wrong ones: it is one
        machine of the portal's, whose configuration is wrong.
        """
        window = int(at.timestamp() // WINDOW.total_seconds())
        bucket = sha256(f"{address}|{window}".encode()).hexdigest()
        if self.repository.failed_log_ins(bucket) >= MOST_FAILURES:
            raise TooManyLogIns
        account = self._account(username, password)
        if account is None:
            ends = int((at + 2 * WINDOW).timestamp())
            self.repository.count_failed_log_in(bucket, ends)
            log.metric("NationalLogInRefused")
            raise LogInRefused
        token = secrets.token_urlsafe(TOKEN_BYTES)
        session = PushSession(id=session_id(token), unit=account.unit, expires=at + LIFETIME)
        self.repository.save_push_session(session, at)
        return token

    def session(self, token: str, *, at: datetime) -> PushSession | None:
        """The open session of a token; None for one that ended or never was."""
        session = self.repository.push_session(session_id(token)) if token else None
        return session if session and session.is_open(at) else None

    def _account(self, username: str, password: str) -> PushAccount | None:
        """A wrong name takes as long as a wrong password."""
        named = (each for each in self.accounts().accounts if each.username == username)
        account = next(named, None)
        expected = account.password if account else NO_PASSWORD
        is_right = hmac.compare_digest(expected.encode(), password.encode())
        return account if is_right else None
