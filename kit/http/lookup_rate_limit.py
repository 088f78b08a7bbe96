"""The look-up attempt of a request; its rate limit is in `kit.security.lookup_rate_limit`."""

from kit.http.context import RequestContext
from kit.security.lookup_rate_limit import (
    LIMIT,
    WINDOW_SECONDS,
    DynamoFailedAttempts,
    FailedAttempts,
    LookupAttempt,
    LookupKeyRequired,
    LookupRateLimit,
    TooManyAttempts,
    prefix_of,
)

__all__ = [
    "LIMIT",
    "WINDOW_SECONDS",
    "DynamoFailedAttempts",
    "FailedAttempts",
    "LookupAttempt",
    "LookupKeyRequired",
    "LookupRateLimit",
    "TooManyAttempts",
    "lookup_attempt",
    "prefix_of",
]


def lookup_attempt(request: RequestContext, code: str) -> LookupAttempt:
    """Code, key, address and time of a request; raises LookupKeyRequired if it has no key."""
    if not request.lookup_key:
        raise LookupKeyRequired(field="X-Lookup-Key")
    return LookupAttempt(code, request.lookup_key, request.address, request.now)
