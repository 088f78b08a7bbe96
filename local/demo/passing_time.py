"""Time that passes for the cloud with its doubles and for the National Portal's simulator."""

from datetime import datetime
from typing import Final

import requests

from local.cloud.clock import cloud_now, move_clock_to
from local.cloud.settings import HOST, national_portal_port

SECONDS: Final = 10


def let_time_pass_to(moment: datetime) -> None:
    """Forward only. The portal goes first: to it nothing is reported before it happened.

    Raises ClockFixed.
    """
    ahead = (moment - cloud_now()).total_seconds()
    if ahead > 0:
        address = f"http://{HOST}:{national_portal_port()}/_simulator/clock"
        requests.post(address, json={"advance": ahead}, timeout=SECONDS).raise_for_status()
    move_clock_to(moment)
