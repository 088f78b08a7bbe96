"""The recorded pages of the desk in one language."""

import re
from dataclasses import dataclass, field
from html import unescape

from tests.unit.desk.office import Office
from tests.unit.desk.officer import Officer
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import AGENCY, ServicesWorld


@dataclass
class Album:
    """Name of a state -> the page as the desk answered it; address -> the picture on a page;
    form of the law -> its sealed file.
    """

    language: str
    pages: dict[str, PageView] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    sealed: dict[str, bytes] = field(default_factory=dict)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.begin()

    @property
    def world(self) -> ServicesWorld:
        """Where the officials of the present part work."""
        return self.office.world

    def begin(self) -> None:
        """Another world, in which nothing was done yet."""
        self.office = Office(ServicesWorld(), self.language)

    def official(
        self, *roles: str, agency: str = AGENCY, desk: str = "", training: bool = False
    ) -> Officer:
        """Somebody of these roles, signed in; another desk is another person."""
        desks = (desk,) if desk else ()
        official = Officer(
            *roles,
            world=self.world,
            agency=agency,
            desks=desks,
            language=self.language,
            training=training,
        )
        official.sign_in()
        return official

    def store(self, name: str, page: PageView, status: int = 200) -> PageView:
        """Record a page; its status is as expected, and no other page has its name."""
        assert page.status == status, (name, page.status, page.text_content[-600:])
        assert name not in self.pages, name
        self.pages[name] = page
        for address in re.findall(r'<img[^>]* src="(http://[^"]+)"', page.text):
            self.files[unescape(address)] = self.world.world.bucket.at(unescape(address))
        return page

    def open(self, name: str, official: Officer, address: str, status: int = 200) -> PageView:
        """Open a page and record it."""
        return self.store(name, official.get(address), status)

    def paint(self, paper: str) -> None:
        """Make the pictures of a paper's pages, as is done after its check."""
        self.world.world.services["intake"].painter.paint(paper, at=self.world.clock())

    def link(self, official: Officer, pattern: str) -> str:
        """The first link or form of the last page whose address has this pattern."""
        addresses: list[str] = re.findall(r'(?:href|action)="([^"]+)"', official.page.text)
        return next(each for each in addresses if re.search(pattern, each))
