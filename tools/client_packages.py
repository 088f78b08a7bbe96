"""`python -m tools.client_packages`: the packages of both clients of partners, into build/clients.

Publishing them is a person's act: `twine upload`, `npm publish`.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tools.clients import PARTNERS, partner_client
from tools.node import NodeMissing, node_folder

ROOT: Final = Path(__file__).resolve().parents[1]
PYTHON: Final = ROOT / "clients" / "python"
BUILD: Final = ROOT / "build" / "clients"


def python_package(into: Path) -> None:
    """The wheel, made of a copy, so that nothing is left beside the sources."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "python"
        shutil.copytree(PYTHON, copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        options = ["--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(into)]
        subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(copy)], check=True)


def typescript_package(into: Path) -> None:
    """The archive; raises NodeMissing, and ToolFailed with the compiler's errors."""
    partner_client()
    options = ["--silent", "--ignore-scripts", "--pack-destination", str(into)]
    npm = node_folder() / "npm"
    subprocess.run([npm, "pack", *options], cwd=PARTNERS, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Make both; without Node the one in Python."""
    BUILD.mkdir(parents=True, exist_ok=True)
    python_package(BUILD)
    try:
        typescript_package(BUILD)
    except NodeMissing as missing:
        print(missing)
    for each in sorted(BUILD.iterdir()):
        print(each.relative_to(ROOT))


if __name__ == "__main__":
    main()
