"""The parts of `make test` run side by side and leave no test out; one failure fails them all."""

import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from infra.places import ROOT
from local.make_test import OTHERS, UNITS, commands, halves, run_parts


def exiting(status: int) -> list[str]:
    return [sys.executable, "-c", f"print('status {status}'); raise SystemExit({status})"]


@pytest.mark.parametrize(
    ("statuses", "result"), [((0, 0, 0), 0), ((1, 0, 0), 1), ((0, 2, 0), 1), ((0, 0, 3), 1)]
)
def test_a_failure_of_any_part_is_a_failure(
    tmp_path: Path, statuses: tuple[int, ...], result: int
) -> None:
    parts = {f"part {at}": exiting(status) for at, status in enumerate(statuses)}

    assert run_parts(parts, tmp_path) == result


def test_the_output_of_every_part_is_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run_parts({"one": exiting(0), "two": exiting(2), "three": exiting(3)}, tmp_path)

    shown = capfd.readouterr().out
    assert [f"status {status}" in shown for status in (0, 2, 3)] == [True, True, True]


@pytest.mark.parametrize(("cores", "workers"), [(1, "0"), (2, "0"), (4, "0"), (8, "2")])
def test_each_part_has_its_share_of_the_cores(cores: int, workers: str) -> None:
    parts = [command for name, command in commands(cores).items() if name != "deployed cloud"]

    assert [command[command.index("-n") + 1] for command in parts] == [workers] * 3


def test_the_parts_without_a_cloud_are_all_folders_of_tests() -> None:
    """The third one has what the halves and the deployed one have not."""
    ignored = {each.removeprefix("--ignore=") for each in OTHERS if each.startswith("--ignore=")}
    testpaths = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]

    assert {*OTHERS} >= {*testpaths["ini_options"]["testpaths"]}
    assert ignored == {"tests/integration", str(UNITS)}


def test_the_halves_have_every_file_of_tests() -> None:
    folder = ROOT / UNITS
    entries = [Path(each) for half in halves(folder) for each in half]

    inside = [each.rglob("test_*.py") if each.is_dir() else [each] for each in entries]

    assert sorted(chain.from_iterable(inside)) == sorted(folder.rglob("test_*.py"))


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
    waiting = [sys.executable, "-c", program]
    parts = {"first": [*waiting, one, two], "second": [*waiting, two, one]}

    assert run_parts(parts, tmp_path) == 0
