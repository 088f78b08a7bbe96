"""`python -m local.fresh run|test`: clones the repository into an empty folder and times the two commands there.

Fails when they take longer than promised: the first `make run` 5 minutes, the second 40 s, `make test` 8 minutes.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from local.cloud.places import ROOT

LIMITS = {"first make run": 300, "second make run": 40, "make test": 480}
PORTS = {"CLOUD_PORT": "4466", "STRIPE_PORT": "4470", "ISSUER_PORT": "4471"}


def timed(what: str, folder: Path, *command: str) -> bool:
    """Run a command in the clone; whether it succeeded within its limit."""
    ours = ("AWS_", "PYTHON", "MAKE", "MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, env=kept | PORTS, stdin=subprocess.DEVNULL, text=True, check=False
    )
    elapsed = time.monotonic() - began
    good = done.returncode == 0 and elapsed <= LIMITS[what]
    print(
        f"{what}: {elapsed:.0f} s of {LIMITS[what]}, exit {done.returncode}{'' if good else ' -- FAILED'}",
        flush=True,
    )
    return good


def main() -> int:
    """Exit 1 when something failed or was too slow."""
    with tempfile.TemporaryDirectory(prefix="motcua-fresh-") as work:
        folder = Path(work) / "motcua"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
        if sys.argv[1:] == ["test"]:
            return 0 if timed("make test", folder, "make", "test") else 1
        try:
            first = timed("first make run", folder, "make", "run", "DETACH=1")
            return 0 if first and timed("second make run", folder, "make", "run", "DETACH=1") else 1
        finally:
            subprocess.run(["make", "stop"], cwd=folder, env=os.environ | PORTS, check=False)


if __name__ == "__main__":
    sys.exit(main())
