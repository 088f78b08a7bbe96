"""The Python that is measured: a bare environment with boto3 only, as a Lambda runtime has it."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.paths import RUNTIME
from infra.places import LOCKS, ROOT
from infra.target import Target

VERSION = "3.13"
"""The Python for which the limits hold."""


def interpreter() -> Path:
    """Python 3.13 where one works here (on PATH, else pyenv's), else the interpreter at hand."""
    on_path = shutil.which(f"python{VERSION}")
    of_pyenv = sorted(Path.home().glob(f".pyenv/versions/{VERSION}.*/bin/python{VERSION}"))
    for candidate in [*([Path(on_path)] if on_path else []), *reversed(of_pyenv)]:
        if version_of(candidate).startswith(VERSION):
            return candidate
    return Path(sys.executable)


def version_of(python: Path) -> str:
    """Such as 3.13.0; empty where it doesn't run."""
    if not python.exists():
        return ""
    command = [str(python), "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def ready_runtime() -> Target:
    """Create the environment if need be; returns the target that zips are to be built for."""
    python = interpreter()
    if version_of(RUNTIME) != version_of(python):
        folder = RUNTIME.parents[1]
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([str(python), "-m", "venv", "--without-pip", str(folder)], check=True)
        uv, lock = str(Path(sys.executable).with_name("uv")), str(LOCKS / "runtime.txt")
        options = ["-q", "--require-hashes", "--compile-bytecode", "--python", str(RUNTIME)]
        subprocess.run([uv, "pip", "sync", *options, lock], check=True, cwd=ROOT)
    local = Target.named()
    name = "python" + ".".join(version_of(RUNTIME).split(".")[:2])
    return Target(name, local.processor, here=False, interpreter=RUNTIME)
