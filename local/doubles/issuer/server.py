"""The provider over HTTP, on 127.0.0.1 only; tokens without a page are for the demo and tests."""

import json
from datetime import timedelta
from http.server import ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from local.cloud.clock import local_now
from local.cloud.settings import HOST
from local.doubles.connection import DoubleConnection
from local.doubles.issuer.accounts import KINDS, Kind
from local.doubles.issuer.authorizations import Refusal
from local.doubles.issuer.page import HEADERS
from local.doubles.issuer.provider import Answer, Provider
from local.doubles.issuer.tokens import LIFETIME, access_token, id_token, key_set, nameless

LARGEST_FORM = 65_536


class IssuerServer(ThreadingHTTPServer):
    """Both issuers behind one port."""

    daemon_threads = True

    def __init__(self, port: int, provider: Provider) -> None:
        super().__init__((HOST, port), Connection)
        self.provider = provider

    @property
    def origin(self) -> str:
        """The address of both."""
        return f"http://{HOST}:{self.server_port}"


class Connection(DoubleConnection):
    """`/{kind}/…`: discovery, keys, authorize, token, revoke, end."""

    @property
    def provider(self) -> Provider:
        """What answers."""
        return cast(IssuerServer, self.server).provider

    def get(self) -> None:
        """Discovery, keys, and the page to sign in at."""
        kind, rest, issuer = self._place()
        query = dict(parse_qsl(urlsplit(self.path).query))
        match rest:
            case "jwks.json" if kind:
                self.send_json(200, key_set(self.provider.key))
            case ".well-known/openid-configuration" if kind:
                self.send_json(200, self.provider.discovery(issuer))
            case "authorize" if kind:
                self._send(self.provider.begin(kind, issuer, query))
            case "end" if kind:
                self._send(self.provider.end(query))
            case _:
                self.send_json(200 if self.path == "/healthz" else 404, {})

    def post(self) -> None:
        """The next page, tokens, and the end of a sign-in."""
        kind, rest, issuer = self._place()
        form = dict(parse_qsl(self.read_body(LARGEST_FORM).decode(), keep_blank_values=True))
        authorization = self.headers.get("Authorization", "")
        try:
            match rest:
                case "authorize" if kind:
                    self._send(self.provider.go_on(kind, issuer, form, local_now()))
                case "token" if kind and "grant_type" not in form:
                    self._send_tokens(kind, issuer, form)
                case "token" if kind:
                    tokens = self.provider.tokens(kind, issuer, authorization, form, local_now())
                    self.send_json(200, tokens, {"Cache-Control": "no-store"})
                case "revoke" if kind:
                    self.provider.revoke(kind, authorization, form)
                    self.send_json(200, {})
                case _:
                    self.send_json(404, {})
        except Refusal as refusal:
            code = str(refusal)
            self.send_json(401 if code == "invalid_client" else 400, {"error": code})

    def _place(self) -> tuple[Kind | None, str, str]:
        """(kind, the path below it, the issuer)."""
        first, _, rest = urlsplit(self.path).path.strip("/").partition("/")
        kind = next((each for each in KINDS if each == first), None)
        return kind, rest, f"{cast(IssuerServer, self.server).origin}/{first}"

    def _send_tokens(self, kind: Kind, issuer: str, form: dict[str, str]) -> None:
        """A token for a username, for `seconds` (15 minutes at most), without a page.

        With `claims` (a JSON object of texts) also an ID token that has them.
        """
        username = form.get("username", "")
        seconds = form.get("seconds") or str(int(LIFETIME.total_seconds()))
        claims = _claims(form.get("claims") or "{}")
        if claims is None or not username or not seconds.isdecimal():
            self.send_json(400, {"error": "invalid_request"})
            return
        person, key, now = nameless(kind, username), self.provider.key, local_now()
        lifetime = min(timedelta(seconds=int(seconds)), LIFETIME)
        answer = {
            "access_token": access_token(key, issuer, person, now, lifetime),
            "token_type": "Bearer",
            "expires_in": int(lifetime.total_seconds()),
        }
        if claims:
            answer["id_token"] = id_token(key, issuer, person, now, claims)
        self.send_json(200, answer)

    def _send(self, answer: Answer) -> None:
        further = {"Location": answer.location} if answer.location else {}
        self.send_content(answer.status, answer.page.encode(), {**HEADERS, **further})


def _claims(text: str) -> dict[str, Any] | None:
    """The claims of a request; None where they are not an object of texts."""
    try:
        claims = json.loads(text)
    except ValueError:
        return None
    is_object = isinstance(claims, dict) and all(isinstance(v, str) for v in claims.values())
    return claims if is_object else None
