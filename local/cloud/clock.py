"""The clock of the local cloud: the machine's, moved forward by whoever shows what time does.

Functions (`function_clock/`) and doubles go by it. The shift is lost when the cloud starts anew.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from local.cloud.settings import STATE, cloud_port, is_localstack, signs_in_by_pools

VARIABLE: Final = "LOCAL_CLOCK"


class ClockFixed(Exception):
    """The message is why this cloud's clock cannot be moved."""


def clock_file() -> Path:
    """The seconds by which the clock is ahead; no file: none."""
    return STATE / "run" / f"clock-{cloud_port()}"


def local_now() -> datetime:
    """The time in a process of the local cloud; the machine's in every other one."""
    file = os.environ.get(VARIABLE)
    return datetime.now(UTC) + (_shift(Path(file)) if file else timedelta())


def cloud_now() -> datetime:
    """The time of the local cloud, for whoever uses it from outside."""
    return datetime.now(UTC) + _shift(clock_file())


def move_clock_to(moment: datetime) -> None:
    """Forward only: what the cloud has stored lies before now. Raises ClockFixed."""
    require_movable()
    if moment <= cloud_now():
        return
    ahead = moment - datetime.now(UTC)
    file = clock_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(".new")
    written.write_text(f"{ahead.total_seconds():.3f}")
    written.rename(file)


def require_movable() -> None:
    """Raises ClockFixed where something would not go by the shift."""
    if is_localstack():
        raise ClockFixed("the functions of LocalStack go by the machine's clock")
    if signs_in_by_pools():
        raise ClockFixed("the tokens of user pools go by the machine's clock")


def _shift(file: Path) -> timedelta:
    try:
        return timedelta(seconds=float(file.read_text()))
    except FileNotFoundError:
        return timedelta()
