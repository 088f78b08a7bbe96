"""`python -m local.test_run`: the two parts of `make test` side by side.

The tests of the deployed cloud wait for its processes, the others for the processor. The output of
the cloud's part follows when the other part has ended.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from local.cloud.settings import STATE

WITHOUT_CLOUD = (sys.executable, "-m", "pytest")
DEPLOYED = ("make", "integration")


def run_parts(without_cloud: Sequence[str], deployed: Sequence[str], log: Path) -> int:
    """1 if either part fails; `log` holds the deployed part's output meanwhile."""
    begin = time.monotonic()
    with log.open("wb") as output:
        beside = subprocess.Popen(
            deployed, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            first = subprocess.run(without_cloud, check=False).returncode
            print(f"without a cloud: {time.monotonic() - begin:.0f} s", flush=True)
            second = beside.wait()
        except KeyboardInterrupt:  # both parts have it too: each ends what it started
            beside.wait()
            return 130
    print(log.read_text(errors="replace"), end="")
    print(f"both parts: {time.monotonic() - begin:.0f} s", flush=True)
    return 1 if first or second else 0


if __name__ == "__main__":
    sys.exit(run_parts(WITHOUT_CLOUD, DEPLOYED, STATE / "integration.log"))
