"""Requests to sign in, their one-use codes, and the refresh tokens that follow from them."""

import hmac
import secrets
import threading
from base64 import urlsafe_b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from local.doubles.issuer.accounts import Account, Kind
from local.doubles.issuer.clients import CLIENTS, may_return_to

CODE_LIFETIME: Final = timedelta(seconds=60)
REFRESH_LIFETIME: Final = timedelta(hours=8)
CHALLENGE_LENGTH: Final = 43
GRACE: Final = timedelta(seconds=60)
"""How long a refresh token may be used again, by a second tab or a repeated request."""
MEMBERS: Final = (
    *("client_id", "redirect_uri", "state", "nonce", "code_challenge", "scope"),
    *("response_type", "code_challenge_method", "ui_locales", "prompt"),
)


class Refusal(Exception):
    """An error of RFC 6749 (4.1.2.1, 5.2), by its code."""


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """What a client asks; the members of OpenID Connect Core (3.1.2.1)."""

    members: Mapping[str, str]

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "AuthorizationRequest":
        """The members that count; the rest is ignored, as the standard wants it."""
        return cls({name: query[name] for name in MEMBERS if query.get(name)})

    def __getitem__(self, name: str) -> str:
        return self.members.get(name, "")

    def is_trusted(self, kind: Kind, origins: Collection[str] = ()) -> bool:
        """Whether client and address of return are registered: else nobody is sent there."""
        client = CLIENTS.get(self["client_id"])
        returns = may_return_to(self["redirect_uri"], origins=origins)
        return client is not None and client.kind == kind and returns

    @property
    def fault(self) -> str:
        """The error for the client; "" where there is none."""
        if self["response_type"] != "code":
            return "unsupported_response_type"
        if "openid" not in self["scope"].split():
            return "invalid_scope"
        has_challenge = len(self["code_challenge"]) == CHALLENGE_LENGTH
        is_hashed = self["code_challenge_method"] == "S256"
        return "" if has_challenge and is_hashed and self["state"] else "invalid_request"


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody's sign-in at a client: what tokens are made from. `until` is the code's end."""

    request: AuthorizationRequest
    account: Account
    at: datetime
    until: datetime
    family: str
    replaced_at: datetime | None = None


@dataclass
class Authorizations:
    """Grants by code and by refresh token, in memory; a family is one sign-in."""

    codes: dict[str, Grant] = field(default_factory=dict)
    refreshes: dict[str, Grant] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def code_for(self, request: AuthorizationRequest, account: Account, now: datetime) -> str:
        """A code for one use within a minute."""
        code = secrets.token_urlsafe(24)
        family = secrets.token_urlsafe(12)
        with self.lock:
            self.codes[code] = Grant(request, account, now, now + CODE_LIFETIME, family)
        return code

    def redeem(self, code: str, form: Mapping[str, str], client: str, now: datetime) -> Grant:
        """The grant of a code; raises Refusal. A code that comes twice ends what it gave."""
        with self.lock:
            grant = self.codes.get(code)
            if grant is None:
                raise Refusal("invalid_grant")
            if grant.family in self.ended or grant.replaced_at is not None:
                self.ended.add(grant.family)
                raise Refusal("invalid_grant")
            self.codes[code] = replace(grant, replaced_at=now)
        same = (grant.request["client_id"], grant.request["redirect_uri"]) == (
            client,
            form.get("redirect_uri", ""),
        )
        proved = hmac.compare_digest(
            challenge(form.get("code_verifier", "")), grant.request["code_challenge"]
        )
        if not (same and proved and now < grant.until):
            raise Refusal("invalid_grant")
        return grant

    def refresh_token(self, grant: Grant) -> str:
        """A new refresh token of the sign-in."""
        token = secrets.token_urlsafe(32)
        until = grant.at + REFRESH_LIFETIME
        with self.lock:
            self.refreshes[token] = replace(grant, until=until, replaced_at=None)
        return token

    def rotate(self, token: str, client: str, now: datetime) -> Grant:
        """The grant of a refresh token, which is replaced; raises Refusal.

        One that comes back after the grace ends the whole sign-in (RFC 9700, 4.14.2).
        """
        with self.lock:
            grant = self.refreshes.get(token)
            if grant is None or grant.request["client_id"] != client:
                raise Refusal("invalid_grant")
            replayed = grant.replaced_at is not None and now - grant.replaced_at > GRACE
            if replayed:
                self.ended.add(grant.family)
            if grant.family in self.ended or now >= grant.until:
                raise Refusal("invalid_grant")
            self.refreshes[token] = replace(grant, replaced_at=grant.replaced_at or now)
        return grant

    def revoke(self, token: str, client: str) -> None:
        """End the sign-in behind a refresh token (RFC 7009); an unknown one changes nothing."""
        with self.lock:
            grant = self.refreshes.get(token)
            if grant is not None and grant.request["client_id"] == client:
                self.ended.add(grant.family)


def challenge(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636, 4.2)."""
    digest = sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
