"""Times in public documents: RFC 3339 with Vietnam's offset and whole seconds."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, WithJsonSchema

from kit.core.time import VIETNAM

LOCAL_TIME_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+07:00$"


def in_vietnam(moment: datetime) -> datetime:
    """The same time with Vietnam's offset, without parts of a second."""
    return moment.astimezone(VIETNAM).replace(microsecond=0)


LocalTime = Annotated[
    AwareDatetime,
    AfterValidator(in_vietnam),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": LOCAL_TIME_PATTERN}),
]
"""A response's time: 2026-11-23T09:00:00+07:00."""
