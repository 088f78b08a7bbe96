"""Where the bench keeps its things, which ports it uses and which Python it measures."""

import shutil
import subprocess
import sys
from pathlib import Path

from infra.places import BUILD, LOCKS, ROOT
from infra.target import Target
from local.cloud.places import STATE

BENCH = STATE / "bench"
RUNTIME = BENCH / "runtime" / "bin" / "python"
"""A bare virtual environment with boto3 only, as a Lambda runtime has it."""
BUNDLES = BENCH / "bundles"
TASKS = BENCH / "tasks"
RECORDING = BENCH / "recording"
REPORT = BUILD / "bench.json"
PORTS = {"CLOUD_PORT": "4586", "STRIPE_PORT": "4590"}
"""A cloud of the bench's own, beside the one that `make run` started."""
WANTED = "3.13"


def interpreter() -> Path:
    """Python 3.13 where this machine has one that works (on PATH, else pyenv's), else the one at hand."""
    named = shutil.which(f"python{WANTED}")
    kept = sorted(Path.home().glob(f".pyenv/versions/{WANTED}.*/bin/python{WANTED}"))
    for candidate in [*([Path(named)] if named else []), *reversed(kept)]:
        if version_of(candidate).startswith(WANTED):
            return candidate
    return Path(sys.executable)


def version_of(python: Path) -> str:
    """Such as 3.13.0; empty where it doesn't run."""
    if not python.exists():
        return ""
    program = "import platform; print(platform.python_version())"
    said = subprocess.run([str(python), "-c", program], capture_output=True, text=True, check=False)
    return said.stdout.strip()


def ready_runtime() -> Target:
    """Make the bare environment if need be; answers what zips are to be built for."""
    python = interpreter()
    if version_of(RUNTIME) != version_of(python):
        shutil.rmtree(RUNTIME.parents[1], ignore_errors=True)
        subprocess.run(
            [str(python), "-m", "venv", "--without-pip", str(RUNTIME.parents[1])], check=True
        )
        uv = str(Path(sys.executable).with_name("uv"))
        lock = str(LOCKS / "runtime.txt")
        ask = [
            uv,
            "pip",
            "sync",
            "-q",
            "--require-hashes",
            "--compile-bytecode",
            "--python",
            str(RUNTIME),
            lock,
        ]
        subprocess.run(ask, check=True, cwd=ROOT)
    here = Target.named()
    runtime = "python" + ".".join(version_of(RUNTIME).split(".")[:2])
    return Target(runtime, here.processor, here=False, interpreter=RUNTIME)
