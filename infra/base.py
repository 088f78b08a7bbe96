"""A service's dependencies as one zip, installed once per lock, runtime and processor."""

import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from infra.archive import append_tree, compiled, digest_of
from infra.places import BUILD, INFRA, LOCAL_RUNTIME, LOCKS
from infra.target import Target

_building = threading.Lock()
UNREAD = ("bin", "share", ".lock", "stripe/params")
"""Scripts, manuals, and shapes for type checkers."""
UNREAD_BESIDE_STRIPE = ("requests", "charset_normalizer", "idna", "certifi")
"""What stripe asks for and imports where it is there, 30 ms of a first answer; ours speaks through urllib3."""


def base_zip(service: str, target: Target) -> Path:
    """The zip of what the service's lock names, without boto3 (the runtime has it)."""
    with _building:
        return _base(LOCKS / f"{service}.txt", target)


def _base(lock: Path, target: Target) -> Path:
    """Services whose locks say the same share one."""
    tools = [INFRA / "archive.py", INFRA / "base.py"]
    base = BUILD / ".base" / f"{digest_of(tools, salt=target.name + lock.read_text())[:24]}.zip"
    if base.exists():
        return base
    base.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="motcua-base-") as work:
        tree, made = Path(work) / "tree", Path(work) / "base.zip"
        _install(lock, tree, target)
        _prune(tree)
        compiled(tree, target, keep_sources=False)
        append_tree(made, tree, target)
        shutil.move(made, base)
    return base


def _install(lock: Path, tree: Path, target: Target) -> None:
    """By uv where its wheel is to be had and works, else by pip for this machine: both check every hash."""
    same = ["-q", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--target", str(tree), "-r", str(lock)]
    command = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--system-certs", "--link-mode", "copy"]
    if target.here:
        command += ["--python", str(LOCAL_RUNTIME)]
    else:
        command += ["--python-version", target.runtime.removeprefix("python")]
        command += ["--python-platform", target.platform]
    if subprocess.run([*command, *same], check=False).returncode == 0:
        return
    if not target.here:
        raise SystemExit(f"uv can't install {lock.name} for {target.name}")
    shutil.rmtree(tree, ignore_errors=True)
    subprocess.run([str(LOCAL_RUNTIME), "-m", "pip", "install", "--disable-pip-version-check", *same], check=True)


def _prune(tree: Path) -> None:
    """Leave out what no function reads, and installers' records."""
    for name in (*UNREAD, *(UNREAD_BESIDE_STRIPE if (tree / "stripe").exists() else ())):
        path = tree / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for record in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "licenses/*", "LICENSE*"):
        for path in tree.glob(f"*.dist-info/{record}"):
            path.unlink()
