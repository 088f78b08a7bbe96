"""A citizen who files a dossier at a browser of 320 px, step by step."""

from dataclasses import dataclass
from pathlib import Path

from tests.browser.accessibility import violations
from tests.browser.visitor import NARROW, Visitor


@dataclass
class Filing:
    """One citizen at a browser of 320 px; `checked` has the pages that axe looked at."""

    visitor: Visitor
    scripts: bool
    paper: Path

    def seen(self, name: str) -> None:
        """The page fits, and where scripts run, axe finds nothing in it."""
        page = self.visitor.page
        assert page.locator("h1").count() == 1, name
        if not self.scripts:
            return
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], name
        assert violations(page) == [], name
        self.visitor.picture(name)

    def push(self, key: str) -> None:
        """The last button with this text, and the page that it leads to."""
        text = self.visitor.translate(key)
        with self.visitor.page.expect_navigation():
            self.visitor.page.get_by_role("button", name=text, exact=True).last.click()

    def fill(self, **values: str) -> None:
        for field, value in values.items():
            self.visitor.page.fill(f"#{field.replace('__', '-')}", value)

    def sign_in(self, username: str) -> None:
        """At the provider, by a username; a new person completes the profile."""
        page = self.visitor.page
        self.visitor.click("start.sign_in_go")
        page.fill("#username", username)
        page.locator("button.main").click()
        page.wait_for_url(lambda url: "/authorize" not in url and "/vao/xong" not in url)
        if "/toi/thong-tin" in page.url:
            self.seen("profile")
            self.fill(email=f"{username}@motcua.example", address="Tổ 5, phường Hồng Gai")
            self.push("profile.save")

    def begin(self, agency: str) -> None:
        """The draft at an agency."""
        self.visitor.page.select_option("#agency", agency)
        self.seen("start")
        self.push("start.go")
        self.seen("tasks")

    def answer(self) -> None:
        """Four pages of the form; the second one with a mistake and a second line."""
        page = self.visitor.page
        page.locator(".tasklist a").first.click()
        self.fill(business_name="Phở Lan", business_address="Số 1, phường Hồng Gai")
        self.seen("question")
        self.push("question.save")
        self.fill(business_lines__0="Bán phở")
        self.push("form.add")
        self.fill(business_lines__1="Bán bún", capital="50.000.000")
        self.fill(start_date="31", start_date__m="2", start_date__y="2027")
        self.push("question.save")
        self.seen("question-mistakes")
        assert page.locator(".summary a").count() == 1
        self.fill(start_date="1")
        self.push("question.save")
        self.fill(owner_birth_date="1", owner_birth_date__m="2", owner_birth_date__y="1990")
        page.check("#owner_sex")
        self.seen("question-owner")
        self.push("question.save")
        page.check("#established_by")
        self.push("question.save")

    def upload(self) -> None:
        """A paper that nobody demands: the form was answered on the pages."""
        page = self.visitor.page
        page.locator("details:has(a[href$='/giay-to/p06']) summary").click()
        page.locator("a[href$='/giay-to/p06']").click()
        self.seen("paper")
        if self.scripts:
            page.set_input_files("#file", self.paper)
        else:
            self.push("papers.choose")
            page.set_input_files("#file", self.paper)
            page.get_by_role("button", name=self.visitor.translate("upload.go")).click()
        page.wait_for_url("**/giay-to/p06")
        page.get_by_text(self.visitor.translate("papers.state_checked")).wait_for()
        assert self.visitor.translate("papers.state_checked") in page.inner_text("main")
        self.visitor.click("papers.done")

    def file(self) -> None:
        """The last look, and the filing."""
        self.visitor.click("tasks.check")
        self.seen("check")
        self.push("check.file")
        self.seen("filed")
        assert self.visitor.heading() == self.visitor.translate("filed.title")
