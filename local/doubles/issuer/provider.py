"""What the provider answers: pages to sign in at, codes, and tokens for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from local.doubles.issuer import page
from local.doubles.issuer.accounts import Account, Kind, account, listed
from local.doubles.issuer.authorizations import (
    AuthorizationRequest,
    Authorizations,
    Grant,
    Refusal,
)
from local.doubles.issuer.clients import AFTER_SIGN_OUT, CLIENTS, authenticated, may_return_to
from local.doubles.issuer.one_time_codes import OneTimeCodes
from local.doubles.issuer.tokens import LIFETIME, access_token, id_token

SCOPES: Final = ["openid", "profile", "phone"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, or the address to go on to."""

    status: int
    page: str = ""
    location: str = ""


@dataclass
class Provider:
    """Both issuers of this machine, `<origin>/citizen` and `<origin>/staff`.

    `origins` are those of clients that are not on this machine.
    """

    key: rsa.RSAPrivateKey
    origins: tuple[str, ...] = ()
    grants: Authorizations = field(default_factory=Authorizations)

    def __post_init__(self) -> None:
        raw = self.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self.one_time_codes = OneTimeCodes(seed=raw)

    def discovery(self, issuer: str) -> dict[str, Any]:
        """OpenID Connect Discovery 1.0, 3."""
        return {
            "issuer": issuer,
            "jwks_uri": f"{issuer}/jwks.json",
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "revocation_endpoint": f"{issuer}/revoke",
            "end_session_endpoint": f"{issuer}/end",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "subject_types_supported": ["public"],
            "scopes_supported": SCOPES,
            "authorization_response_iss_parameter_supported": True,
            "ui_locales_supported": ["vi", "en"],
        }

    def begin(self, kind: Kind, issuer: str, query: Mapping[str, str]) -> Answer:
        """The page on which somebody chooses who signs in; a fault goes back to the client."""
        request = AuthorizationRequest.of(query)
        return self._refused(kind, issuer, request) or Answer(
            200, page.choose(kind, listed(kind), request.members)
        )

    def go_on(self, kind: Kind, issuer: str, form: Mapping[str, str], now: datetime) -> Answer:
        """The next page for the person that was chosen, or the way back with a code."""
        request = AuthorizationRequest.of(form)
        refused = self._refused(kind, issuer, request)
        if refused:
            return refused
        person = account(kind, form.get("username", ""))
        if person is None:
            return Answer(422, page.choose(kind, listed(kind), request.members, "username"))
        if kind == "staff" and not self._showed_second_factor(person, form, now):
            code = self.one_time_codes.current(person.username, now)
            fault = "digits" if "digits" in form else ""
            shown = page.second_factor(person, request.members, code, fault)
            return Answer(422 if fault else 200, shown)
        code = self.grants.code_for(request, person, now)
        return _back(request, {"code": code, "iss": issuer})

    def tokens(
        self, kind: Kind, issuer: str, authorization: str, form: Mapping[str, str], now: datetime
    ) -> dict[str, Any]:
        """Tokens for a code or a refresh token; raises Refusal."""
        client = authenticated(authorization, kind)
        if client is None:
            raise Refusal("invalid_client")
        match form.get("grant_type", ""):
            case "authorization_code":
                grant = self.grants.redeem(form.get("code", ""), form, client.id, now)
            case "refresh_token":
                grant = self.grants.rotate(form.get("refresh_token", ""), client.id, now)
            case _:
                raise Refusal("unsupported_grant_type")
        return self._tokens_of(grant, issuer, now)

    def revoke(self, kind: Kind, authorization: str, form: Mapping[str, str]) -> None:
        """End a sign-in; raises Refusal for an unknown client."""
        client = authenticated(authorization, kind)
        if client is None:
            raise Refusal("invalid_client")
        self.grants.revoke(form.get("token", ""), client.id)

    def end(self, query: Mapping[str, str]) -> Answer:
        """Back to the client after its sign-out, where its address is one of a client's."""
        url = query.get("post_logout_redirect_uri", "")
        if query.get("client_id", "") in CLIENTS and may_return_to(
            url, AFTER_SIGN_OUT, self.origins
        ):
            return Answer(303, location=url)
        return Answer(200, page.signed_out())

    def _refused(self, kind: Kind, issuer: str, request: AuthorizationRequest) -> Answer | None:
        if not request.is_trusted(kind, self.origins):
            return Answer(400, page.refused())
        fault = request.fault
        return _back(request, {"error": fault, "iss": issuer}) if fault else None

    def _showed_second_factor(
        self, person: Account, form: Mapping[str, str], now: datetime
    ) -> bool:
        digits = form.get("digits", "").replace(" ", "")
        return bool(digits) and self.one_time_codes.accepts(person.username, digits, now)

    def _tokens_of(self, grant: Grant, issuer: str, now: datetime) -> dict[str, Any]:
        person, client = grant.account, grant.request["client_id"]
        shared = {"auth_time": int(grant.at.timestamp()), "acr": person.acr}
        own = {"client_id": client, "scope": grant.request["scope"]}
        nonce = {"nonce": grant.request["nonce"]} if grant.request["nonce"] else {}
        own_claims = {**shared, **nonce, "aud": client}
        return {
            "access_token": access_token(self.key, issuer, person, now, more={**shared, **own}),
            "token_type": "Bearer",
            "expires_in": int(LIFETIME.total_seconds()),
            "refresh_token": self.grants.refresh_token(grant),
            "id_token": id_token(self.key, issuer, person, now, person.claims, own_claims),
            "scope": grant.request["scope"],
        }


def _back(request: AuthorizationRequest, members: Mapping[str, str]) -> Answer:
    query = urlencode({**members, "state": request["state"]})
    return Answer(303, location=f"{request['redirect_uri']}?{query}")
