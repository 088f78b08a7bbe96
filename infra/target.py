"""The target of a zip: a Lambda runtime and a processor, this machine's or another's."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from infra.places import LOCAL_RUNTIME

#: Amazon Linux 2023, under every Lambda runtime since Python 3.12.
_PLATFORMS = {"arm64": "aarch64-manylinux_2_34", "x86_64": "x86_64-manylinux_2_34"}


@dataclass(frozen=True)
class Target:
    """A runtime (python3.13), a processor (arm64), and whether it is `here`, on this machine.

    `interpreter` is that Python on this machine, or None.
    """

    runtime: str
    processor: str
    here: bool
    interpreter: Path | None

    @property
    def name(self) -> str:
        """For file names and digests: with bytecode, which wants an interpreter, it is another."""
        kind = "-here" if self.here else "-bytecode" if self.interpreter else ""
        return f"{self.runtime}-{self.processor}{kind}"

    @property
    def platform(self) -> str:
        """The installer's word for the processor and C library."""
        return _PLATFORMS[self.processor]

    @classmethod
    def named(cls, runtime: str = "", processor: str = "") -> "Target":
        """The named target; what is left out is this machine's."""
        machine = "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"
        if not runtime and not processor:
            return cls(_runtime_of(LOCAL_RUNTIME), machine, here=True, interpreter=LOCAL_RUNTIME)
        runtime = runtime or "python3.13"
        interpreter = _interpreter(runtime, os.environ.get("PATH", ""))
        return cls(runtime, processor or machine, here=False, interpreter=interpreter)


@cache
def _interpreter(runtime: str, _search_path: str) -> Path | None:
    """That Python on this machine: on the path, behind a shim of pyenv, or where uv has it.

    A search costs up to half a second: one is made for each search path of a process.
    """
    return next((path for path in _places(runtime) if _runtime_of(path) == runtime), None)


def _places(runtime: str) -> Iterator[Path]:
    on_path = shutil.which(runtime)
    if on_path:
        yield Path(on_path)
        yield from sorted(Path(on_path).parent.parent.glob(f"versions/*/bin/{runtime}"))
    uv = [str(Path(sys.executable).with_name("uv")), "python", "find", "--no-python-downloads"]
    wanted = runtime.removeprefix("python")
    located = subprocess.run([*uv, wanted], capture_output=True, text=True, check=False)
    if located.stdout.strip():
        yield Path(located.stdout.strip())


@cache
def _runtime_of(interpreter: Path) -> str:
    program = "import sys; print(f'python{sys.version_info[0]}.{sys.version_info[1]}')"
    command = [str(interpreter), "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.stdout.strip()
