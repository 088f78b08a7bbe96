"""The system's Chromium, without a window."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES: Final = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The shell first: it draws no window, and takes half the processor time of a whole Chromium."""
MISSING: Final = (
    "no Chromium on this machine (on Debian: apt-get install chromium-headless-shell, or chromium)"
)


class ChromiumMissing(Exception):
    """The pages need a browser, and the machine has none."""


def chromium_path() -> str | None:
    """Where the system has its Chromium; None: nowhere."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def open_chromium(find: Callable[[], str | None] = chromium_path) -> Iterator["Browser"]:
    """A browser, and its end; raises ChromiumMissing."""
    path = find()
    if path is None:
        raise ChromiumMissing(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
