"""The end of a draft: when its owner is reminded, when it is over, when its files go."""

from datetime import datetime, timedelta
from typing import Final

from intake.domain.draft import Draft

NOTICE: Final = timedelta(days=5)
"""How long before the end of an open draft its owner is reminded."""
SETTLED: Final = timedelta(minutes=75)
"""After so long no upload of a removed attachment can arrive any more, and no check can come."""


def due_moment(draft: Draft) -> datetime | None:
    """When the sweeper looks at it next."""
    moments = [draft.removed_at + SETTLED] if draft.removed_at else []
    if draft.state == "open":
        moments.append(draft.expires - NOTICE if _waits(draft) else draft.expires)
    return min(moments, default=None)


def should_remind(draft: Draft, at: datetime) -> bool:
    """Whether the end is near, and there is somebody to say it to."""
    return _waits(draft) and draft.expires - NOTICE <= at < draft.expires


def should_clean(draft: Draft, at: datetime) -> bool:
    """Whether files are to be deleted, and nothing of them can arrive any more."""
    return draft.removed_at is not None and draft.removed_at + SETTLED <= at


def _waits(draft: Draft) -> bool:
    return draft.state == "open" and not draft.is_reminded and draft.contact is not None
