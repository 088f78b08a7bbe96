"""The national providers of accounts over HTTP, in the dialect of the national single sign-on.

Bearer tokens are opaque there; a form carries the client's secret; userinfo is a POST
(VietOpenCPS/opencps-v2, DVCQGSSOActionImpl). Each request is made once: a code is good for one.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from identity.domain.account_provider import (
    AccountProvider,
    CodeRedemption,
    ProviderRefused,
    ProviderTokens,
    ProviderUnavailable,
)

SECONDS: Final = 5
"""For each step of a connection; a sign-in makes four requests within the gateway's 29 seconds."""
LARGEST: Final = 64 * 1024
FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class HttpAccountProviders:
    """`secret` has our secret at a provider, by the provider's id."""

    secret: Callable[[str], str] = field(repr=False)

    def redeem(self, provider: AccountProvider, redemption: CodeRedemption) -> ProviderTokens:
        proof = {"code_verifier": redemption.verifier} if redemption.verifier else {}
        form = {
            "grant_type": "authorization_code",
            "code": redemption.code,
            "redirect_uri": redemption.redirect_uri,
            **proof,
        }
        answer = _post(provider.token_endpoint, form | self._credentials(provider))
        access, id_token = answer.get("access_token"), answer.get("id_token", "")
        if not isinstance(access, str) or not access or not isinstance(id_token, str):
            raise ProviderUnavailable("token")
        return ProviderTokens(access, id_token)

    def introspect(self, provider: AccountProvider, token: str) -> Mapping[str, object]:
        form = {"token": token, "state": "0"} | self._credentials(provider)
        return _post(provider.introspection_endpoint, form)

    def userinfo(self, provider: AccountProvider, token: str) -> Mapping[str, object]:
        return _post(provider.userinfo_endpoint, {}, {"Authorization": f"Bearer {token}"})

    def revoke(self, provider: AccountProvider, token: str) -> None:
        if provider.revocation_endpoint:
            form = {"token": token, "token_type_hint": "access_token"}
            _request(provider.revocation_endpoint, form | self._credentials(provider), {})

    def _credentials(self, provider: AccountProvider) -> dict[str, str]:
        return {"client_id": provider.client_id, "client_secret": self.secret(provider.id)}


def _post(
    url: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The JSON object of an answer; raises ProviderRefused, ProviderUnavailable."""
    try:
        answer = json.loads(_request(url, form, headers or {}))
    except (ValueError, RecursionError):
        raise ProviderUnavailable("form") from None
    if not isinstance(answer, dict):
        raise ProviderUnavailable("form")
    if answer.get("error"):
        raise ProviderRefused("error")  # some refuse with a status of success
    return answer


def _request(url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> bytes:
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    sent = {"Content-Type": FORM, "Accept": "application/json", **headers}
    try:
        connection.request("POST", path, urlencode(form).encode(), sent)
        response = connection.getresponse()
        content = response.read(LARGEST + 1)
    except (OSError, HTTPException):
        raise ProviderUnavailable("connection") from None
    finally:
        connection.close()
    if 400 <= response.status < 500 and response.status not in (408, 429):
        raise ProviderRefused(str(response.status))
    if response.status != 200 or len(content) > LARGEST:
        raise ProviderUnavailable(str(response.status))
    return content
