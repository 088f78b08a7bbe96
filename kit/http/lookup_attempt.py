"""The look-up attempt of a request; its rate limit is in `kit.security.lookup_rate_limit`."""

from kit.http.context import RequestContext
from kit.security.lookup_rate_limit import (
    CODE_LIMIT,
    LIMIT,
    NETWORK_LIMIT,
    WINDOW_SECONDS,
    DynamoFailedAttempts,
    FailedAttempts,
    LookupAttempt,
    LookupKeyRequired,
    LookupRateLimit,
    TooManyAttempts,
    prefix_of,
)
from kit.security.visitor_network import HEADER, Caller

__all__ = [
    "CODE_LIMIT",
    "LIMIT",
    "NETWORK_LIMIT",
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
    """Code, key, place and time of a request; raises LookupKeyRequired if it has no key."""
    if not request.lookup_key:
        raise LookupKeyRequired(field="X-Lookup-Key")
    caller = Caller(request.address, request.headers.get(HEADER.lower(), ""))
    return LookupAttempt(code, request.lookup_key, caller, request.now)
