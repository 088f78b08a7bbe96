"""What both providers answer: codes, opaque tokens, for whom a token is, and whose account."""

import hmac
import secrets
import threading
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, Literal

import jwt

from local.doubles.issuer.clients import may_return_to
from local.doubles.national_account.accounts import HeldAccount, Realm, account

CLIENT: Final = "motcua-quangninh"
SECRET: Final = "national_local"  # noqa: S105 - no provider knows it
CODE_LIFETIME: Final = timedelta(seconds=60)
TOKEN_LIFETIME: Final = timedelta(minutes=15)
WITH_PROOF_KEY: Final = ("vneid",)
"""The provider that takes a proof key; the other one ignores it, as the national portal's does."""
Fault = Literal[
    "",
    "wrong_nonce",
    "other_client",
    "other_subject",
    "other_issuer",
    "ended_token",
    "other_kind",
    "no_userinfo",
]
FAULTS: Final[tuple[Fault, ...]] = (
    "",
    "wrong_nonce",
    "other_client",
    "other_subject",
    "other_issuer",
    "ended_token",
    "other_kind",
    "no_userinfo",
)
"""What may be wrong with the next sign-in: of a token that somebody put into an answer, or of a
provider that errs."""


class Refusal(Exception):
    """An error of RFC 6749 (4.1.2.1, 5.2), by its code."""


class OutOfOrder(Exception):
    """The provider does not answer."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A code or a token: who signed in, for which request, and what is wrong with it."""

    realm: Realm
    account: HeldAccount
    request: Mapping[str, str]
    at: datetime
    until: datetime
    fault: Fault = ""


@dataclass
class NationalSignOn:
    """Both providers, in memory. `fault` is what goes wrong with the next code."""

    fault: Fault = ""
    codes: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, Grant] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    ids_key: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def is_trusted(self, realm: Realm, query: Mapping[str, str]) -> bool:
        """Whether client and address of return are registered: else nobody is sent there."""
        back = query.get("redirect_uri", "")
        here = may_return_to(back, f"/identity/v1/callback/{realm}") or may_return_to(
            back, f"/v1/callback/{realm}"
        )
        return query.get("client_id") == CLIENT and here

    def code_for(
        self, realm: Realm, query: Mapping[str, str], username: str, now: datetime
    ) -> str | None:
        """A code for one use within a minute; None for a username that nobody has."""
        held = account(realm, username)
        if held is None:
            return None
        code = secrets.token_urlsafe(24)
        with self.lock:
            fault, self.fault = self.fault, ""
            self.codes[code] = Grant(realm, held, dict(query), now, now + CODE_LIFETIME, fault)
        return code

    def redeem(
        self, realm: Realm, form: Mapping[str, str], issuer: str, now: datetime
    ) -> dict[str, Any]:
        """The tokens for a code, which is good once; raises Refusal."""
        _require_client(form)
        with self.lock:
            grant = self.codes.pop(form.get("code", ""), None)
        if grant is None or grant.realm != realm or now >= grant.until:
            raise Refusal("invalid_grant")
        if form.get("redirect_uri") != grant.request.get("redirect_uri"):
            raise Refusal("invalid_grant")
        _require_proof(grant, form.get("code_verifier", ""))
        token = secrets.token_urlsafe(24)
        with self.lock:
            self.tokens[token] = replace(grant, until=now + TOKEN_LIFETIME)
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LIFETIME.total_seconds()),
            "id_token": self._id_token(grant, issuer, now),
            "scope": "openid",
        }

    def introspect(self, realm: Realm, form: Mapping[str, str], now: datetime) -> dict[str, Any]:
        """For whom a token is, and until when; raises Refusal."""
        _require_client(form)
        grant = self._token(realm, form.get("token", ""))
        if grant is None or now >= grant.until:
            return {"active": False}
        ends = now - timedelta(hours=1) if grant.fault == "ended_token" else grant.until
        client = "another-province" if grant.fault == "other_client" else CLIENT
        return {"active": True, "client_id": client, "exp": int(ends.timestamp())}

    def userinfo(self, realm: Realm, token: str, now: datetime) -> dict[str, Any]:
        """Whose account it is; raises Refusal, OutOfOrder."""
        grant = self._token(realm, token)
        if grant is None or now >= grant.until:
            raise Refusal("invalid_token")
        if grant.fault == "no_userinfo":
            raise OutOfOrder
        stated = dict(grant.account.userinfo)
        if grant.fault == "other_kind":
            stated["LoaiTaiKhoan"] = "2" if stated["LoaiTaiKhoan"] == "1" else "1"
        return stated

    def revoke(self, form: Mapping[str, str]) -> dict[str, Any]:
        """End a token; an unknown one changes nothing. Raises Refusal."""
        _require_client(form)
        with self.lock:
            self.tokens.pop(form.get("token", ""), None)
        return {}

    def _token(self, realm: Realm, token: str) -> Grant | None:
        grant = self.tokens.get(token)
        return grant if grant is not None and grant.realm == realm else None

    def _id_token(self, grant: Grant, issuer: str, now: datetime) -> str:
        """Of whom the provider signed in, with the nonce of the request."""
        nonce = grant.request.get("nonce", "")
        claims = {
            "iss": "https://elsewhere.example" if grant.fault == "other_issuer" else issuer,
            "aud": CLIENT,
            "sub": "another" if grant.fault == "other_subject" else grant.account.userinfo["sub"],
            "iat": now,
            "exp": now + TOKEN_LIFETIME,
            "auth_time": int(grant.at.timestamp()),
            "nonce": "another" if grant.fault == "wrong_nonce" else nonce,
        }
        return jwt.encode(claims, self.ids_key, algorithm="HS256")


def _require_client(form: Mapping[str, str]) -> None:
    secret = form.get("client_secret", "").encode()
    if form.get("client_id") != CLIENT or not hmac.compare_digest(secret, SECRET.encode()):
        raise Refusal("invalid_client")


def _require_proof(grant: Grant, verifier: str) -> None:
    if grant.realm not in WITH_PROOF_KEY:
        return
    digest = sha256(verifier.encode()).digest()
    proved = urlsafe_b64encode(digest).decode().rstrip("=")
    if not hmac.compare_digest(proved, grant.request.get("code_challenge", "")):
        raise Refusal("invalid_grant")
