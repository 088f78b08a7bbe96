"""The journey on the pages for whoever watches: its steps on the screen, its pictures in docs."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from local.cloud.settings import ROOT
from local.demo.checks import require
from local.demo.deployment import Deployment
from local.demo.pages.browser import open_chromium
from local.demo.pages.journey import PagesJourney
from local.demo.people import NAMES, Citizen, citizen

PICTURES: Final = ROOT / "docs" / "pages"
SHOWN: Final = 9
"""Ngô Văn Minh stands in the pictures."""
MOST: Final = 40_000


def somebody_new(at: float) -> Citizen:
    """Another citizen of the same name each minute, who has no dossiers yet."""
    return citizen(SHOWN + len(NAMES) * (int(at // 60) % MOST))


def show_journey(deployment: Deployment, report: Callable[[str], None]) -> None:
    """One dossier on the pages of both applications; raises CheckFailed, NoProgress,
    ChromiumMissing.
    """
    require(not deployment.has_pools, "the pages can't sign in at the emulator's pools")
    with open_chromium() as browser, tempfile.TemporaryDirectory() as folder:
        who = somebody_new(time.time())
        PagesJourney(deployment, browser, who, report, pictures=PICTURES).complete(Path(folder))
    report(f"   the pictures of these pages are in {PICTURES.relative_to(ROOT)}")
