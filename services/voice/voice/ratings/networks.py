"""From which network a rating came: as a digest that holds for a day and tells nothing else."""

from datetime import datetime
from typing import Final

from kit.security.lookup_key import attempt_bucket

DIGITS: Final = 16
DAY_SECONDS: Final = 86_400


def network_digest(secret: str, network: str, at: datetime) -> str | None:
    """Equal for the same network on the same day (UTC); None where the network is not known.

    Raises SecretUnusable.
    """
    if not network:
        return None
    day = int(at.timestamp()) // DAY_SECONDS
    return attempt_bucket(secret, f"rating {network}", day)[:DIGITS]
