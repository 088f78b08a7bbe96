"""The two applications as their visitors meet them, for the tests that hold for both."""

from dataclasses import dataclass
from typing import Any

from desk.routes import pages as desk_pages
from front.routes import Page
from front.sign_in.pages import SignInPages
from portal.routes import pages as portal_pages
from tests.unit.desk.officer import Officer, desk_of
from tests.unit.pages.page_browser import PageBrowser
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.citizen import Citizen, portal_of


@dataclass(frozen=True)
class Application:
    """`own` is a page of whoever is signed in, `issuer` and `other_issuer` the kinds of accounts
    that it takes and that it does not take.
    """

    name: str
    own: str
    kind: str
    pages: tuple[Page[Any], ...]

    @property
    def own_pages(self) -> list[Page[Any]]:
        """The pages of whoever is signed in."""
        return [page for page in self.pages if page.access == "signed_in"]

    def visitor(self, world: ServicesWorld | None = None) -> PageBrowser:
        """The browser of somebody who has an account."""
        return Citizen(world) if self.name == "portal" else Officer("receptionist", world=world)


def username_of(visitor: PageBrowser) -> str:
    """By which they sign in."""
    assert isinstance(visitor, Citizen | Officer)
    return visitor.who.username if isinstance(visitor, Citizen) else visitor.username


PORTAL = Application(
    "portal",
    "/toi/thong-tin",
    "citizen",
    portal_pages(SignInPages(lambda: portal_of(ServicesWorld()).provider())),
)
DESK = Application(
    "desk",
    "/",
    "staff",
    desk_pages(SignInPages(lambda: desk_of(ServicesWorld()).provider())),
)
APPLICATIONS = (PORTAL, DESK)
