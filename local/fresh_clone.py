"""`python -m local.fresh_clone run|test`: times the README's two commands in an empty clone.

Fails when they take longer than promised.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from local.cloud.settings import ROOT

LIMITS = {"first make run": 120, "second make run": 40, "install": 120, "make test": 360}
"""Seconds."""
PORTS = {"CLOUD_PORT": "4466", "STRIPE_PORT": "4470", "ISSUER_PORT": "4471"}
OWN_VARIABLES = ("AWS_", "PYTHON", "MAKE", "MFLAGS")


def within_limit(name: str, folder: Path, *command: str) -> bool:
    """Run a command in the clone; whether it succeeded in time."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(OWN_VARIABLES)}
    begin = time.monotonic()
    run = subprocess.run(
        command, cwd=folder, env=environment | PORTS, stdin=subprocess.DEVNULL, check=False
    )
    elapsed = time.monotonic() - begin
    good = run.returncode == 0 and elapsed <= LIMITS[name]
    result = f"{name}: {elapsed:.0f} s of {LIMITS[name]}, exit {run.returncode}"
    print(result if good else f"{result} -- FAILED", flush=True)
    return good


def main() -> int:
    """Exit 1 when something failed or was too slow."""
    with tempfile.TemporaryDirectory(prefix="motcua-clone-") as work:
        folder = Path(work) / "motcua"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
        if sys.argv[1:] == ["test"]:
            installed = within_limit("install", folder, "make", "install", "localstripe")
            return 0 if installed and within_limit("make test", folder, "make", "test") else 1
        try:
            run = ("make", "run", "DETACH=1")
            first = within_limit("first make run", folder, *run)
            return 0 if first and within_limit("second make run", folder, *run) else 1
        finally:
            subprocess.run(["make", "stop"], cwd=folder, env=os.environ | PORTS, check=False)


if __name__ == "__main__":
    sys.exit(main())
