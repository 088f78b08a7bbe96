"""A citizen's sign-in by services/identity and the double of the national account, without a
browser: the same requests, one after another.
"""

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from secrets import token_urlsafe
from typing import Final
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests

from kit.platform.loopback import loopback
from local.cloud.settings import PORTAL_NAME, cloud_port
from local.demo.deployment import Deployment
from local.doubles.issuer.clients import CALLBACK, CLIENTS

SECONDS: Final = 30


@dataclass
class NationalSignIn:
    """A browser of its own for each sign-in; `cookies` are those of identity's host."""

    deployment: Deployment
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def back(self) -> str:
        """Where the portal takes answers."""
        return f"http://{PORTAL_NAME}:{cloud_port()}{CALLBACK}"

    def tokens(self, username: str, provider: str = "vneid") -> dict[str, str]:
        """Access, ID and refresh token of a citizen who has an account there."""
        verifier = token_urlsafe(48)
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
        query = {
            "client_id": "portal",
            "redirect_uri": self.back,
            "response_type": "code",
            "scope": "openid",
            "state": token_urlsafe(24),
            "nonce": token_urlsafe(24),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "idp": provider,
        }
        page = self.next_address(f"{self.deployment.url('identity')}/start", query)
        answer = self.next_address(at_provider(page, username))
        code = dict(parse_qsl(urlsplit(answer).query))["code"]
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": verifier,
        }
        return self._post("token", form)

    def sign_out(self, refresh_token: str) -> None:
        """The sign-in of a refresh token ends."""
        self._post("revoke", {"token": refresh_token})

    def _post(self, path: str, form: dict[str, str]) -> dict[str, str]:
        """A form of the portal with its secret."""
        url, host = loopback(f"{self.deployment.url('identity')}/{path}")
        response = requests.post(
            url,
            data=form,
            auth=("portal", CLIENTS["portal"].secret),
            headers=dict(host),
            timeout=SECONDS,
        )
        response.raise_for_status()
        answer: dict[str, str] = response.json()
        return answer

    def next_address(self, url: str, query: dict[str, str] | None = None) -> str:
        """Where identity sends the browser on to; its cookies are kept."""
        here, host = loopback(url)
        header = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        response = requests.get(
            here,
            params=query,
            headers={**host, "Cookie": header},
            timeout=SECONDS,
            allow_redirects=False,
        )
        assert response.status_code == 303, response.text
        name, _, value = response.headers.get("Set-Cookie", "").partition(";")[0].partition("=")
        if name:
            self.cookies[name] = value
        return response.headers["Location"]


def at_provider(page: str, username: str) -> str:
    """The form of the double's page, sent for somebody; where the answer goes."""
    shown = requests.get(page, timeout=SECONDS)
    shown.raise_for_status()
    form = re.search(r'<form method="post" action="([^"]+)">(.*?)</form>', shown.text, re.S)
    assert form, shown.text[:500]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[2])
    fields = {name: unescape(value) for name, value in pairs} | {"username": username}
    answer = requests.post(
        urljoin(page, form[1]), data=fields, timeout=SECONDS, allow_redirects=False
    )
    assert answer.status_code == 303, answer.text[:500]
    return answer.headers["Location"]
