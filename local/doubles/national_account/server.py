"""Both providers over HTTP, on 127.0.0.1 only."""

import json
from collections.abc import Callable, Mapping
from http.server import ThreadingHTTPServer
from typing import Any, Final, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from local.cloud.clock import local_now
from local.cloud.settings import HOST
from local.doubles.connection import DoubleConnection
from local.doubles.issuer.page import HEADERS
from local.doubles.national_account import page
from local.doubles.national_account.accounts import REALMS, Realm, listed
from local.doubles.national_account.provider import (
    FAULTS,
    NationalSignOn,
    OutOfOrder,
    Refusal,
)

LARGEST_FORM: Final = 65_536
CHOICES: Final = ("username", "cancel")


class NationalAccountServer(ThreadingHTTPServer):
    """Both providers behind one port, each below its name."""

    daemon_threads = True

    def __init__(self, port: int, sign_on: NationalSignOn) -> None:
        super().__init__((HOST, port), Connection)
        self.sign_on = sign_on

    @property
    def origin(self) -> str:
        """The address of both."""
        return f"http://{HOST}:{self.server_port}"


class Connection(DoubleConnection):
    """`/{realm}/oauth2/authorize`, `token`, `userinfo`, `introspect`, `revoke`; the sign-out."""

    @property
    def sign_on(self) -> NationalSignOn:
        """What answers."""
        return cast(NationalAccountServer, self.server).sign_on

    def get(self) -> None:
        """The page to sign in at, and the way back from a sign-out."""
        realm, rest = self._place()
        query = dict(parse_qsl(urlsplit(self.path).query))
        if realm and rest == "oauth2/authorize":
            self._send_choice(realm, query)
        elif realm and rest == "oidc/logout":
            self._go(query.get("post_logout_redirect_uri", "/healthz"))
        else:
            self.send_json(200 if self.path == "/healthz" else 404, {})

    def post(self) -> None:
        """A choice, tokens, and what is said of them; `/_double/next` sets a fault."""
        realm, rest = self._place()
        raw = self.read_body(LARGEST_FORM).decode()
        if self.path == "/_double/next":
            self._set_fault(json.loads(raw))
            return
        form = dict(parse_qsl(raw, keep_blank_values=True))
        try:
            self._answer(realm, rest, form)
        except Refusal as refusal:
            code = str(refusal)
            is_refused = code in ("invalid_client", "invalid_token")
            self.send_json(401 if is_refused else 400, {"error": code})
        except OutOfOrder:
            self.send_json(500, {})

    def _answer(self, realm: Realm | None, rest: str, form: Mapping[str, str]) -> None:
        if realm is None:
            self.send_json(404, {})
            return
        now, issuer = local_now(), f"{cast(NationalAccountServer, self.server).origin}/{realm}"
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        answers: dict[str, Callable[[], dict[str, Any]]] = {
            "oauth2/token": lambda: self.sign_on.redeem(realm, form, issuer, now),
            "oauth2/introspect": lambda: self.sign_on.introspect(realm, form, now),
            "oauth2/userinfo": lambda: self.sign_on.userinfo(realm, token, now),
            "oauth2/revoke": lambda: self.sign_on.revoke(form),
        }
        if rest == "oauth2/authorize":
            self._choose(realm, form)
        elif rest in answers:
            self.send_json(200, answers[rest](), {"Cache-Control": "no-store"})
        else:
            self.send_json(404, {})

    def _choose(self, realm: Realm, form: Mapping[str, str]) -> None:
        query = {name: value for name, value in form.items() if name not in CHOICES}
        if not self.sign_on.is_trusted(realm, query):
            self._send_page(400, page.refused())
            return
        members = {"error": "access_denied"}
        if "cancel" not in form:
            code = self.sign_on.code_for(realm, query, form.get("username", ""), local_now())
            if code is None:
                self._send_choice(realm, query, unknown=True)
                return
            members = {"code": code, "session_state": "0"}
        state = {"state": query.get("state", "")}
        self._go(f"{query['redirect_uri']}?{urlencode({**members, **state})}")

    def _send_choice(
        self, realm: Realm, query: Mapping[str, str], *, unknown: bool = False
    ) -> None:
        if not self.sign_on.is_trusted(realm, query):
            self._send_page(400, page.refused())
            return
        shown = page.choose(realm, listed(realm), query, unknown=unknown)
        self._send_page(422 if unknown else 200, shown)

    def _set_fault(self, control: Mapping[str, str]) -> None:
        fault = next((each for each in FAULTS if each == control.get("fault")), None)
        if fault is not None:
            self.sign_on.fault = fault
        self.send_json(200 if fault is not None else 422, {})

    def _place(self) -> tuple[Realm | None, str]:
        first, _, rest = urlsplit(self.path).path.strip("/").partition("/")
        return next((each for each in REALMS if each == first), None), rest

    def _go(self, location: str) -> None:
        self.send_content(303, b"", {**HEADERS, "Location": location})

    def _send_page(self, status: int, text: str) -> None:
        self.send_content(status, text.encode(), HEADERS)
