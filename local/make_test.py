"""`python -m local.make_test`: the parts of `make test` side by side.

The tests of the deployed cloud wait for its processes, the others for the processor. Those are
three processes: a worker of pytest-xdist collects all tests, makes what the tests of a file share
once more, and each result goes through one controller. The output of all parts but the first
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
"""The deployed part waits much: when it wants the processor, it goes first."""
UNITS: Final = Path("tests/unit")
OTHERS: Final = (
    *("tests", "conformance/tests"),
    *("--ignore=tests/unit", "--ignore=tests/integration"),
)
DEPLOYED: Final = ("make", "integration")


def halves(folder: Path) -> tuple[list[str], list[str]]:
    """Each second entry of a folder of tests, and the others."""
    entries = sorted(each for each in folder.iterdir() if _has_tests(each))
    return [str(each) for each in entries[::2]], [str(each) for each in entries[1::2]]


def commands(cores: int, units: Path = UNITS) -> dict[str, Command]:
    """What is run, by the name of the part."""
    workers = cores // 3 if cores > 5 else 0
    pytest = (*BEHIND, sys.executable, "-m", "pytest", "-n", str(workers))
    first, second = halves(units)
    return {
        "units, first half": (*pytest, *first),
        "units, second half": (*pytest, *second),
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


def _has_tests(entry: Path) -> bool:
    return any(entry.rglob("test_*.py")) if entry.is_dir() else entry.match("test_*.py")


def _started(command: Command, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )


def _log(logs: Path, name: str) -> Path:
    return logs / f"{name.replace(' ', '-').replace(',', '')}.log"


if __name__ == "__main__":
    sys.exit(run_parts(commands(os.cpu_count() or 1), STATE))
