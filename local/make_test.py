"""`python -m local.make_test`: the parts of `make test` side by side.

The tests of the deployed cloud wait for its processes, the others for the processor. Those are two
processes, since a worker of pytest-xdist collects all tests and makes what a file's tests share
once more, and each result goes through one controller. The output of the second and third part
follows when they have ended.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from local.cloud.settings import STATE

Command = Sequence[str]
BEHIND: Final = ("nice", "-n5")
"""The deployed part is the longest and waits much: when it wants the processor, it goes first."""
UNITS: Final = ("tests/unit", "conformance/tests")
OTHERS: Final = ("tests", "--ignore=tests/unit", "--ignore=tests/integration")
DEPLOYED: Final = ("make", "integration")


def commands(cores: int) -> dict[str, Command]:
    """What is run, by the name of the part."""
    workers = cores // 2 if cores > 3 else 0
    pytest = (*BEHIND, sys.executable, "-m", "pytest", "-n", str(workers))
    return {
        "units": (*pytest, *UNITS),
        "pages, contracts and packages": (*pytest, *OTHERS),
        "deployed cloud": DEPLOYED,
    }


def run_parts(parts: Mapping[str, Command], logs: Path) -> int:
    """1 if a part fails. The first one's output is shown at once; `logs` holds the others'."""
    begin = time.monotonic()
    first, *others = parts
    try:
        running = {name: _started(parts[name], _log(logs, name)) for name in others}
        running[first] = subprocess.Popen(parts[first], stdin=subprocess.DEVNULL)
        for name in parts:
            running[name].wait()
            if name != first:
                print(_log(logs, name).read_text(errors="replace"), end="")
            print(f"{name}: {time.monotonic() - begin:.0f} s", flush=True)
    except KeyboardInterrupt:  # each part has it too, and ends what it started
        for process in running.values():
            process.wait()
        return 130
    return 1 if any(process.returncode for process in running.values()) else 0


def _started(command: Command, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )


def _log(logs: Path, name: str) -> Path:
    return logs / f"{name.replace(' ', '-').replace(',', '')}.log"


if __name__ == "__main__":
    sys.exit(run_parts(commands(os.cpu_count() or 1), STATE))
