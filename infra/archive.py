"""Zips and digests of contents alone: fixed dates and order, no caches, links followed."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from infra.target import Target

_DATE = (2026, 1, 1, 0, 0, 0)


class PackagingFailed(Exception):
    """A service could not be packaged; the message is for the person at the terminal."""


def digest_of(paths: Iterable[Path], *, salt: str = "") -> str:
    """SHA-256 (hex) over the names and bytes of files and folders."""
    total = hashlib.sha256(salt.encode())
    for root in paths:
        for name, path in files_of(root):
            total.update(f"{root.name}/{name}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def files_of(root: Path) -> Iterator[tuple[str, Path]]:
    """(relative name, file) below `root` in a fixed order, without caches; "" for a file itself."""
    if root.is_file():
        yield "", root
        return
    if not root.exists():
        raise PackagingFailed(f"{root} is missing")
    for folder, names, files in os.walk(root, followlinks=True):
        names[:] = sorted(name for name in names if name != "__pycache__")
        for name in sorted(files):
            if not name.endswith(".pyc"):
                path = Path(folder, name)
                yield path.relative_to(root).as_posix(), path


def append_tree(archive: Path, tree: Path, target: Target) -> None:
    """Add a folder's files to a zip; what stays on this machine is packed for speed."""
    names = {path.relative_to(tree).as_posix(): path for path in tree.rglob("*") if path.is_file()}
    level = 1 if target.here else 6
    with zipfile.ZipFile(archive, "a") as whole:
        for name in sorted(names):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = (0o755 if name.endswith(".so") else 0o644) << 16
            whole.writestr(entry, names[name].read_bytes(), zipfile.ZIP_DEFLATED, level)
