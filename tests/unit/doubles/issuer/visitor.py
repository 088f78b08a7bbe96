"""Somebody at the provider's pages, without a browser, and the client that sent them."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from local.doubles.issuer.accounts import Kind
from local.doubles.issuer.authorizations import challenge
from local.doubles.issuer.clients import CLIENTS
from local.doubles.issuer.provider import Answer, Provider

ORIGIN = "http://127.0.0.1:4571"
BACK = "http://portal.test.localhost:4566/vao/xong"
VERIFIER = "a verifier that only the client of this test has"
NOW = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
Fields = dict[str, str]


@cache
def key() -> rsa.RSAPrivateKey:
    """One key for all tests: making it is slow."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Visitor:
    """`now` moves when a test says so."""

    kind: Kind = "citizen"
    provider: Provider = field(default_factory=lambda: Provider(key()))
    now: datetime = NOW

    @property
    def issuer(self) -> str:
        return f"{ORIGIN}/{self.kind}"

    @property
    def client(self) -> str:
        return "portal" if self.kind == "citizen" else "desk"

    def later(self, **delta: int) -> None:
        self.now += timedelta(**delta)

    def request(self, **changes: str) -> Fields:
        """The query with which a client begins."""
        query = {
            "client_id": self.client,
            "redirect_uri": BACK,
            "response_type": "code",
            "scope": "openid",
            "state": "st",
            "nonce": "no",
            "code_challenge": challenge(VERIFIER),
            "code_challenge_method": "S256",
        }
        return query | changes

    def open(self, **changes: str) -> Answer:
        """The first page."""
        return self.provider.begin(self.kind, self.issuer, self.request(**changes))

    def submit(self, page: Answer, **fields: str) -> Answer:
        """A form of the page with its hidden fields."""
        form = hidden(page.page) | fields
        return self.provider.go_on(self.kind, self.issuer, form, self.now)

    def code(self, username: str) -> str:
        """The code of a whole sign-in."""
        answer = self.submit(self.open(), username=username)
        if self.kind == "staff":
            answer = self.submit(answer, username=username, digits=shown_digits(answer))
        return returned(answer)["code"]

    def redeem(self, code: str, **changes: str) -> Fields:
        """The tokens for a code; raises Refusal."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
        return self.send(form | {"code_verifier": VERIFIER} | changes)

    def refresh(self, token: str) -> Fields:
        return self.send({"grant_type": "refresh_token", "refresh_token": token})

    def send(self, form: Fields, secret: str | None = None) -> Fields:
        """A request of the client to the token endpoint; raises Refusal."""
        return self.provider.tokens(
            self.kind, self.issuer, self.authorization(secret), form, self.now
        )

    def authorization(self, secret: str | None = None) -> str:
        own = CLIENTS[self.client].secret if secret is None else secret
        return "Basic " + b64encode(f"{self.client}:{own}".encode()).decode()

    def claims(self, token: str, audience: str) -> dict[str, object]:
        """Those of a token with a right signature."""
        options: dict[str, bool] = {"verify_exp": False, "verify_iat": False}
        decoded: dict[str, object] = jwt.decode(
            token,
            key().public_key(),
            algorithms=["RS256"],
            audience=audience,
            options=options,  # type: ignore[arg-type]
        )
        return decoded


def hidden(page: str) -> Fields:
    """The hidden fields of the page's last form."""
    form = page.rpartition("<form")[2]
    pairs = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in pairs}


def shown_digits(page: Answer) -> str:
    """What the page shows in the place of a phone."""
    shown = re.search(r'class="code">(\d{6})<', page.page)
    assert shown is not None
    return shown[1]


def returned(answer: Answer) -> Fields:
    """What the client gets by the browser."""
    assert answer.status == 303
    assert answer.location.startswith(BACK)
    return dict(parse_qsl(urlsplit(answer.location).query))
