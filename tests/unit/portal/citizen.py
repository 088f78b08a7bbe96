"""A citizen at the portal without scripts: follows links, fills forms in, signs in."""

import re

from infra.apps import app_module
from local.demo.people import Citizen as Person
from portal.bootstrap import Bootstrap
from portal.presentation import PRESENTATION
from portal.settings import PortalSettings
from tests.unit.intake.world import PDF
from tests.unit.pages.html_forms import forms_of
from tests.unit.pages.page_browser import PageBrowser
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import (
    AGENCY,
    API,
    CODE,
    PORTAL,
    ServicesWorld,
    right_values,
    shared_world,
    somebody,
)
from tests.unit.portal.browser import SECRET, VISITORS


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
    voice_api=f"{API}/voice/v1",
    partners_api=f"{API}/partners/v1",
    exchange_api=f"{API}/exchange/v1",
    portal_secret="motcua/test/portal",
    visitor_secret="motcua/test/visitor",
    client_secret="motcua/test/sign-in-portal",
    pay_origins="https://cards.test",
    upload_origins="http://127.0.0.1",
    bank_app_opener="https://apps.test/pay",
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


class Citizen(PageBrowser):
    """One browser of a citizen; the last page is `page`."""

    def __init__(
        self, world: ServicesWorld | None = None, who: Person | None = None, language: str = "vi"
    ) -> None:
        world = world or shared_world()
        app = app_module("portal").create_app(portal_of(world), world.clock)
        super().__init__(world, app, PORTAL, "citizen", language)
        self.who = who or somebody()

    @property
    def app_files(self) -> list[str]:
        """The names of the static files."""
        return list(PRESENTATION.static_files)

    def sign_in(self, username: str = "", back: str = "/toi") -> PageView:
        """Sign in at the provider, and come back."""
        return self.sign_in_as(username or self.who.username, back)

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
