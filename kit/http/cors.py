"""Cross-origin requests (fetch.spec.whatwg.org): which browsers' pages may call."""

from collections.abc import Mapping, Set

ALLOWED_HEADERS = (
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Lookup-Key, "
    "Accept-Language"
)


def cors_headers(origin: str, origins: Set[str], *, preflight: bool = False) -> Mapping[str, str]:
    """The headers for an origin on the list, none for others; "*" (never in prod) means any."""
    if not origin or not {origin, "*"} & origins:
        return {}
    headers = {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Expose-Headers": "ETag, Retry-After",
    }
    if preflight:
        headers |= {
            "Vary": "Origin",
            "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
            "Access-Control-Allow-Headers": ALLOWED_HEADERS,
            "Access-Control-Max-Age": "600",
        }
    return headers
