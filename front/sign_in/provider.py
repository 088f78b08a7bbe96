"""An OpenID Connect provider as a confidential client sees it: discovery, tokens, revocation."""

import hmac
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode

from pydantic import ValidationError

from front.http_client import HttpClient, NoResponse, Request
from front.sign_in.pkce import challenge
from front.sign_in.provider_documents import Metadata, TokenSet
from front.sign_in.refused import SignInRefused
from front.sign_in.signed_in import Departure
from kit.core.errors import Unavailable
from kit.platform.settings import Issuer
from kit.security.access_tokens import Verifier
from kit.security.principal import Kind
from kit.security.token_claims import TokenExpired, TokenInvalid

DISCOVERY: Final = "/.well-known/openid-configuration"
DISCOVERED_FOR: Final = timedelta(hours=1)
SCOPE: Final = "openid"
CALL_SECONDS: Final = 6.0
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class ClientRegistration:
    """What the provider knows of us. `secret` reads the secret; `acr` is the level that we demand.

    `issuer` is the address below which its metadata lie.
    """

    kind: Kind
    issuer: str
    id: str
    secret: Callable[[], str] = field(repr=False)
    acr: str = ""


class Provider:
    """One provider; its metadata are read at the first sign-in, and again every hour."""

    def __init__(self, http: HttpClient, registration: ClientRegistration) -> None:
        self._http = http
        self._own = registration
        self._metadata: Metadata | None = None
        self._verifier: Verifier | None = None
        self._read_again_after: datetime | None = None

    def authorization_url(
        self,
        departure: Departure,
        return_to: str,
        language: str,
        now: datetime,
        *,
        anew: bool = False,
        level: str = "",
    ) -> str:
        """Where a visitor signs in, `anew` also who is signed in already, with an account of a
        `level` ("": that of the registration); raises NoResponse.
        """
        query = {
            "client_id": self._own.id,
            "redirect_uri": return_to,
            "response_type": "code",
            "scope": SCOPE,
            "state": departure.state,
            "nonce": departure.nonce,
            "code_challenge": challenge(departure.verifier),
            "code_challenge_method": "S256",
            "ui_locales": language,
        }
        acr = level or self._own.acr
        query |= {"acr_values": acr} if acr else {}
        query |= {"prompt": "login", "max_age": "0"} if anew else {}
        return _with_query(self.metadata(now).authorization_endpoint, query)

    def require_own_answer(self, answer: Mapping[str, str], departure: Departure) -> str:
        """The code of an answer to this departure; raises SignInRefused (RFC 6749, 4.1.2)."""
        metadata = self._metadata
        if not hmac.compare_digest(answer.get("state", "").encode(), departure.state.encode()):
            raise SignInRefused("state")
        named = answer.get("iss", self._own.issuer)
        must_name = metadata is not None and metadata.authorization_response_iss_parameter_supported
        if named != self._own.issuer or (must_name and "iss" not in answer):
            raise SignInRefused("iss")
        if "error" in answer or not answer.get("code"):
            raise SignInRefused("refused")
        return answer["code"]

    def redeem(
        self, code: str, departure: Departure, return_to: str, now: datetime
    ) -> tuple[TokenSet, Mapping[str, Any]]:
        """The tokens for a code, with the claims of the ID token; raises SignInRefused, NoResponse.

        The ID token is verified: signature, issuer, audience, times and nonce (OpenID Connect
        Core, 3.1.3.7).
        """
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_to,
            "code_verifier": departure.verifier,
        }
        tokens = self._tokens(form, now)
        try:
            claims = self._verified_by(now).sign_in_claims(tokens.id_token, departure.nonce, now)
        except (TokenInvalid, TokenExpired) as error:
            raise SignInRefused("id_token") from error
        except Unavailable as error:
            raise NoResponse from error
        return tokens, claims

    def renew(self, refresh_token: str, now: datetime) -> TokenSet:
        """New tokens; the refresh token may be another. Raises SignInRefused, NoResponse."""
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        return self._tokens(form, now)

    def revoke(self, refresh_token: str, now: datetime) -> None:
        """End a sign-in where the provider can (RFC 7009); raises NoResponse."""
        endpoint = self.metadata(now).revocation_endpoint
        if endpoint and refresh_token:
            self._post(endpoint, {"token": refresh_token, "token_type_hint": "refresh_token"})

    def end_session_url(self, return_to: str, now: datetime) -> str:
        """Where the visitor ends their session at the provider itself; "" where there is none."""
        endpoint = self.metadata(now).end_session_endpoint
        query = {"client_id": self._own.id, "post_logout_redirect_uri": return_to}
        return _with_query(endpoint, query) if endpoint else ""

    def metadata(self, now: datetime) -> Metadata:
        """What it publishes of itself; raises NoResponse."""
        due = self._read_again_after is None or now >= self._read_again_after
        if self._metadata is None or due:
            self._metadata = self._discovered()
            self._read_again_after = now + DISCOVERED_FOR
        return self._metadata

    def _discovered(self) -> Metadata:
        response = self._http.send(_request("GET", self._own.issuer + DISCOVERY))
        try:
            metadata = Metadata.model_validate_json(response.body)
        except ValidationError as error:
            raise NoResponse from error
        if metadata.issuer != self._own.issuer:  # OpenID Connect Discovery 1.0, 4.3
            raise NoResponse
        return metadata

    def _verified_by(self, now: datetime) -> Verifier:
        if self._verifier is None:
            keys = self.metadata(now).jwks_uri
            issuer = Issuer(
                kind=self._own.kind, issuer=self._own.issuer, audience=self._own.id, jwks=keys
            )
            self._verifier = Verifier([issuer], self._key_set)
        return self._verifier

    def _key_set(self, url: str) -> Mapping[str, Any]:
        try:
            keys = json.loads(self._http.send(_request("GET", url)).body)
        except (NoResponse, ValueError) as error:
            raise Unavailable from error
        return keys if isinstance(keys, dict) else {}

    def _tokens(self, form: Mapping[str, str], now: datetime) -> TokenSet:
        status, body = self._post(self.metadata(now).token_endpoint, form)
        if status != 200:
            raise SignInRefused("token")
        try:
            return TokenSet.model_validate_json(body)
        except ValidationError as error:
            raise NoResponse from error

    def _post(self, url: str, form: Mapping[str, str]) -> tuple[int, bytes]:
        pair = f"{quote(self._own.id, safe='')}:{quote(self._own.secret(), safe='')}"
        basic = {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
        request = _request("POST", url, {**FORM, **basic}, urlencode(form).encode())
        response = self._http.send(request)
        if response.status >= 500:
            raise NoResponse
        return response.status, response.body


def _request(
    method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> Request:
    return Request(method, url, headers or {}, body, lambda: CALL_SECONDS)


def _with_query(url: str, query: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"
