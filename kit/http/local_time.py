"""The one form of a time in responses: RFC 3339, Vietnam's offset, whole seconds."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, PlainSerializer

from kit.core.time import VIETNAM


def _written(at: datetime) -> str:
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


LocalTime = Annotated[AwareDatetime, PlainSerializer(_written, return_type=str, when_used="json")]
"""`2026-11-23T09:00:00+07:00`; parts of a second are cut off."""
