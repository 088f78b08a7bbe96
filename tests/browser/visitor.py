"""A visitor in a real browser: the actions on the pages, and the checks of each page."""

from dataclasses import dataclass, field

from local.demo.pages.tab import Tab
from tests.browser.accessibility import violations

SIDE = 480
PIXELS = """side => {
  const canvas = Object.assign(document.createElement("canvas"), {width: side, height: side});
  const pen = canvas.getContext("2d");
  pen.drawImage(document.querySelector("main img"), 0, 0, side, side);
  return Array.from(pen.getImageData(0, 0, side, side).data).filter((_, n) => n % 4 === 0);
}"""
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@dataclass
class Visitor(Tab):
    """One browser tab, with what it requested and what its console says."""

    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "console",
            lambda line: self.console_errors.append(line.text) if line.type == "error" else None,
        )

    def look_up(self, code: str, key: str) -> None:
        """Submit code and key on the first page."""
        self.page.goto(self.origin + "/tra-cuu")
        self.page.get_by_label(self.translate("lookup.code"), exact=True).fill(code)
        self.page.get_by_label(self.translate("lookup.key"), exact=True).fill(key)
        self.click("lookup.go")

    def scan_qr_code(self) -> str:
        """The text that a bank app reads from the page's QR code."""
        import zxingcpp

        grey = bytes(self.page.evaluate(PIXELS, SIDE))
        [code] = zxingcpp.read_barcodes(memoryview(grey).cast("B", shape=[SIDE, SIDE]))
        return str(code.text)

    def require_accessible(self, name: str) -> None:
        """Check axe-core, the width at 320 pixels, the language and the browser console."""
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            width: int = self.page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"{name} is {width} px wide at {size['width']}"
            assert violations(self.page) == []
            self.picture(name)
        assert self.page.evaluate("document.documentElement.lang") == self.language
        assert not self.console_errors, self.console_errors
