"""Node and the npm project of tools/openapi: the machine's own Node, or the one of `make tools`."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PROJECT: Final = ROOT / "tools" / "openapi"
MODULES: Final = PROJECT / "node_modules"
STAMP: Final = MODULES / ".installed"
OWN: Final = ROOT / ".local" / "node" / "bin"
"""Where requirements/node.txt is installed."""
NO_NODE: Final = (
    "left out: no Node 20.19 or 22.12 and newer on this machine (`make tools` installs one)"
)
QUIET: Final = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
"""Nothing is sent to Redocly, and no newer release is asked for."""


class NodeMissing(Exception):
    """No Node that the tools run on; the message says how to get one."""


class ToolFailed(Exception):
    """A tool ended with an error; the message is what it printed."""


def is_new_enough(version: str) -> bool:
    """Whether Redocly runs on this Node; `version` as `node --version` prints it (v22.12.0)."""
    major, minor = (int(part) for part in version.removeprefix("v").split(".")[:2])
    return (major == 20 and minor >= 19) or (major, minor) >= (22, 12)


@cache
def node_folder() -> Path:
    """The folder of the `node` and `npm` to use.

    Raises NodeMissing.
    """
    node = shutil.which("node")
    for folder in (*([Path(node).parent] if node and shutil.which("npm") else []), OWN):
        if (folder / "node").exists() and is_new_enough(_version(folder / "node")):
            return folder
    raise NodeMissing(NO_NODE)


def npx(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """One run of a locked tool in tools/openapi, whatever its exit code.

    Raises NodeMissing, and ToolFailed when npm can't install the project.
    """
    install()
    return node(MODULES / ".bin" / tool, *arguments)


def node(script: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """One run of a script, whatever its exit code. Raises NodeMissing."""
    command: list[str | Path] = [node_folder() / "node", script, *arguments]
    return subprocess.run(
        command, cwd=PROJECT, env=_environment(), capture_output=True, text=True, check=False
    )


def install() -> None:
    """The packages of package-lock.json by their digests there; no script of theirs is run.

    Raises NodeMissing, and ToolFailed when npm can't.
    """
    lock = hashlib.sha256((PROJECT / "package-lock.json").read_bytes()).hexdigest()
    with one_at_a_time(ROOT / ".local" / "openapi.lock"):
        if STAMP.exists() and STAMP.read_text() == lock:
            return
        command: list[str | Path] = [node_folder() / "npm", "ci"]
        done = subprocess.run(
            command, cwd=PROJECT, env=_environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ToolFailed(done.stderr)
        STAMP.write_text(lock)


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Processes take turns at what this file stands for."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _environment() -> dict[str, str]:
    path = (
        f"{node_folder()}{os.pathsep}{os.environ['PATH']}"  # npm's own children look for node there
    )
    return os.environ | QUIET | {"PATH": path}


def _version(program: Path) -> str:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    try:
        install()
    except (NodeMissing, ToolFailed) as failed:
        sys.exit(str(failed))
