"""What a citizen does on the citizens' pages, step by step."""

from dataclasses import dataclass, field
from pathlib import Path

from local.demo.checks import require
from local.demo.pages.tab import Tab
from local.demo.people import Citizen

PROCEDURE = "1.001612"
"""Registration of a household business (Đăng ký thành lập hộ kinh doanh)."""
SEARCH = "thành lập hộ kinh doanh"
BUSINESS = "Phở Lan"
ADDITIONAL = "p06"
"""A paper that nobody demands: the form is answered on the pages."""


@dataclass
class CitizenAtPages:
    """`file` is the PDF that the citizen uploads; `code` and `key` are of the filed dossier."""

    tab: Tab
    who: Citizen
    file: Path
    code: str = ""
    key: str = field(default="", repr=False)

    def find(self) -> None:
        """From the first page to the procedure."""
        tab = self.tab
        tab.page.goto(f"{tab.origin}/")
        tab.picture("home")
        tab.fill(q=SEARCH)
        tab.click("home.search_go")
        tab.picture("procedures")
        tab.follow(f"a[href$='/thu-tuc/{PROCEDURE}']")
        tab.picture("procedure")

    def begin(self, agency: str) -> None:
        """Sign in, complete the profile, and choose the agency."""
        tab, page = self.tab, self.tab.page
        tab.click("procedure.file")
        tab.click("start.sign_in_go")
        page.fill("#username", self.who.username)
        page.locator("button.main").click()
        page.wait_for_url(lambda url: "/authorize" not in url and "/vao/xong" not in url)
        if "/toi/thong-tin" in page.url:
            tab.picture("profile")
            tab.fill(email=self.who.mail, address=self.who.address)
            tab.click("profile.save")
        page.select_option("#agency", agency)
        tab.picture("start")
        tab.click("start.go")
        tab.picture("tasks")

    def answer(self) -> None:
        """The four pages of the form; the second at first with a day that does not exist."""
        tab, page = self.tab, self.tab.page
        tab.follow(".tasklist a")
        tab.fill(business_name=BUSINESS, business_address="Số 1, phường Hồng Gai")
        tab.picture("question")
        self._save()
        tab.fill(business_lines__0="Bán phở", capital="50.000.000")
        tab.fill(start_date="31", start_date__m="2", start_date__y="2027")
        self._save()
        require(page.locator(".summary a").count() == 1, "a day that does not exist is taken")
        tab.picture("question-mistakes")
        tab.fill(start_date="1")
        self._save()
        tab.fill(owner_birth_date="1", owner_birth_date__m="2", owner_birth_date__y="1990")
        page.check("#owner_sex")
        tab.picture("question-owner")
        self._save()
        page.check("#established_by")
        self._save()

    def upload(self) -> None:
        """A paper, straight to the store."""
        page = self.tab.page
        details = page.locator(f"details:has(a[href$='/giay-to/{ADDITIONAL}']) summary")
        if details.count():
            details.click()
        self.tab.follow(f"a[href$='/giay-to/{ADDITIONAL}']")
        self._send_file()
        self.tab.picture("paper")
        self.tab.click("papers.done")

    def file_dossier(self) -> None:
        """The last look, and the filing."""
        tab = self.tab
        tab.click("tasks.check")
        tab.picture("check")
        with tab.page.expect_navigation():
            tab.page.get_by_role("button", name=tab.translate("check.file")).last.click()
        require(tab.heading() == tab.translate("filed.title"), "the dossier is not filed")
        tab.picture("filed")
        self.code, self.key = (tab.page.locator(".copy").nth(at).inner_text() for at in (0, 1))

    def pay(self) -> None:
        """The fee, by card at the double of Stripe."""
        tab, page = self.tab, self.tab.page
        tab.click("filed.see")
        card = page.get_by_role("button", name=tab.translate("fee.by_card"), exact=True)
        tab.reload_until(lambda: card.count() > 0, "the fee is due")
        tab.picture("dossier")
        tab.click("fee.by_card")
        page.locator("button[value=success]").click()
        page.wait_for_url("**/thanh-toan/**")
        paid = page.get_by_role("heading", name=tab.translate("payment.title_paid"), exact=True)
        tab.reload_until(lambda: paid.count() > 0, "the fee is paid")
        tab.picture("paid")

    def supplement(self) -> None:
        """The papers that the agency requested, with a file."""
        tab, page = self.tab, self.tab.page
        self.open_waiting("supplement")
        tab.picture("supplement")
        tab.follow(".tasklist a")
        self._send_file()
        tab.click("supplement.done")
        tab.fill(note="Hợp đồng thuê nhà số 5")
        tab.click("supplement.send")
        sent = tab.translate("own.sent_bo_sung")
        require(sent in page.inner_text("main"), "the supplement is not sent")

    def download(self, result: str) -> bytes:
        """The sealed PDF of a result, by its name; raises CheckFailed."""
        tab, page = self.tab, self.tab.page
        page.goto(f"{tab.origin}/toi/ho-so/{self.code}")
        item = page.locator("ul.files li").filter(has_text=result)
        tab.reload_until(lambda: item.count() > 0, "the result is there to download")
        tab.picture("dossier-finished")
        link = item.locator("a[href*='/van-ban/']").first
        with page.expect_download() as download:
            link.click()
        content = download.value.path().read_bytes()
        require(content.startswith(b"%PDF"), "the result is no PDF")
        return content

    def verify(self, address: str) -> None:
        """Open the address that stands on the paper; raises CheckFailed."""
        tab = self.tab
        tab.page.goto(address)
        valid = tab.translate("verify.title_valid")
        require(tab.heading() == valid, f"{address} answers “{tab.heading()}”")
        tab.picture("verification")

    def open_waiting(self, what: str) -> None:
        """What waits for the citizen: pay, supplement or result."""
        tab, page = self.tab, self.tab.page
        page.goto(f"{tab.origin}/toi")
        link = page.locator(".tasks a").filter(has_text=self.code)
        text = tab.translate(f"mine.waits_{what}")
        waiting = link.filter(has_text=text)
        tab.reload_until(lambda: waiting.count() > 0, f"{what} waits for {self.who.username}")
        tab.picture("mine")
        with page.expect_navigation():
            waiting.first.click()

    def _save(self) -> None:
        page = self.tab.page
        with page.expect_navigation():
            name = self.tab.translate("question.save")
            page.get_by_role("button", name=name, exact=True).last.click()

    def _send_file(self) -> None:
        """With a script at once, without one in two steps; then its check."""
        tab, page = self.tab, self.tab.page
        chooser = page.locator("[data-choose]")
        if chooser.is_hidden():
            tab.click("papers.choose")
            page.set_input_files("#file", self.file)
            tab.click("upload.go")
        else:
            with page.expect_navigation():
                page.set_input_files("#file", self.file)
        checked = page.get_by_text(tab.translate("papers.state_checked"), exact=True)
        tab.reload_until(lambda: checked.count() > 0, "the file is checked")
