"""The second factor of officials: six digits that change every 30 seconds (TOTP, RFC 6238)."""

import hmac
import threading
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP_SECONDS: Final = 30


@dataclass
class OneTimeCodes:
    """`seed` makes each official's secret; a code counts once (RFC 6238, 5.2)."""

    seed: bytes
    used: set[tuple[str, int]] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self, username: str, now: datetime) -> str:
        """What the app on the official's phone shows; here the page shows it."""
        return self._generator(username).generate(int(now.timestamp())).decode()

    def accepts(self, username: str, digits: str, now: datetime) -> bool:
        """Whether it is the code of this half minute or of the one before, and new."""
        moment = int(now.timestamp())
        for at in (moment, moment - STEP_SECONDS):
            if self._fits(username, digits, at):
                use = (username, at // STEP_SECONDS)
                with self.lock:
                    is_new = use not in self.used
                    self.used.add(use)
                return is_new
        return False

    def _fits(self, username: str, digits: str, at: int) -> bool:
        try:
            self._generator(username).verify(digits.encode(), at)
        except InvalidToken:
            return False
        return True

    def _generator(self, username: str) -> TOTP:
        secret = hmac.digest(self.seed, username.encode(), sha256)[:20]
        return TOTP(secret, 6, SHA1(), STEP_SECONDS)  # noqa: S303 - as every app has it
