"""A service as `chalice package` makes it: its own code as a zip, and its SAM template.

Both are the same for every target, so that they are made once for all of them.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from infra.archive import PackagingFailed, digest_of
from infra.places import BUILD, INFRA, ROOT
from infra.service.template import service_template

STORE: Final = BUILD / ".chalice"
"""One folder for each service and state of its sources."""


@dataclass(frozen=True)
class ChalicePackage:
    """The folder that Chalice wrote."""

    folder: Path

    @property
    def code(self) -> Path:
        """A zip of the service's own code."""
        return self.folder / "deployment.zip"

    @property
    def template(self) -> Path:
        """The SAM template, merged with that of the description."""
        return self.folder / "sam.json"


def chalice_package(service: str) -> ChalicePackage:
    """Of a service as its sources are now; raises PackagingFailed."""
    described = json.dumps(service_template(service))
    source = ROOT / "services" / service
    inputs = [source / "app.py", source / ".chalice", source / "vendor"]
    inputs += [INFRA / "archive.py", INFRA / "chalice_package.py"]
    package = STORE / f"{service}-{digest_of(inputs, salt=described)[:24]}"
    if not package.exists():
        _make(service, described, package)
    return ChalicePackage(package)


def _make(service: str, described: str, package: Path) -> None:
    """Whole or not at all; what was made of earlier sources goes."""
    STORE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{service}-", dir=STORE) as work:
        project, out, merge = (Path(work) / name for name in ("project", "out", f"{service}.json"))
        _copy_project(ROOT / "services" / service, project)
        merge.write_text(described)
        package_project(project, out, merge)
        earlier = [path for path in STORE.glob(f"{service}-*") if path != package]
        if not package.exists():
            out.rename(package)
    for path in earlier:
        shutil.rmtree(path, ignore_errors=True)


def _copy_project(source: Path, project: Path) -> None:
    """A copy with links followed and nothing to install: the dependencies are in the base."""
    skipped = shutil.ignore_patterns(
        "__pycache__", "*.pyc", ".mypy_cache", "requirements.txt", "*.md", "*.yaml", "testing"
    )  # YAML is the source of law/rules.json: no function reads it
    shutil.copytree(source, project, ignore=skipped)
    shutil.rmtree(project / source.name, ignore_errors=True)
    (project / "requirements.txt").write_text("")


def package_project(project: Path, out: Path, merge: Path) -> None:
    """Zip and SAM template of a Chalice project, with the template at `merge` merged in."""
    chalice = str(Path(sys.executable).with_name("chalice"))
    command = [chalice, "package", "--stage", "aws", "--merge-template", str(merge), str(out)]
    clean = {
        "PATH": os.environ["PATH"],
        "HOME": str(project),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "AWS_DEFAULT_REGION": "us-east-1",  # required, and not written into the template
    }
    run = subprocess.run(
        command, cwd=project, env=clean, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise PackagingFailed(f"chalice can't package {merge.stem}:\n{run.stdout}{run.stderr}")
