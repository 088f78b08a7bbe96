"""Bytecode of a zip's modules, compiled once for all services that have the same module."""

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from infra.archive import PackagingFailed
from infra.places import BUILD
from infra.target import Target


def compiled(tree: Path, target: Target, *, keep_sources: bool) -> None:
    """Compile a folder where the target's interpreter is on this machine.

    /var/task is read-only, so without bytecode each cold start compiles. Nobody checks bytecode
    against sources: the zip is one piece. Dependencies go without their sources, which halves the
    files to unpack. Raises PackagingFailed with the compiler's words.
    """
    if target.interpreter is None:
        return
    sources = {source: _store_of(source, tree, target) for source in sorted(tree.rglob("*.py"))}
    new = {source: stored for source, stored in sources.items() if not stored.exists()}
    if new:
        _compile(new, tree, target.interpreter)
    for source, stored in sources.items():
        beside = source.with_suffix(".pyc")
        place = _cache_of(source, target) if keep_sources else beside
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(stored, place)
        if not keep_sources:
            source.unlink()


def _compile(new: Mapping[Path, Path], tree: Path, interpreter: Path) -> None:
    """In one process, for the place that each module has in the zip."""
    command = [str(interpreter), "-m", "compileall", "-q", "-b", "-i", "-"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", str(tree), "-p", "/var/task"]
    listed = "".join(f"{source}\n" for source in new)
    run = subprocess.run(command, input=listed, check=False, capture_output=True, text=True)
    if run.returncode:
        raise PackagingFailed(f"{interpreter} can't compile:\n{run.stdout}{run.stderr}")
    for source, stored in new.items():
        _store(source.with_suffix(".pyc"), stored)


def _store(compiled_file: Path, stored: Path) -> None:
    """Whole or not at all: two services are packaged at a time."""
    stored.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=stored.parent, delete=False) as whole:
        whole.write(compiled_file.read_bytes())
    Path(whole.name).replace(stored)
    compiled_file.unlink()


def _store_of(source: Path, tree: Path, target: Target) -> Path:
    """By the module's place and text: both stand in its bytecode."""
    place = source.relative_to(tree).as_posix()
    name = hashlib.sha256(f"{place}\0".encode() + source.read_bytes()).hexdigest()
    return BUILD / ".bytecode" / target.runtime / name[:2] / f"{name[2:]}.pyc"


def _cache_of(source: Path, target: Target) -> Path:
    tag = "cpython-" + target.runtime.removeprefix("python").replace(".", "")
    return source.parent / "__pycache__" / f"{source.stem}.{tag}.pyc"
