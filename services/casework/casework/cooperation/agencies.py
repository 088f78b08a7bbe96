"""The other agency of a transfer or a consultation."""

from datetime import datetime

from casework.domain.cooperation import OtherAgency, UnknownAgency
from kit.core.time import VIETNAM
from kit.security.staff_directory import Directory


def agency_in_force(directory: Directory, code: str, at: datetime) -> OtherAgency:
    """The one that has the code's work on that day; raises UnknownAgency where there is none."""
    day = f"{at.astimezone(VIETNAM):%Y-%m-%d}"
    holder = directory.tree().agency_of(code, day)
    agency = directory.agency(holder) if holder else None
    if agency is None or not agency.valid_from <= day <= (agency.valid_until or day):
        raise UnknownAgency(field="agency")
    return OtherAgency(code=agency.code, name=agency.name)
