"""A citizen at 320 px: pays, supplements, withdraws, downloads, verifies; officials act beside.

The officials' part is done before all services in memory, in a thread of its own: documents are
signed by a loop beside that of the browser.
"""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.browser.services_site import ServicesSite, beside
from tests.browser.visitor import NARROW, Visitor
from tests.unit.intake.world import PDF
from tests.unit.payments.bank_money import pay_by_bank
from tests.unit.portal.citizen import Citizen


@dataclass
class Journey:
    """`scripts`: whether the browser runs them."""

    phone: Visitor
    site: ServicesSite
    scripts: bool
    file: Path

    def sign_in(self, citizen: Citizen) -> None:
        """At the provider, by a username; time went by, so whoever was signed in is no more."""
        page = self.phone.page
        page.goto(f"{self.phone.origin}/vao?ve=/toi")
        page.fill("#username", citizen.who.username)
        page.locator("button.main").click()
        page.wait_for_url("**/toi")
        self.fits()

    def follow(self, key: str) -> None:
        """The first link whose text begins so."""
        text = re.compile(f"^{re.escape(self.phone.translate(key))}")
        with self.phone.page.expect_navigation():
            self.phone.page.get_by_role("link", name=text).first.click()
        self.fits()

    def shows(self, key: str) -> bool:
        """Whether the page has this sentence, whatever stands in its places."""
        text = self.phone.presentation.messages(self.phone.language)[key]
        parts = [re.escape(part) for part in re.split(r"{\w+}", text)]
        return re.search(".*".join(parts), self.phone.page.inner_text("main")) is not None

    def fits(self) -> None:
        """No page is wider than the screen: without scripts, its picture would be."""
        if self.scripts:
            wide = self.phone.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= NARROW["width"], self.phone.page.url

    def pay_by_code(self) -> None:
        """The QR code is saved on the phone, and the bank reports the money."""
        self.phone.click("fee.by_transfer")
        self.fits()
        reference = self.phone.page.locator("dd.copy").last.inner_text()
        with self.phone.page.expect_download() as picture:
            self.phone.page.get_by_role("link", name=self.phone.translate("transfer.save")).click()
        assert picture.value.suggested_filename == f"vietqr-{reference}.png"
        assert picture.value.path().read_bytes().startswith(b"\x89PNG")
        beside(lambda: pay_by_bank(self.site.world.world, reference))
        self.phone.click("payment.check_scan")
        assert self.phone.heading() == self.phone.translate("payment.title_paid")

    def pay_by_card(self) -> None:
        """On the provider's page; ours says that it is paid once the provider reported it.

        At first payments does not respond, and the same form is sent once more.
        """
        self.site.world.unavailable = "POST /payments"
        self.phone.click("fee.by_card")
        assert self.shows("error.send_again")
        self.fits()
        self.site.world.unavailable = ""
        self.phone.click("sign_in.send_again")
        self.phone.page.locator("button[value=success]").click()
        self.phone.page.wait_for_url("**/thanh-toan/*")
        assert self.phone.heading() == self.phone.translate("payment.title_checking")
        self.site.settle()
        self.phone.click("payment.check")
        assert self.phone.heading() == self.phone.translate("payment.title_paid")
        self.fits()

    def supplement(self) -> None:
        """A file and a sentence, sent at once."""
        page = self.phone.page
        page.locator(".tasklist a").first.click()
        self.file.write_bytes(PDF)
        if self.scripts:
            page.set_input_files("#file", self.file)
            page.get_by_text(self.phone.translate("papers.state_checked")).wait_for()
        else:
            self.phone.click("papers.choose")
            page.set_input_files("#file", self.file)
            self.phone.click("upload.go")
        assert self.shows("papers.state_checked")
        self.phone.click("supplement.done")
        page.fill("#note", "Hợp đồng thuê nhà số 5")
        self.phone.click("supplement.send")
        assert self.shows("own.sent_bo_sung")

    def download_and_verify(self, code: str) -> None:
        """The result comes from the store, and holds."""
        page = self.phone.page
        page.goto(f"{self.phone.origin}/toi/ho-so/{code}")
        self.fits()
        link = page.locator("a[href*='/van-ban/']").last.get_attribute("href") or ""
        content = self.site.sealed(page.context, link)
        assert content.startswith(b"%PDF")
        page.locator("a[href*='/xac-minh/']").last.click()
        assert self.phone.heading() == self.phone.translate("verify.title_valid")
        if self.scripts:
            self._verify_file(content)

    def _verify_file(self, content: bytes) -> None:
        """The browser digests it; nothing is sent but the digest."""
        page = self.phone.page
        self.phone.click("verify.another")
        self.file.write_bytes(content)
        with page.expect_navigation():
            page.set_input_files("#file", self.file)
        assert self.shows("verify.same_file")

    def copy_of_data(self) -> str:
        """It is requested; the address at which it will be ready."""
        self.phone.page.goto(f"{self.phone.origin}/toi/du-lieu/ban-sao")
        self.phone.click("export.go")
        assert self.shows("export.plain_gathering")
        return self.phone.page.url

    def download_copy(self, url: str) -> None:
        """The archive by a button, and a volume of files by a link."""
        page = self.phone.page
        page.goto(url)
        with page.expect_download() as archive:
            text = self.phone.translate("export.download")
            page.get_by_role("button", name=text, exact=True).click()
        assert zipfile.is_zipfile(archive.value.path())
        self.follow("export.files_title")
        page.locator("form[action$='/tep'] button").click()
        page.locator(".note.good").wait_for()
        self.fits()
        with page.expect_download() as volume:
            page.locator(".actions a.button").click()
        assert zipfile.is_zipfile(volume.value.path())

    def withdraw(self) -> None:
        """The reason and the confirmation are both demanded."""
        page = self.phone.page
        self.phone.click("withdrawal.title")
        self.phone.click("withdrawal.go")
        assert page.locator(".summary a").count() == 2
        page.fill("#reason", "Tôi đổi ý.")
        page.check("#sure")
        self.phone.click("withdrawal.go")
        assert self.shows("own.sent_rut")
        assert self.shows("own.withdrawal_waits")
