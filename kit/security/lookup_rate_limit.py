"""An end to guessing look-up keys: the same work and answer for an unknown code as for a wrong key,
and not often.

The right key always opens: a limit that refused it too would let a stranger close dossiers to
their owners, and 45 bits need no such help (decision 0023).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from kit.core.errors import Invalid, NotFound, TooManyRequests
from kit.persistence.dynamodb import call
from kit.persistence.items import STATE
from kit.persistence.retries import Retries
from kit.platform import log
from kit.security.lookup_key import DUMMY_HASH, attempt_bucket, verify_key
from kit.security.visitor_network import Caller, prefix_of

__all__ = ["prefix_of"]
LIMIT: Final = 10
"""Wrong keys that one network may try on one code in a window."""
NETWORK_LIMIT: Final = 60
"""Wrong keys that one network may try on all codes together in a window."""
CODE_LIMIT: Final = 100
"""Wrong keys that all networks together may try on one code in a window."""
WINDOW_SECONDS: Final = 3600


class LookupKeyRequired(Invalid):
    """The request names no look-up key."""

    code = "lookup_key_required"
    vi = "Yêu cầu này cần mã tra cứu trong tiêu đề X-Lookup-Key."
    en = "This request needs the look-up key in the header X-Lookup-Key."


class TooManyAttempts(TooManyRequests):
    """Too many wrong keys: of this network for this code or for all, or of all for this code."""

    code = "too_many_attempts"
    vi = (
        "Mã hồ sơ hoặc mã tra cứu không đúng quá nhiều lần. Vui lòng kiểm tra lại cả hai mã: mã "
        "đúng vẫn dùng được ngay."
    )
    en = (
        "A wrong code or key was entered too many times. Please check both: the right ones work "
        "at once."
    )


class FailedAttempts(Protocol):
    """Where wrong tries are counted, each under a hash that tells nothing of who tried."""

    def count(self, bucket: str, expires: int) -> int:
        """Count a wrong key until `expires` (epoch seconds); returns the count."""
        ...


class DynamoFailedAttempts:
    """`FailedAttempts` in a service's table, as items `TRIES#<hash>` that go by themselves."""

    def __init__(self, table: str, client: Any, retries: Retries | None = None) -> None:
        self._table = table
        self._client = client
        self._retries = retries or Retries()

    def count(self, bucket: str, expires: int) -> int:
        """Count a wrong key until `expires` (epoch seconds); returns the count.

        A repeat after a lost answer may count twice.
        """
        got = self._retries.run(
            lambda: call(
                lambda: self._client.update_item(
                    TableName=self._table,
                    Key={"pk": {"S": f"TRIES#{bucket}"}, "sk": {"S": STATE}},
                    UpdateExpression="ADD n :one SET #ttl = :ttl",
                    ExpressionAttributeNames={"#ttl": "ttl"},
                    ExpressionAttributeValues={":one": {"N": "1"}, ":ttl": {"N": str(expires)}},
                    ReturnValues="UPDATED_NEW",
                )
            )
        )
        return int(got["Attributes"]["n"]["N"])


@dataclass(frozen=True, slots=True)
class LookupAttempt:
    """Somebody names a code and a look-up key as they typed it, from a place, at a moment."""

    code: str
    key: str = field(repr=False)
    caller: Caller
    at: datetime


class LookupRateLimit:
    """Lets in who has the look-up key, and counts wrong ones.

    `secret`: the text of the keyed hashes' secret (`kit.security.lookup_key`). `visitor_secret`:
    that of the portal's proofs; None: nobody's proof is believed.
    """

    def __init__(
        self,
        attempts: FailedAttempts,
        secret: Callable[[], str],
        visitor_secret: Callable[[], str] | None = None,
    ) -> None:
        self._attempts = attempts
        self._secret = secret
        self._visitor_secret = visitor_secret

    def check(self, attempt: LookupAttempt, stored_hash: str | None) -> None:
        """Whether the key is the one that was hashed (`stored_hash`; None: the code is unknown).

        Raises NotFound, TooManyAttempts; SecretUnusable before anything is compared.
        """
        secret = self._secret()
        right = verify_key(secret, attempt.code, attempt.key, stored_hash or DUMMY_HASH)
        if right and stored_hash is not None:
            return
        self._refuse(attempt, secret)

    def _refuse(self, attempt: LookupAttempt, secret: str) -> None:
        window, rest = divmod(int(attempt.at.timestamp()), WINDOW_SECONDS)
        ends = (window + 1) * WINDOW_SECONDS
        network = attempt.caller.network(self._visitor_secret, attempt.at)
        limits = {
            f"{network}|{attempt.code}": LIMIT,
            network: NETWORK_LIMIT,
            f"|{attempt.code}": CODE_LIMIT,
        }
        over = [
            self._attempts.count(attempt_bucket(secret, place, window), ends) - limit
            for place, limit in limits.items()
        ]
        log.metric("LookupRefused")
        if over[-1] == 1:
            log.metric("LookupCodeGuessed")
        if max(over) > 0:
            raise TooManyAttempts(retry_after=WINDOW_SECONDS - rest)
        raise NotFound
