"""What stands at every door: tokens, the directory, idempotency and CORS."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from kit.core.errors import Forbidden, Unauthorised
from kit.http.access import Access
from kit.http.idempotency import IdempotencyStore
from kit.platform.settings import Settings, load
from kit.security.access_tokens import Principal, Verifier
from kit.security.staff_directory import Directory, Staff

ALLOWED_HEADERS = (
    "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Lookup-Key, Accept-Language"
)


class Authorizer:
    """The edge of a deployed service, made from its settings when first used."""

    @cached_property
    def verifier(self) -> Verifier:
        """Verifies tokens of the configured issuers."""
        return Verifier(load(Settings).issuers)

    @cached_property
    def directory(self) -> Directory:
        """Staff and agencies."""
        from kit import bootstrap

        return bootstrap.directory()

    @cached_property
    def once(self) -> IdempotencyStore:
        """Idempotency records."""
        from kit import bootstrap

        return bootstrap.once()

    @cached_property
    def origins(self) -> frozenset[str]:
        """The origins that browsers may call from; "*" (never in prod) means any."""
        return frozenset(filter(None, load(Settings).cors_origins.split(",")))

    def admit(
        self, access: Access, authorization: str, now: datetime, lookup_key: str = ""
    ) -> tuple[Principal | None, Staff | None]:
        """Who calls, if the door is open to them; raises Unauthorised or Forbidden.

        Nobody in particular where the door is public, or takes a look-up key and got that alone: a token always counts.
        """
        if not access.kinds or (access.or_key and lookup_key and not authorization):
            return None, None
        if not authorization:
            raise Unauthorised
        principal = self.verifier.principal(authorization, now)
        if principal.kind not in access.kinds:
            raise Forbidden
        if principal.kind != "staff":
            return principal, None
        staff = self.directory.staff(principal.sub)
        if staff is None or not access.admits(staff):
            raise Forbidden
        return principal, staff

    def cors(self, origin: str, *, preflight: bool = False) -> Mapping[str, str]:
        """The CORS headers for an origin on the list; none for others."""
        if not origin or not {origin, "*"} & self.origins:
            return {}
        headers = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": "ETag, Retry-After",
            "Vary": "Origin",
        }
        if preflight:
            headers |= {
                "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
                "Access-Control-Allow-Headers": ALLOWED_HEADERS,
                "Access-Control-Max-Age": "600",
            }
        return headers
