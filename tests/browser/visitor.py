"""What a visitor does on the pages, and what is looked at on each of them."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from portal.wording import say

SIDE = 480
PIXELS = """side => {
  const canvas = Object.assign(document.createElement("canvas"), {width: side, height: side});
  const pen = canvas.getContext("2d");
  pen.drawImage(document.querySelector("main img"), 0, 0, side, side);
  return Array.from(pen.getImageData(0, 0, side, side).data).filter((_, n) => n % 4 === 0);
}"""
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@cache
def axe() -> Axe:
    """axe-core, once read."""
    return Axe()


@dataclass
class Visitor:
    """One page of one browser. `pictures`: where pictures of the pages go, if they are wanted."""

    page: Page
    origin: str
    language: str
    pictures: Path | None = None
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the pages in this visitor's language."""
        return say(self.language, key, **facts)

    def look_up(self, code: str, key: str) -> None:
        """Type code and key on the first page."""
        self.page.goto(self.origin + "/")
        self.page.get_by_label(self.say("lookup.code"), exact=True).fill(code)
        self.page.get_by_label(self.say("lookup.key"), exact=True).fill(key)
        self.press("lookup.go")

    def press(self, key: str, **facts: object) -> None:
        """Press the button, or follow the link, of these words."""
        words = self.say(key, **facts)
        button = self.page.get_by_role("button", name=words, exact=True)
        link = self.page.get_by_role("link", name=words, exact=True)
        with self.page.expect_navigation():
            (button if button.count() else link).first.click()

    def heading(self) -> str:
        """The page's one main heading."""
        found = self.page.get_by_role("heading", level=1)
        found.first.wait_for()
        assert found.count() == 1
        return found.inner_text()

    def scanned(self) -> str:
        """What a bank's app reads from the page's picture."""
        import zxingcpp

        grey = bytes(self.page.evaluate(PIXELS, SIDE))
        [code] = zxingcpp.read_barcodes(memoryview(grey).cast("B", shape=[SIDE, SIDE]))
        return str(code.text)

    def require_sound(self, name: str) -> None:
        """No finding of axe-core, nothing beside the screen at 320 pixels, the right language, a picture if wanted."""
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            wide: int = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name} is {wide} px wide at {size['width']}"
            found: list[Any] = axe().run(self.page).response["violations"]
            assert not found, [
                (one["id"], [node["html"] for node in one["nodes"]]) for one in found
            ]
            if self.pictures:
                self._picture(f"{name}-{self.language}-{size['width']}")
        assert self.page.evaluate("document.documentElement.lang") == self.language
        assert not self.complaints, self.complaints

    def _picture(self, name: str) -> None:
        assert self.pictures is not None
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
