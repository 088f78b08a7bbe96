"""The clock of the local cloud: functions and doubles go by it, and nothing else."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from infra.places import ROOT
from local.cloud import clock
from local.cloud.clock import ClockFixed, cloud_now, local_now, move_clock_to

FUNCTION_CLOCK: Final = ROOT / "local" / "cloud" / "function_clock"
PRINT_TIME: Final = "from kit.core.time import system_clock; print(system_clock().isoformat())"
DAY: Final = timedelta(days=1)


def ahead_of_the_machine(environment: dict[str, str]) -> timedelta:
    """How far the product's clock is ahead of the machine's, in a process of its own."""
    path = f"{FUNCTION_CLOCK}:{ROOT}"
    run = subprocess.run(
        [sys.executable, "-c", PRINT_TIME],
        env={"PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return datetime.fromisoformat(run.stdout.strip()) - datetime.now(UTC)


def test_a_function_of_the_local_cloud_goes_by_the_shift(tmp_path: Path) -> None:
    shift = tmp_path / "clock"
    shift.write_text(f"{10 * DAY.total_seconds()}")

    assert abs(ahead_of_the_machine({"LOCAL_CLOCK": str(shift)}) - 10 * DAY) < DAY / 2


def test_without_shift_or_variable_it_is_the_machines_clock(tmp_path: Path) -> None:
    assert abs(ahead_of_the_machine({"LOCAL_CLOCK": str(tmp_path / "none")})) < DAY / 2
    assert abs(ahead_of_the_machine({})) < DAY / 2


def test_the_clock_moves_forward_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUD_PORT", "1")
    file = clock.clock_file()
    try:
        move_clock_to(datetime.now(UTC) + 3 * DAY)
        move_clock_to(datetime.now(UTC) + DAY)

        assert abs(cloud_now() - datetime.now(UTC) - 3 * DAY) < DAY / 2
        assert abs(local_now() - datetime.now(UTC)) < DAY / 2  # this is no process of the cloud
        monkeypatch.setenv("LOCAL_CLOCK", str(file))
        assert abs(local_now() - datetime.now(UTC) - 3 * DAY) < DAY / 2
    finally:
        file.unlink()


@pytest.mark.parametrize(("variable", "value"), [("LOCALSTACK_PORT", "4566"), ("SIGN_IN", "pools")])
def test_a_cloud_of_which_a_part_has_its_own_clock_is_not_moved(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ClockFixed):
        move_clock_to(datetime.now(UTC) + DAY)


def test_no_package_holds_the_moved_clock() -> None:
    """It stands in `local`, which no service imports and no bundle contains."""
    links = ROOT.glob("services/*/vendor/*")
    assert not any("local" in link.resolve().parts[len(ROOT.parts) :] for link in links)
    assert "LOCAL_CLOCK" not in "".join(
        path.read_text("utf-8") for path in (ROOT / "kit").rglob("*.py")
    )
