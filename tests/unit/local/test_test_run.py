"""The two parts of `make test` run side by side, and a failure of either is a failure."""

import sys
from pathlib import Path

import pytest

from local.test_run import run_parts


def exiting(status: int) -> list[str]:
    return [sys.executable, "-c", f"print('status {status}'); raise SystemExit({status})"]


@pytest.mark.parametrize(
    ("without_cloud", "deployed", "result"), [(0, 0, 0), (1, 0, 1), (0, 2, 1), (3, 3, 1)]
)
def test_a_failure_of_either_part_is_a_failure(
    tmp_path: Path, without_cloud: int, deployed: int, result: int
) -> None:
    parts = exiting(without_cloud), exiting(deployed)

    assert run_parts(*parts, tmp_path / "log") == result


def test_the_output_of_the_deployed_part_is_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run_parts(exiting(0), exiting(2), tmp_path / "log")

    assert "status 2" in capfd.readouterr().out


def test_the_parts_run_at_the_same_time(tmp_path: Path) -> None:
    """Each waits for a file that the other one writes."""
    program = (
        "import pathlib, sys, time\n"
        "own, other = map(pathlib.Path, sys.argv[1:])\n"
        "own.touch()\n"
        "ends = time.monotonic() + 60\n"
        "while not other.exists():\n"
        "    assert time.monotonic() < ends\n"
        "    time.sleep(0.01)\n"
    )
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    first, second = (
        [sys.executable, "-c", program, *files] for files in ((one, two), (two, one))
    )

    assert run_parts(first, second, tmp_path / "log") == 0
