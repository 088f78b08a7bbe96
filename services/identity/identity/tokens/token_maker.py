"""Tokens as clients get them: their claims, and the answer of the token route (RFC 6749, 5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from pydantic import Field

from identity.domain.issuer import Issuer
from identity.domain.sign_in import SignIn
from identity.domain.signing_key import TokenSigner
from identity.tokens.signed_token import signed_token
from kit.core.ids import new_ulid
from kit.core.model import Model

LIFETIME: Final = timedelta(minutes=15)
ACCESS_TOKEN: Final = "at+jwt"  # noqa: S105 - the type of RFC 9068, 2.1
CITIZENS: Final = "citizen"
INTEGRATORS: Final = "integrator"
"""The audiences of access tokens: the APIs, whichever client they are for."""


class TokensView(Model):
    """`expires_in` is in seconds; of the access token."""

    access_token: str = Field(repr=False)
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105
    expires_in: int = int(LIFETIME.total_seconds())
    scope: str
    refresh_token: str | None = Field(default=None, repr=False)
    id_token: str | None = Field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class TokenMaker:
    """Makes the tokens of an issuer."""

    issuer: Issuer
    signer: TokenSigner

    def access_token(self, sign_in: SignIn, at: datetime) -> str:
        """Of a person, without a fact about them."""
        own = _common(self.issuer.url, sign_in.subject, CITIZENS, at)
        claims = own | {
            "client_id": sign_in.client,
            "scope": "openid",
            "token_use": "access",
            "jti": new_ulid(at),
            **_assurance(sign_in),
        }
        return signed_token(claims, ACCESS_TOKEN, self.signer)

    def id_token(self, sign_in: SignIn, facts: Mapping[str, str], nonce: str, at: datetime) -> str:
        """For the client alone, with the verified facts (OpenID Connect Core 1.0, 2)."""
        own = _common(self.issuer.url, sign_in.subject, sign_in.client, at)
        repeated = {"nonce": nonce} if nonce else {}
        kind = {"token_use": "id", "account_kind": sign_in.kind}
        claims = {**facts, **own, **kind, **repeated, **_assurance(sign_in)}
        return signed_token(claims, "JWT", self.signer)

    def program_token(self, client: str, scopes: tuple[str, ...], at: datetime) -> str:
        """Of a partner's program, which is nobody."""
        own = _common(self.issuer.integrators, client, INTEGRATORS, at)
        claims = own | {
            "client_id": client,
            "scope": " ".join(scopes),
            "token_use": "access",
            "jti": new_ulid(at),
        }
        return signed_token(claims, ACCESS_TOKEN, self.signer)


def _common(issuer: str, subject: str, audience: str, at: datetime) -> dict[str, Any]:
    now = int(at.timestamp())
    times = {"iat": now, "exp": now + int(LIFETIME.total_seconds())}
    return {"iss": issuer, "sub": subject, "aud": audience, **times}


def _assurance(sign_in: SignIn) -> dict[str, Any]:
    """`acr` is the level of the account; `auth_time` is left out where nobody knows when its holder
    showed who they are.
    """
    shown = {"auth_time": int(sign_in.at.timestamp())} if sign_in.at else {}
    return {"acr": sign_in.level, **shown}
