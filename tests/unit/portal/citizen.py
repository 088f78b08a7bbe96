"""A citizen at the portal without scripts: follows links, fills forms in, signs in."""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

from chalice.test import Client

from infra.apps import app_module
from local.demo.people import Citizen as Person
from portal.bootstrap import Bootstrap
from portal.presentation import PRESENTATION
from portal.settings import PortalSettings
from tests.unit.doubles.issuer.visitor import hidden
from tests.unit.intake.world import PDF
from tests.unit.portal.browser import SECRET, VISITORS, PageView
from tests.unit.portal.html_forms import HtmlForm, Pairs, Values, forms_of
from tests.unit.portal.services_world import (
    AGENCY,
    API,
    CODE,
    PORTAL,
    ServicesWorld,
    right_values,
    shared_world,
    somebody,
)


def settings_of(world: ServicesWorld, **changes: str) -> PortalSettings:
    """The settings of a portal before a world."""
    return SETTINGS.model_copy(
        update={"issuer": world.issuer, "public_url": world.portal, **changes}
    )


SETTINGS = PortalSettings(
    status_api=f"{API}/status/v1",
    payments_api=f"{API}/payments/v1",
    intake_api=f"{API}/intake/v1",
    documents_api=f"{API}/documents/v1",
    casework_api=f"{API}/casework/v1",
    notifications_api=f"{API}/notifications/v1",
    portal_secret="motcua/test/portal",
    visitor_secret="motcua/test/visitor",
    client_secret="motcua/test/sign-in-portal",
    pay_origins="https://cards.test",
    upload_origins="http://127.0.0.1",
)
SECRETS = {
    "portal": SECRET,
    "visitor": VISITORS,
    "sign-in-portal": '{"client_secret": "portal_local"}',
}


def portal_of(world: ServicesWorld, **changes: str) -> Bootstrap:
    """The portal over a world, with changed settings."""
    settings = settings_of(world, **changes)
    return Bootstrap(
        lambda: settings,
        http_client=world,
        read_secret=lambda name: SECRETS[name.rpartition("/")[2]],
        clock=lambda: world.seconds_passed,
    )


@dataclass
class Citizen:
    """One browser; the last page is `page`."""

    world: ServicesWorld = field(default_factory=shared_world, repr=False)
    who: Person = field(default_factory=somebody)
    language: str = "vi"
    jar: dict[str, str] = field(default_factory=dict)
    history: list[PageView] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.app = app_module("portal").create_app(portal_of(self.world), self.world.clock)

    @property
    def app_files(self) -> list[str]:
        """The names of the static files."""
        return list(PRESENTATION.static_files)

    @property
    def page(self) -> PageView:
        """The last page."""
        return self.history[-1]

    def get(self, path: str) -> PageView:
        """A page; redirects within the portal are followed, as a browser does."""
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
        """Send a form; redirects within the portal are followed."""
        page = self.send("POST", path, urlencode(pairs).encode())
        if page.status == 303 and self._own(page.headers["Location"]):
            return self.get(self._own(page.headers["Location"]))
        return page

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

    def sign_in(self, username: str = "", back: str = "/toi") -> PageView:
        """Sign in at the provider, and come back."""
        away = self.send("GET", f"/vao?{urlencode({'ve': back})}")
        assert away.status == 303, away.text
        url = away.headers["Location"]
        return self.get(self.answer_of_provider(url, username or self.who.username))

    def answer_of_provider(self, url: str, username: str) -> str:
        """The address at which the provider sends the browser back."""
        query = dict(parse_qsl(urlsplit(url).query))
        provider, issuer, now = self.world.provider, self.world.issuer, self.world.clock()
        first = provider.begin("citizen", issuer, query)
        form = hidden(first.page) | {"username": username}
        location = provider.go_on("citizen", issuer, form, now).location
        return location.removeprefix(PORTAL)

    def complete_profile(self) -> PageView:
        """What a new person is asked for; the rest was verified."""
        values: dict[str, str | list[str]] = {"email": self.who.mail, "address": self.who.address}
        return self.submit("/toi/thong-tin", values=values)

    def begin_draft(self) -> str:
        """A new citizen signs in, completes the profile and begins a draft; its id."""
        self.sign_in(back=f"/thu-tuc/{CODE}/nop")
        self.complete_profile()
        self.submit("/nop", values={"agency": AGENCY})
        match = re.search(r"/nop/([0-9A-Z]{26})/trang/", self.page.text)
        assert match is not None, self.page.text_content
        return match[1]

    def answer_all(self, draft: str) -> None:
        """Every page of the form, each with right answers."""
        for page in ("business", "activity", "owner", "established_by"):
            self.get(f"/nop/{draft}/trang/{page}")
            names = self.form(page).names
            values = {n: v for n, v in right_values(page).items() if n in names}
            self.submit(page, "save", values)

    def upload(self, draft: str, component: str = "p06", content: bytes = PDF) -> PageView:
        """A file for a document, by the two forms of a page without scripts."""
        return self.upload_at(f"/nop/{draft}/giay-to/{component}", content)

    def upload_at(self, path: str, content: bytes = PDF) -> PageView:
        """The same, from the page of the document's files."""
        self.get(path)
        self.submit(path)
        form = forms_of(self.page.text)[0]
        fields = dict(form.pairs)
        self.world.arrive(fields["key"], content)
        return self.get(fields["success_action_redirect"].removeprefix(PORTAL))

    def send(self, method: str, path: str, body: bytes = b"") -> PageView:
        """One request; a redirect is not followed."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        headers = {"Cookie": cookie, "Accept-Language": self.language}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with Client(self.app) as client:
            response = client.http.request(method, path, headers=headers, body=body)
        page = PageView(response.status_code, dict(response.headers), response.body.decode())
        sent: str | list[str] = page.headers.get("Set-Cookie", [])
        for each in sent if isinstance(sent, list) else [sent]:
            name, _, value = each.partition(";")[0].partition("=")
            self.jar[name] = value
            if "Max-Age=0" in each:
                del self.jar[name]
        self.history.append(page)
        return page

    def _own(self, location: str) -> str:
        """The path of an address of the portal; "" for any other."""
        if location.startswith("/"):
            return location
        return location.removeprefix(PORTAL) if location.startswith(PORTAL) else ""
