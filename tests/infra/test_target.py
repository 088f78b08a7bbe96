"""The interpreter of a target: found wherever this machine has it, and never another."""

from dataclasses import replace
from pathlib import Path

import pytest

from infra.target import Target

ANOTHER = "#!/bin/sh\necho python3.9\n"
WANTED = "#!/bin/sh\necho python3.13\n"
SHIM = "#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n"


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def interpreter(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path | None:
    """With this folder alone on the path."""
    monkeypatch.setenv("PATH", f"{folder}:/bin")
    return Target.named("python3.13", "arm64").interpreter


def test_it_is_the_one_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wanted = program(tmp_path / "python3.13", WANTED)

    assert interpreter(monkeypatch, tmp_path) == wanted


def test_a_shim_without_a_version_hides_none_that_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path / "shims" / "python3.13", SHIM)
    program(tmp_path / "versions" / "3.9.1" / "bin" / "python3.13", ANOTHER)
    wanted = program(tmp_path / "versions" / "3.13.0" / "bin" / "python3.13", WANTED)

    assert interpreter(monkeypatch, tmp_path / "shims") == wanted


def test_one_that_is_another_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = program(tmp_path / "python3.13", ANOTHER)

    assert interpreter(monkeypatch, tmp_path) != other


def test_what_was_packaged_without_an_interpreter_is_not_taken_for_what_has_bytecode() -> None:
    without = Target("python3.13", "arm64", here=False, interpreter=None)

    assert without.name != replace(without, interpreter=Path("/usr/bin/python3.13")).name
