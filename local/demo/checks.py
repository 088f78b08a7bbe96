"""Checks of the demo: a response that is not as it must be ends the journey."""

import re
from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


class CheckFailed(Exception):
    """The message says what was promised, or what came instead."""


def require(holds: bool, failure: str) -> None:
    """Raises CheckFailed unless it holds."""
    if not holds:
        raise CheckFailed(failure)


def require_code(code: str, agency: str, filed_at: str) -> None:
    """Raises CheckFailed unless the code has the official form."""
    day = datetime.fromisoformat(filed_at).astimezone(VIETNAM).strftime("%y%m%d")
    form = rf"^{re.escape(agency)}-{day}-\d{{4,7}}$"
    is_official = bool(re.match(form, code))
    require(is_official, f"code {code} has not the official form <agency>-{day}-<number>")
