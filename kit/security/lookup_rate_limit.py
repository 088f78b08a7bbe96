"""An end to guessing look-up keys: the same work and answer for an unknown code as for a wrong key,
and not often.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from kit.core.errors import Invalid, NotFound, TooManyRequests
from kit.persistence.items import STATE
from kit.platform import log
from kit.security.lookup_key import DUMMY_HASH, attempt_bucket, verify_key

LIMIT: Final = 10
"""Wrong keys that one address prefix may try on one code in a window."""
WINDOW_SECONDS: Final = 3600
ALWAYS: Final = 2**53
"""A moment (epoch seconds) that no look-up comes after."""


class LookupKeyRequired(Invalid):
    """The request names no look-up key."""

    code = "lookup_key_required"
    vi = "Yêu cầu này cần mã tra cứu trong tiêu đề X-Lookup-Key."
    en = "This request needs the look-up key in the header X-Lookup-Key."


class TooManyAttempts(TooManyRequests):
    """Too many wrong keys from this part of the network for this code."""

    code = "too_many_attempts"
    vi = "Mã số hoặc mã tra cứu không đúng quá nhiều lần. Xin vui lòng thử lại sau một giờ."
    en = "Too many wrong codes or keys. Please try again in an hour."


class FailedAttempts(Protocol):
    """Where wrong tries are counted, each under a hash that tells nothing of who tried."""

    def attempts(self, bucket: str) -> int:
        """How often a wrong key was tried."""
        ...

    def count(self, bucket: str, expires: int) -> int:
        """Count a wrong key until `expires` (epoch seconds); returns the count."""
        ...


class DynamoFailedAttempts:
    """`FailedAttempts` in a service's table, as items `TRIES#<hash>` that go by themselves."""

    def __init__(self, table: str, client: Any) -> None:
        self._table = table
        self._client = client

    def attempts(self, bucket: str) -> int:
        """How often a wrong key was tried; eventually consistent."""
        item = self._client.get_item(TableName=self._table, Key=_key(bucket)).get("Item")
        return int(item["n"]["N"]) if item else 0

    def count(self, bucket: str, expires: int) -> int:
        """Count a wrong key until `expires` (epoch seconds); returns the count."""
        got = self._client.update_item(
            TableName=self._table,
            Key=_key(bucket),
            UpdateExpression="ADD n :one SET #ttl = :ttl",
            ExpressionAttributeNames={"#ttl": "ttl"},
            ExpressionAttributeValues={":one": {"N": "1"}, ":ttl": {"N": str(expires)}},
            ReturnValues="UPDATED_NEW",
        )
        return int(got["Attributes"]["n"]["N"])


@dataclass(frozen=True, slots=True)
class LookupAttempt:
    """Somebody names a code and a look-up key as they typed it, from a network address, at a
    moment.
    """

    code: str
    key: str = field(repr=False)
    address: str = field(repr=False)
    at: datetime


class LookupRateLimit:
    """Lets in who has the look-up key. `secret`: the text of the keyed hashes' secret
    (`kit.security.lookup_key`).

    `watch` is told (code, epoch seconds) when too many wrong keys were tried: who keeps that beside
    the hash need not ask for the count at each right key.
    """

    def __init__(
        self,
        attempts: FailedAttempts,
        secret: Callable[[], str],
        watch: Callable[[str, int], None] | None = None,
    ) -> None:
        self._attempts = attempts
        self._secret = secret
        self._watch = watch

    def check(
        self, lookup_attempt: LookupAttempt, stored_hash: str | None, *, watched_until: int = ALWAYS
    ) -> None:
        """Whether the key is the one that was hashed (`stored_hash`; None: the code is unknown).

        Past `watched_until` (epoch seconds) a right key is taken without asking for the count of
        wrong ones. Raises NotFound, TooManyAttempts.
        """
        secret = self._secret()
        right = (
            verify_key(secret, lookup_attempt.code, lookup_attempt.key, stored_hash or DUMMY_HASH)
            and stored_hash is not None
        )
        if right and watched_until <= lookup_attempt.at.timestamp():
            return
        self._counted(lookup_attempt, secret, right=right)

    def _counted(self, lookup_attempt: LookupAttempt, secret: str, *, right: bool) -> None:
        window, rest = divmod(int(lookup_attempt.at.timestamp()), WINDOW_SECONDS)
        bucket = attempt_bucket(
            secret, lookup_attempt.code, prefix_of(lookup_attempt.address), window
        )
        over = self._attempts.attempts(bucket) >= LIMIT
        if right and not over:
            return
        ends = (window + 1) * WINDOW_SECONDS
        if self._attempts.count(bucket, ends) >= LIMIT and self._watch:
            self._watch(lookup_attempt.code, ends)
        log.metric("LookupRefused")
        if over:
            raise TooManyAttempts(retry_after=WINDOW_SECONDS - rest)
        raise NotFound


def prefix_of(address: str) -> str:
    """The part of an address that one household or office shares: /24 of IPv4, /56 of IPv6."""
    from ipaddress import ip_address, ip_network

    try:
        bits = 24 if ip_address(address).version == 4 else 56
    except ValueError:
        return ""
    return str(ip_network(f"{address}/{bits}", strict=False))


def _key(bucket: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": f"TRIES#{bucket}"}, "sk": {"S": STATE}}
