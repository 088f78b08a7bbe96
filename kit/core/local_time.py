"""Times in public documents: RFC 3339 with Vietnam's offset and whole seconds."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

from kit.core.time import VIETNAM


def in_vietnam(moment: datetime) -> datetime:
    """The same time with Vietnam's offset, without parts of a second."""
    return moment.astimezone(VIETNAM).replace(microsecond=0)


LocalTime = Annotated[AwareDatetime, AfterValidator(in_vietnam)]
"""A response's time: 2026-11-23T09:00:00+07:00."""
