"""`python -m tools.clients`: clients generated from docs/api/openapi into tools/openapi/generated.

Python by openapi-python-client (`generated/python/motcua_<service>`), TypeScript types by
openapi-typescript (`generated/typescript/<service>.ts`). A client is made anew when its document,
a lock or the settings have changed.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Final

from tools.node import PROJECT, ROOT, ToolFailed, install, npx, one_at_a_time
from tools.openapi_lint import documents

GENERATED: Final = PROJECT / "generated"
GENERATOR: Final = ROOT / ".local" / "clients" / "bin" / "openapi-python-client"
PYTHON: Final = GENERATOR.with_name("python")
TYPESCRIPT_OPTIONS: Final = (
    "--redocly",
    PROJECT / "typescript-client.yaml",
    "--default-non-nullable",
    "false",
)
PARTNERS: Final = ROOT / "clients" / "typescript"
"""The client of partners' feed and webhooks."""
NO_GENERATOR: Final = "left out: the client generators are not installed (`make tools`)"
SETTINGS: Final = (
    PROJECT / "python-client.yaml",
    PROJECT / "typescript-client.yaml",
    PROJECT / "package-lock.json",
    ROOT / "requirements" / "clients.txt",
)


class GeneratorMissing(Exception):
    """openapi-python-client is not installed; the message says how to get it."""


def python_client(document: Path) -> Path:
    """The generated package of one document.

    Raises GeneratorMissing, and ToolFailed when the generator has left anything out.
    """
    if not GENERATOR.exists():
        raise GeneratorMissing(NO_GENERATOR)
    package = GENERATED / "python" / f"motcua_{document.stem}"
    with one_at_a_time(_lock(package)):
        if not _is_current(package, document):
            shutil.rmtree(package, ignore_errors=True)
            _generate_python(document, package)
            _mark(package, document)
    return package


def typescript_client(document: Path) -> Path:
    """The generated types of one document.

    Raises NodeMissing, and ToolFailed when the generator fails.
    """
    install()
    module = GENERATED / "typescript" / f"{document.stem}.ts"
    with one_at_a_time(_lock(module)):
        if not _is_current(module, document):
            done = npx("openapi-typescript", document, "--output", module, *TYPESCRIPT_OPTIONS)
            if done.returncode:
                raise ToolFailed(done.stderr)
            _mark(module, document)
    return module


def compiled_example() -> Path:
    """tools/openapi/examples/dossier.ts as JavaScript, checked against the generated types.

    Raises NodeMissing, and ToolFailed with the compiler's errors.
    """
    for document in documents():
        typescript_client(document)
    with one_at_a_time(_lock(GENERATED / "javascript")):
        done = npx("tsc", "--project", PROJECT)
    if done.returncode:
        raise ToolFailed(done.stdout)
    return GENERATED / "javascript" / "examples" / "dossier.js"


def partner_client() -> Path:
    """The module of clients/typescript, compiled.

    Raises NodeMissing, and ToolFailed with the compiler's errors.
    """
    module = PARTNERS / "dist" / "index.js"
    content = b"\0".join(each.read_bytes() for each in _partner_sources())
    digest = hashlib.sha256(content).hexdigest()
    with one_at_a_time(ROOT / ".local" / "partner-client.lock"):
        stamp = module.with_name(".sha256")
        if not (module.exists() and stamp.exists() and stamp.read_text() == digest):
            done = npx("tsc", "--project", PARTNERS)
            if done.returncode:
                raise ToolFailed(done.stdout)
            stamp.write_text(digest)
    return module


def _partner_sources() -> list[Path]:
    return [PARTNERS / "tsconfig.json", SETTINGS[2], *sorted((PARTNERS / "src").glob("*.ts"))]


def _generate_python(document: Path, package: Path) -> None:
    command: list[str | Path] = [GENERATOR, "generate", "--path", document]
    options: list[str | Path] = [
        "--output-path",
        package,
        "--meta",
        "none",
        "--config",
        SETTINGS[0],
        "--fail-on-warning",
    ]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolFailed(done.stdout + done.stderr)
    (package / "py.typed").touch()


def _is_current(product: Path, document: Path) -> bool:
    stamp = _stamp(product)
    return product.exists() and stamp.exists() and stamp.read_text() == _digest(document)


def _mark(product: Path, document: Path) -> None:
    _stamp(product).write_text(_digest(document))


def _lock(product: Path) -> Path:
    return product.with_name(f".{product.name}.lock")


def _stamp(product: Path) -> Path:
    return product.with_name(f".{product.name}.sha256")


def _digest(document: Path) -> str:
    parts = (document, *SETTINGS)
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


if __name__ == "__main__":
    for each in documents():
        python_client(each)
        typescript_client(each)
