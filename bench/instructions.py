"""Instructions of the processor until a first answer, counted by valgrind: no other job of the
machine changes them.
"""

import re
import shutil
from typing import Final

from bench.subjects import BenchFailed, Subject, run

VALGRIND: Final = (
    *("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"),
)
COUNTED: Final = re.compile(r"I\s+refs:\s+([\d,]+)")
PATIENCE: Final = 1200.0
"""Seconds: it takes fifty times as long."""


def of_first_answer(subject: Subject, event: bytes) -> float:
    """Millions; raises BenchFailed where there is no valgrind."""
    if shutil.which(VALGRIND[0]) is None:
        raise BenchFailed("--instructions needs valgrind")
    log = str(run(subject, event, warm=False, under=VALGRIND, patience=PATIENCE)["log_end"])
    counted = COUNTED.search(log)
    if counted is None:
        raise BenchFailed(f"{subject.handler}: valgrind counted nothing")
    return int(counted[1].replace(",", "")) / 1e6
