"""`python -m infra.artefact`: everything that a stage is deployed from, built once, with digests.

A stage for tests and a stage of citizens get the same files: whoever deploys names the digest that
was tested, and any other is refused.
"""

import argparse
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from infra.archive import PackagingFailed
from infra.bundle import Bundle, bundle_all, packaged_in
from infra.places import BUILD, CLIENTS, INFRA, ROOT, SERVICES
from infra.stages import Stage, target_on_aws
from infra.target import Target

ARTEFACT: Final = BUILD / "artefact"
MANIFEST: Final = "manifest.json"
STACKS: Final = ("bundles", "foundation", "pools", "edge", "dashboard", "backup")
"""The stacks beside those of services and clients."""


@dataclass(frozen=True)
class Artefact:
    """What a stage is deployed from; `digest` covers every file of it."""

    digest: str
    bundles: list[Bundle]
    stacks: Path

    def stack(self, name: str) -> Path:
        """The template of a stack beside those of services and clients."""
        return self.stacks / f"{name}.yaml"


def build(target: Target, folder: Path = ARTEFACT) -> Artefact:
    """Package everything for a target; raises PackagingFailed without bytecode or a commit."""
    refuse_without_bytecode(target)
    commit = commit_of(ROOT)
    bundles = bundle_all([*SERVICES, *CLIENTS], target, BUILD / "aws")
    return assemble(bundles, folder, commit=commit, target=target.name)


def assemble(bundles: list[Bundle], folder: Path, *, commit: str, target: str) -> Artefact:
    """The packages and the other stacks in one folder, with the manifest of their digests."""
    shutil.rmtree(folder, ignore_errors=True)
    for bundle in bundles:
        to = folder / bundle.service
        to.mkdir(parents=True)
        for archive in bundle.zips.values():
            shutil.copyfile(archive, to / archive.name)
        shutil.copyfile(bundle.template, to / bundle.template.name)
    (folder / "stacks").mkdir()
    for name in STACKS:
        shutil.copyfile(INFRA / f"{name}.yaml", folder / "stacks" / f"{name}.yaml")
    manifest = {"commit": commit, "target": target, "files": _digests(folder)}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    return read(folder)


def read(folder: Path, digest: str = "") -> Artefact:
    """The artefact in a folder; raises PackagingFailed where a file is not the one that was built,
    or the whole is not the one of this digest."""
    text = (folder / MANIFEST).read_bytes()
    manifest: dict[str, Any] = json.loads(text)
    own = sha256(text).hexdigest()
    if digest and digest != own:
        raise PackagingFailed(f"{folder} is {own}, not {digest}: deploy what was tested")
    if manifest["files"] != _digests(folder):
        raise PackagingFailed(f"{folder} has other files than its manifest: build it again")
    bundles = [packaged_in(folder / service, service) for service in (*SERVICES, *CLIENTS)]
    return Artefact(own, bundles, folder / "stacks")


def packaged(to: Stage, services: list[str], into: Path = BUILD) -> Artefact:
    """Of the tree as it is; raises PackagingFailed."""
    refuse_without_bytecode(to.target)
    return Artefact("", bundle_all(services, to.target, into), INFRA)


def sources_of(to: Stage, folder: Path | None, digest: str) -> Artefact:
    """What a stage is deployed from: citizens get the artefact that was tested, by its digest.

    Raises PackagingFailed.
    """
    if to.is_protected and not (folder and digest):
        raise PackagingFailed(
            f"stage {to.name} is protected and gets what was tested: "
            f"make deploy STAGE={to.name} ARTEFACT=build/artefact DIGEST=… (docs/operations)"
        )
    return read(folder, digest) if folder else packaged(to, [*SERVICES, *CLIENTS])


def refuse_without_bytecode(target: Target) -> None:
    """Raises PackagingFailed: without bytecode each cold start compiles for half a second."""
    if target.interpreter is None:
        raise PackagingFailed(
            f"{target.runtime} is not on this machine, so the packages can't be compiled: "
            f"`.venv/bin/uv python install {target.runtime.removeprefix('python')}`"
        )


def _digests(folder: Path) -> dict[str, str]:
    """SHA-256 by name of every file but the manifest."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in files
        if path != folder / MANIFEST
    }


def commit_of(tree: Path) -> str:
    """The commit that is checked out; raises PackagingFailed where a tracked file differs."""
    changed = _git(tree, "status", "--porcelain", "--untracked-files=no")
    if changed:
        raise PackagingFailed(f"commit first: an artefact is built from a commit\n{changed}")
    return _git(tree, "rev-parse", "HEAD")


def _git(tree: Path, *words: str) -> str:
    run = subprocess.run(["git", *words], cwd=tree, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def main() -> int:
    """Build into build/artefact and print the digest."""
    argparse.ArgumentParser(prog="python -m infra.artefact", description=__doc__).parse_args()
    try:
        artefact = build(target_on_aws())
    except PackagingFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    print(f"{ARTEFACT.relative_to(ROOT)}  {artefact.digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
