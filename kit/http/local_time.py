"""A moment as answers give it: RFC 3339 in Vietnam's time, whole seconds."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import AwareDatetime, PlainSerializer, WithJsonSchema

from kit.core.time import VIETNAM

LOCAL_TIME_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+07:00$"


def local_time(moment: datetime) -> str:
    """`2026-11-23T09:00:00+07:00`; parts of a second are cut off."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


LocalTime = Annotated[
    AwareDatetime,
    PlainSerializer(local_time, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": LOCAL_TIME_PATTERN}),
]
"""A field of an answer."""
