"""A browser without scripts at a client of all services in memory: links, forms, sign-in."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from chalice.test import Client

from front.http_client import Request
from local.doubles.issuer.accounts import Kind
from tests.unit.doubles.issuer.visitor import hidden, shown_digits
from tests.unit.pages.html_forms import HtmlForm, Pairs, Values, forms_of
from tests.unit.pages.page_view import PageView
from tests.unit.pages.page_weight import Scales
from tests.unit.pages.services_world import ServicesWorld

CHANGING = ("POST ", "PUT ", "PATCH ", "DELETE ")
READING = (
    *("/token", "/searches", "/result-preview", "/apology-preview", "/quotes", "/verifications"),
    "/filing",
)
"""Ends of paths that are posted to and change nothing: a query that no address may hold, and the
filing of what is filed (decision 0128).
"""


@dataclass
class PageBrowser:
    """One browser; the last page is `page`, the client is at `origin`. `own_seconds` is the
    processor time of the last answer without that of the services.
    """

    world: ServicesWorld = field(repr=False)
    app: Any = field(repr=False)
    origin: str
    kind: Kind = "citizen"
    language: str = "vi"
    jar: dict[str, str] = field(default_factory=dict)
    history: list[PageView] = field(default_factory=list, repr=False)
    own_seconds: float = 0.0
    scales: Scales = field(default_factory=lambda: Scales("portal"), repr=False)

    @property
    def page(self) -> PageView:
        """The last page."""
        return self.history[-1]

    def get(self, path: str) -> PageView:
        """A page; redirects within the client are followed, as a browser does."""
        page = self.send("GET", path)
        while page.status == 303 and self._own(page.headers["Location"]):
            page = self.send("GET", self._own(page.headers["Location"]))
        return page

    def submit(
        self,
        action: str,
        button: str | None = None,
        values: Values | None = None,
    ) -> PageView:
        """Fill in the last page's form with this action, and press a button."""
        form = self.form(action, *(values or {}))
        return self.post(form.action, form.filled(values or {}, button))

    def post(self, path: str, pairs: Pairs) -> PageView:
        """Send a form; redirects within the client are followed."""
        page = self.send("POST", path, urlencode(pairs).encode())
        if page.status == 303 and self._own(page.headers["Location"]):
            return self.get(self._own(page.headers["Location"]))
        return page

    def upload(self, action: str, field: str, content: bytes) -> PageView:
        """Choose a file in the last page's form with this action, and send it."""
        return self.send_form_with_file(action, field, content, {})

    def send_form_with_file(
        self, action: str, field: str, content: bytes, values: Values
    ) -> PageView:
        """The same with further fields filled in."""
        form, boundary = self.form(action), "----a-boundary-of-tests"
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="'
        parts = [
            f'{head}{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in (form.filled(values) if values else form.pairs)
            if name != field
        ]
        stated = f'{head}{field}"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
        body = b"".join((*parts, stated.encode(), content, f"\r\n--{boundary}--\r\n".encode()))
        return self.send("POST", form.action, body, f"multipart/form-data; boundary={boundary}")

    def form(self, action: str, *fields: str) -> HtmlForm:
        """The last page's form whose action ends so, and which has these fields."""
        forms = forms_of(self.page.text)
        fitting = [form for form in forms if urlsplit(form.action).path.endswith(action)]
        assert fitting, f"no form {action}: {[form.action for form in forms]}"
        return next((form for form in fitting if form.names >= set(fields)), fitting[0])

    def link(self, text: str) -> str:
        """Where the last page's link with this text leads."""
        for href, inner in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.page.text):
            if text in re.sub(r"<[^>]+>", "", inner):
                return unescape(href)
        raise AssertionError(f"no link {text!r}: {self.page.text_content}")

    def follow(self, text: str) -> PageView:
        """Click the link with this text."""
        return self.get(self.link(text))

    def sign_in_as(self, username: str, back: str) -> PageView:
        """Sign in at the provider, and come back."""
        away = self.send("GET", f"/vao?{urlencode({'ve': back})}")
        assert away.status == 303, away.text
        return self.get(self.answer_of_provider(away.headers["Location"], username))

    def answer_of_provider(self, url: str, username: str) -> str:
        """The address at which the provider sends the browser back."""
        query = dict(parse_qsl(urlsplit(url).query))
        provider, issuer = self.world.provider, self.world.issuers[self.kind]
        form = hidden(provider.begin(self.kind, issuer, query).page) | {"username": username}
        if self.kind == "staff":
            self.world.later(seconds=61)  # a code of the second factor counts once
            digits = shown_digits(provider.go_on(self.kind, issuer, form, self.world.clock()))
            form |= {"digits": digits}
        location = provider.go_on(self.kind, issuer, form, self.world.clock()).location
        return location.removeprefix(self.origin)

    def send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        content_type: str = "application/x-www-form-urlencoded",
        **more: str,
    ) -> PageView:
        """One request; a redirect is not followed. A GET changes nothing at a service.

        `more` are further headers, as in `Sec_Fetch_Site`.
        """
        cookie = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        headers = {"Cookie": cookie, "Accept-Language": self.language}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        if body:
            headers["Content-Type"] = content_type
        before, spent = len(self.world.requests), self.world.processor_seconds
        with Client(self.app) as client:
            began = time.process_time()
            response = client.http.request(method, path, headers=headers, body=body)
            took = time.process_time() - began
        self.own_seconds = took - (self.world.processor_seconds - spent)
        if method == "GET":
            _require_reads(path, self.world.requests[before:])
        page = PageView(response.status_code, dict(response.headers), response.body.decode(), path)
        sent: str | list[str] = page.headers.get("Set-Cookie", [])
        for each in sent if isinstance(sent, list) else [sent]:
            name, _, value = each.partition(";")[0].partition("=")
            self.jar[name] = value
            if "Max-Age=0" in each:
                del self.jar[name]
        self.history.append(page)
        reads = self.world.requests[before:] if method == "GET" else ()
        self.scales.weigh(page, f"{method} {path}", reads, ("http://127.0.0.1/papers/",))
        return page

    def _own(self, location: str) -> str:
        """The path of an address of the client; "" for any other."""
        if location.startswith("/"):
            return location
        return location.removeprefix(self.origin) if location.startswith(self.origin) else ""


def _require_reads(path: str, requests: Sequence[Request]) -> None:
    """Whoever only opens an address, by a link of anybody's, does nothing by that."""
    sent = [f"{each.method} {urlsplit(each.url).path}" for each in requests]
    writes = [each for each in sent if each.startswith(CHANGING) and not each.endswith(READING)]
    assert writes == [], path
