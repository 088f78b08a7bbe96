"""Access tokens that are their subjects' names."""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime

from kit.security.principal import Kind, Principal
from kit.security.token_claims import TokenExpired, TokenInvalid


@dataclass
class SubjectTokens:
    """The text after Bearer is the subject, who signed in this moment; "altered" and "expired" are
    nobody's.

    `officials` are the subjects whose tokens are staff's.
    """

    officials: Set[str] = field(default_factory=set)

    def principal(self, authorization: str, now: datetime) -> Principal:
        """Whose token it is."""
        sub = authorization.removeprefix("Bearer ")
        if sub == "altered":
            raise TokenInvalid
        if sub == "expired":
            raise TokenExpired
        kind: Kind = "staff" if sub in self.officials else "citizen"
        return Principal(sub, kind, auth_time=now.timestamp())

    def verified_claims(
        self,
        id_token: str,
        principal: Principal,
        now: datetime,  # noqa: ARG002
    ) -> Mapping[str, str]:
        """An ID token is `<subject>:<JSON of its claims>`."""
        sub, _, claims = id_token.partition(":")
        if sub != principal.sub:
            raise TokenInvalid
        verified: dict[str, str] = json.loads(claims)
        return verified
