"""The history of an official's rights: who gave what to whom."""

from datetime import datetime

from kit.core.ids import new_ulid
from kit.core.model import Model
from kit.platform import tracing
from kit.security.rights_change import RightsChange
from kit.security.staff_directory import Directory, Staff

ChangesPage = tuple[list[RightsChange], str | None]
"""Entries, newest first, and where the rest begins."""


class ListRightsChanges(Model):
    """The history of `sub`, of whom the administrator covers the present or last agencies."""

    sub: str
    after: str | None
    limit: int


def rights_change(
    *, by: str, at: datetime, before: Staff | None, after: Staff | None
) -> RightsChange:
    """The entry of a change that is about to be written."""
    return RightsChange(
        id=new_ulid(at), by=by, at=at, trace=tracing.current(), before=before, after=after
    )


def list_rights_changes(directory: Directory, command: ListRightsChanges) -> ChangesPage:
    """Nothing of it ever changes."""
    return directory.changes_of(command.sub, command.after, command.limit)
