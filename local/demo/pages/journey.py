"""One dossier across both applications: from the search to the verified result in the hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desk.presentation import PRESENTATION as DESK
from local.demo.api_client import ApiClient
from local.demo.attachments import attachment_pdf
from local.demo.checks import require
from local.demo.deployment import Deployment
from local.demo.pages.citizen import PROCEDURE, CitizenAtPages
from local.demo.pages.officials import OfficialAtPages, result_form
from local.demo.pages.qr_code import printed_address
from local.demo.pages.tab import Tab
from local.demo.people import Citizen
from local.demo.set_up import demo_agency
from portal.presentation import PRESENTATION as PORTAL

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

PHONE: Final = {"width": 320, "height": 640}
COMPUTER: Final = {"width": 1280, "height": 900}
LONGEST_PAGE: Final = 120_000
"""Milliseconds for a page of a busy cloud: more than its gateway's 29 seconds."""
VIOLATION: Final = "Content Security Policy"


@dataclass
class PagesJourney:
    """A citizen at a phone, three officials at computers of their own.

    `scripts`: whether the citizen's browser runs them; the officials' do. `pictures` is the folder
    for pictures, or None; `violations` are what a page was not allowed to do.
    """

    deployment: Deployment
    browser: "Browser"
    who: Citizen
    report: Callable[[str], None]
    scripts: bool = True
    pictures: Path | None = None
    code: str = ""

    def __post_init__(self) -> None:
        self.violations: list[str] = []
        self._contexts: list[BrowserContext] = []

    def complete(self, folder: Path) -> str:
        """Every step; the dossier's code. `folder` gets the file that the citizen uploads.

        Raises CheckFailed, NoProgress.
        """
        try:
            citizen = self._file(folder)
            receiver, officer = self._official("mot-cua"), self._official("chuyen-vien")
            self._accept_and_request(receiver, officer)
            citizen.supplement()
            self.report("5  the citizen sends the supplement, with a file")
            self._decide(receiver, officer)
            self._take(citizen)
            require(not self.violations, f"{self.violations}")
        finally:
            for context in self._contexts:
                context.close()
        return self.code

    def _file(self, folder: Path) -> CitizenAtPages:
        file = folder / "giay-to.pdf"
        file.write_bytes(attachment_pdf("Hợp đồng thuê nhà", self.who.name, datetime.now(UTC)))
        tab = self._tab("portal", self.scripts, PHONE)
        citizen = CitizenAtPages(tab, self.who, file)
        citizen.find()
        self.report(f"1  {self.who.name} finds {PROCEDURE} at {tab.origin}")
        citizen.begin(demo_agency(PROCEDURE))
        citizen.answer()
        citizen.upload()
        citizen.file_dossier()
        self.code = citizen.code
        self.report(f"2  signs in, answers four pages, uploads a paper, files: {citizen.code}")
        citizen.pay()
        self.report("3  pays the fee by card; the page shows it by itself")
        return citizen

    def _accept_and_request(self, receiver: OfficialAtPages, officer: OfficialAtPages) -> None:
        receiver.open("/")
        receiver.tab.picture("desk-today")
        receiver.open("/viec/new")
        receiver.tab.picture("desk-list")
        receiver.find(self.code)
        receiver.open_first_paper()
        receiver.act(self.code, "tiep-nhan")
        step = {"a.step": "Thẩm định", "a.desk": "chuyen-mon-01", "a.to_me": "true"}
        officer.act(self.code, "phan-cong", step)
        wanted = {"a.items": "Bản sao hợp đồng thuê nhà", "a.reason": "Địa chỉ là nhà thuê."}
        officer.act(self.code, "yeu-cau-bo-sung", wanted, "supplement")
        self.report(
            f"4  at {receiver.tab.origin} one official looks at the paper and accepts, "
            "another one asks for a supplement"
        )

    def _decide(self, receiver: OfficialAtPages, officer: OfficialAtPages) -> None:
        [result, *_] = self._results()
        officer.act(self.code, "de-xuat", result_form(result[0]), "propose")
        approver = self._official("lanh-dao")
        approver.open_with_fresh_factor(f"/ho-so/{self.code}/quyet-dinh")
        approver.complete({}, "decide")
        receiver.act(self.code, "tra-ket-qua", {"a.how": "online"})
        receiver.open(f"/ho-so/{self.code}")
        receiver.tab.picture("desk-returned")
        self.report("6  the officer proposes, the approver signs with a fresh second factor")

    def _take(self, citizen: CitizenAtPages) -> None:
        [result, *_] = self._results()
        address = printed_address(citizen.download(result[1]))
        citizen.verify(address)
        self.report(f"7  the citizen has the result; its code leads to {address}: valid")

    def _results(self) -> list[tuple[str, str]]:
        """The code and the name of each result of the procedure."""
        procedure = ApiClient(self.deployment).get("intake", f"/procedures/{PROCEDURE}")
        return [(each["code"], each["name"]) for each in procedure["results"]]

    def _official(self, username: str) -> OfficialAtPages:
        return OfficialAtPages(self._tab("desk", True, COMPUTER), username)

    def _tab(self, client: str, scripts: bool, size: dict[str, int]) -> Tab:
        context = self.browser.new_context(
            java_script_enabled=scripts,
            viewport=size,  # type: ignore[arg-type]
            locale="vi-VN",
        )
        context.set_default_timeout(LONGEST_PAGE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: self._note(line.text))
        presentation = PORTAL if client == "portal" else DESK
        origin = self.deployment.url(client).rstrip("/")
        return Tab(page, origin, "vi", self.pictures, presentation)

    def _note(self, line: str) -> None:
        if VIOLATION in line:
            self.violations.append(line)
