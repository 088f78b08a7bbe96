"""The local cloud for as long as one command runs."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from local.cloud.process_specs import ProcessSpec, process_specs
from local.cloud.supervisor import start, stop


@contextmanager
def cloud_session() -> Iterator[None]:
    """Start what isn't running and end exactly that afterwards. Raises ProcessNotStarted."""
    started: list[ProcessSpec] = []
    try:
        for spec in process_specs():
            if start(spec):
                started.append(spec)
        yield
    finally:
        for spec in reversed(started):
            stop(spec)


def run_command(command: Sequence[str]) -> int:
    """The command's exit status. Raises ProcessNotStarted."""
    with cloud_session():
        return subprocess.run(command, check=False).returncode
