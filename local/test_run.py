"""`python -m local.test_run`: the two parts of `make test` side by side.

The tests of the deployed cloud wait for its processes, the others for the processor. The output of
the cloud's part follows when the other part has ended.
"""

import subprocess
import sys
import time

from local.cloud.settings import STATE

PYTEST = (sys.executable, "-m", "pytest")
INTEGRATION = ("make", "integration")


def main() -> int:
    """Exit 1 if either part fails."""
    log = STATE / "integration.log"
    begin = time.monotonic()
    with log.open("wb") as output:
        integration = subprocess.Popen(
            INTEGRATION, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            unit = subprocess.run(PYTEST, check=False).returncode
            print(f"without a cloud: {time.monotonic() - begin:.0f} s", flush=True)
            deployed = integration.wait()
        except KeyboardInterrupt:  # both parts have it too: each ends what it started
            integration.wait()
            return 130
    print(log.read_text(errors="replace"), end="")
    print(f"both parts: {time.monotonic() - begin:.0f} s", flush=True)
    return 1 if unit or deployed else 0


if __name__ == "__main__":
    sys.exit(main())
