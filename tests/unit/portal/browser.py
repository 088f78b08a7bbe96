"""A browser without scripts: keeps the cookie, follows links and sends forms of the portal's own app."""

import re
from dataclasses import dataclass, field
from html import unescape
from types import ModuleType, SimpleNamespace
from urllib.parse import urlencode

from chalice.test import Client

from infra.apps import app_module
from portal.api import PublicApi
from portal.edge import Desk
from portal.session import Seals
from portal.visit import Site
from portal.wire import Patient
from tests.unit.portal.town import CARD_PAGE, CODE, FEE, KEY, PAYMENTS, STATUS, Town

SECRET = '{"current": "v1", "v1": "' + "5a" * 32 + '"}'
SITE = Site("https://motcua.test", "", (CARD_PAGE,))


def desk_over(town: Town, secret: str = SECRET) -> Desk:
    """The portal's desk over routes in memory."""
    return Desk(
        PublicApi(Patient(town), STATUS, PAYMENTS), lambda: Seals(secret), lambda: town.passed
    )


def app_over(town: Town, site: Site = SITE) -> ModuleType:
    """The portal's own app.py over a town; the caller uses one at a time."""
    module = app_module("portal")
    desk = desk_over(town)
    vars(module).update(
        desk=lambda: desk, site=lambda *_: site, ids=SimpleNamespace(now=town.clock)
    )
    return module


@dataclass
class Shown:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def title(self) -> str:
        """The page's title."""
        return unescape(self.text.split("<title>")[1].split("</title>")[0])

    @property
    def words(self) -> str:
        """The page's text without its marks."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.text.split("<body>")[1])).split())


@dataclass
class Browser:
    """One visitor."""

    town: Town
    site: Site = SITE
    accepts: str = ""
    cookie: str = ""
    seen: list[Shown] = field(default_factory=list)

    def get(self, path: str) -> Shown:
        """A page, without following where it sends us."""
        return self._ask("GET", path, b"")

    def send(self, path: str, **fields: str) -> Shown:
        """A form with these fields and the hidden ones of the last page."""
        return self._ask("POST", path, urlencode(self.hidden() | fields).encode())

    def hidden(self) -> dict[str, str]:
        """CSRF token and nonce of the last page that had a form."""
        page = next((s.text for s in reversed(self.seen) if 'name="csrf"' in s.text), "")
        return {
            name: found[1]
            for name in ("csrf", "nonce")
            if (found := re.search(f'name="{name}" value="([^"]+)"', page)) is not None
        }

    def follow(self, shown: Shown) -> Shown:
        """Go where a 303 leads within the portal."""
        assert shown.status == 303, shown.text
        return self.get(shown.headers["Location"])

    def look_up(self, code: str = CODE, key: str = KEY) -> Shown:
        """The dossier's page, by the form on the first."""
        self.get("/")
        return self.follow(self.send("/", code=code, key=key))

    def start(self, method: str) -> Shown:
        """Press one of the buttons to pay; the answer sends the payer on."""
        return self.send("/thanh-toan", fee=FEE, method=method)

    def _ask(self, method: str, path: str, body: bytes) -> Shown:
        app = app_over(self.town, self.site).app
        headers = {"Cookie": self.cookie, "Accept-Language": self.accepts}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with Client(app) as client:
            came = client.http.request(method, path, headers=headers, body=body)
        shown = Shown(came.status_code, dict(came.headers), came.body.decode())
        if "Set-Cookie" in shown.headers:
            self.cookie = shown.headers["Set-Cookie"].partition(";")[0]
        self.seen.append(shown)
        return shown
