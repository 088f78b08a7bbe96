"""A browser without scripts: it holds the cookie, follows links and submits forms."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from chalice.app import Chalice
from chalice.test import Client

from infra.apps import app_module
from portal.bootstrap import Bootstrap
from portal.settings import PortalSettings
from tests.unit.pages.page_view import PageView
from tests.unit.pages.page_weight import Scales
from tests.unit.portal.world import CARD_PAGE, CODE, FEE, KEY, PAYMENTS, STATUS, World

SECRET = '{"current": "v1", "v1": "' + "5a" * 32 + '"}'
VISITORS = '{"current": "v1", "v1": "a secret of the tests"}'
SETTINGS = PortalSettings(
    status_api=STATUS,
    payments_api=PAYMENTS,
    portal_secret="motcua/test/portal",
    visitor_secret="motcua/test/visitor",
    public_url="https://motcua.test",
    pay_origins=CARD_PAGE,
)


def portal_of(world: World, settings: PortalSettings = SETTINGS) -> Bootstrap:
    """The portal over a world's routes, secret and clock."""
    return Bootstrap(
        lambda: settings,
        http_client=world,
        read_secret=lambda name: VISITORS if name.endswith("visitor") else SECRET,
        clock=lambda: world.seconds_passed,
    )


def app_of(world: World, settings: PortalSettings = SETTINGS) -> Chalice:
    """The portal's Chalice app over a world."""
    app: Chalice = app_module("portal").create_app(portal_of(world, settings), world.clock)
    return app


@dataclass
class Browser:
    """The browser of one visitor."""

    world: World
    settings: PortalSettings = SETTINGS
    accept_language: str = ""
    jar: dict[str, str] = field(default_factory=dict)
    history: list[PageView] = field(default_factory=list)
    scales: Scales = field(default_factory=lambda: Scales("portal"), repr=False)

    @property
    def cookie(self) -> str:
        """The header that the browser sends."""
        return "; ".join(f"{name}={value}" for name, value in self.jar.items())

    @cookie.setter
    def cookie(self, header: str) -> None:
        name, _, value = header.partition("=")
        self.jar = {name: value}

    def get(self, path: str) -> PageView:
        """A page; a redirect is not followed."""
        return self._send("GET", path, b"")

    def submit(self, path: str, **fields: str) -> PageView:
        """A form with these fields and the hidden ones of the last page."""
        return self._send("POST", path, urlencode(self.hidden_fields() | fields).encode())

    def hidden_fields(self) -> dict[str, str]:
        """CSRF token and nonce of the last page that had a form."""
        page = next((s.text for s in reversed(self.history) if 'name="csrf"' in s.text), "")
        return {
            name: match[1]
            for name in ("csrf", "nonce")
            if (match := re.search(f'name="{name}" value="([^"]+)"', page)) is not None
        }

    def follow(self, page: PageView) -> PageView:
        """The page that a redirect (303) leads to."""
        assert page.status == 303, page.text
        return self.get(page.headers["Location"])

    def look_up(self, code: str = CODE, key: str = KEY) -> PageView:
        """The dossier's page, by the form on the first page."""
        self.get("/tra-cuu")
        return self.follow(self.submit("/tra-cuu", code=code, key=key))

    def start_payment(self, method: str) -> PageView:
        """Press one of the payment buttons."""
        return self.submit("/thanh-toan", fee=FEE, method=method)

    def _send(self, method: str, path: str, body: bytes) -> PageView:
        headers = {"Cookie": self.cookie, "Accept-Language": self.accept_language}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        before = len(self.world.requests)
        with Client(app_of(self.world, self.settings)) as client:
            response = client.http.request(method, path, headers=headers, body=body)
        headers = dict(response.headers)
        sent: str | list[str] = headers.get("Set-Cookie", [])
        cookies = sent if isinstance(sent, list) else [sent]
        if cookies:
            headers["Set-Cookie"] = "\n".join(cookies)
        page = PageView(response.status_code, headers, response.body.decode())
        self._store(cookies)
        self.history.append(page)
        reads = self.world.requests[before:] if method == "GET" else ()
        self.scales.weigh(page, f"{method} {path}", reads, ())
        return page

    def _store(self, cookies: list[str]) -> None:
        for each in cookies:
            name, _, value = each.partition(";")[0].partition("=")
            self.jar[name] = value
            if "Max-Age=0" in each:
                del self.jar[name]
