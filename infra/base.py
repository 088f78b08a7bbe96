"""A service's dependencies as one zip, installed once per lock, runtime and processor."""

import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from infra.archive import append_tree, digest_of
from infra.bytecode import compiled
from infra.places import BUILD, INFRA, LOCAL_RUNTIME, LOCKS
from infra.target import Target
from infra.typed_dicts import leave_out_fields

_naming = threading.Lock()
_building: dict[Path, threading.Lock] = {}
UNREAD = (
    "bin",
    "share",
    ".lock",
    "stripe/params",
    "phonenumbers/geodata",
    "phonenumbers/carrierdata",
)
"""Scripts, manuals, shapes for type checkers, places and carriers of telephone numbers."""
UNREAD_BESIDE_STRIPE = ("requests", "charset_normalizer", "idna", "certifi")
"""Stripe imports them where they exist: 30 ms of a first answer. We call through urllib3."""


def base_zip(lock: str, target: Target) -> Path:
    """The zip of what the lock of this name has, without boto3 (the runtime has it)."""
    path = LOCKS / f"{lock}.txt"
    tools = [INFRA / f"{tool}.py" for tool in ("archive", "base", "bytecode", "typed_dicts")]
    base = BUILD / ".base" / f"{digest_of(tools, salt=target.name + path.read_text())[:24]}.zip"
    with _naming:
        building = _building.setdefault(base, threading.Lock())
    with building:
        if not base.exists():
            _build(path, target, base)
    return base


def _build(lock: Path, target: Target, base: Path) -> None:
    """Whole or not at all; services whose locks say the same share it."""
    base.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="motcua-base-") as work:
        tree, archive = Path(work) / "tree", Path(work) / "base.zip"
        _install(lock, tree, target)
        _prune(tree)
        leave_out_fields(tree)
        compiled(tree, target, keep_sources=False)
        append_tree(archive, tree, target)
        shutil.move(archive, base)


def _install(lock: Path, tree: Path, target: Target) -> None:
    """By uv if its wheel is installed and works, else by this machine's pip; both check hashes."""
    options = ["-q", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    options += ["--target", str(tree), "-r", str(lock)]
    uv = [str(Path(sys.executable).with_name("uv"))]
    uv += ["pip", "install", "--system-certs", "--link-mode", "hardlink"]
    if target.here:
        uv += ["--python", str(LOCAL_RUNTIME)]
    else:
        uv += ["--python-version", target.runtime.removeprefix("python")]
        uv += ["--python-platform", target.platform]
    if subprocess.run([*uv, *options], check=False).returncode == 0:
        return
    if not target.here:
        raise SystemExit(f"uv can't install {lock.name} for {target.name}")
    shutil.rmtree(tree, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--python", str(LOCAL_RUNTIME), "install"]
    pip += ["--disable-pip-version-check"]
    subprocess.run([*pip, *options], check=True)


def _prune(tree: Path) -> None:
    """Leave out what no function reads, and installers' records."""
    for name in (*UNREAD, *(UNREAD_BESIDE_STRIPE if (tree / "stripe").exists() else ())):
        path = tree / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for record in (
        "RECORD",
        "INSTALLER",
        "REQUESTED",
        "direct_url.json",
        "uv_cache.json",
        "licenses/*",
        "LICENSE*",
    ):
        for path in tree.glob(f"*.dist-info/{record}"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
