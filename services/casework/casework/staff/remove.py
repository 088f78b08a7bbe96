"""Removal of an official: acts are refused at once, reads within a minute."""

from datetime import datetime

from casework.staff.authority import (
    administrator_now,
    record_within_reach,
    require_reserved_roles,
)
from casework.staff.history import rights_change
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Directory


class RemoveOfficial(Model):
    """`administrator` and `sub` are subjects."""

    administrator: str
    sub: str


@retry_on_conflict
def remove_official(directory: Directory, command: RemoveOfficial, at: datetime) -> None:
    """The record stays, as removed. Raises Forbidden, NotFound, RoleOutOfReach."""
    writer, administrator = administrator_now(directory, command.administrator)
    record = record_within_reach(directory, command.sub, administrator)
    if record.official is None:
        raise NotFound

    require_reserved_roles(administrator, before=record.official, after=None)

    change = rights_change(by=writer.sub, at=at, before=record.official, after=None)
    directory.change_rights(change, official=record, administrator=writer)
