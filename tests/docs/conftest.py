"""The documentation site, built once a worker, and a browser to read it with."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import chromium

__all__ = ["chromium"]

ROOT = Path(__file__).resolve().parents[2]
MKDOCS = ROOT / ".local" / "docs" / "bin" / "mkdocs"
NO_MKDOCS = "left out: the site's tools are not installed (`make tools`)"


@dataclass(frozen=True)
class Site:
    """A built site. `messages` is all that MkDocs printed."""

    folder: Path
    exit_code: int
    messages: str

    def html(self) -> list[Path]:
        """The HTML files, in a stable order."""
        return sorted(self.folder.rglob("*.html"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as `make docs` builds it, in a folder of this worker."""
    if not MKDOCS.exists():
        (pytest.fail if "NOTHING_LEFT_OUT" in os.environ else pytest.skip)(NO_MKDOCS)
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [MKDOCS, "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return Site(folder, built.returncode, built.stdout + built.stderr)
