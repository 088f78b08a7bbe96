"""Removal of an official: every right ends within a minute."""

from casework.staff.authority import official_within_reach, require_reserved_roles
from kit.core.model import Model
from kit.security.staff_directory import Directory, Staff


class RemoveOfficial(Model):
    administrator: Staff
    sub: str


def remove_official(directory: Directory, command: RemoveOfficial) -> None:
    """Raises NotFound, RoleOutOfReach."""
    official = official_within_reach(directory, command.sub, command.administrator)

    require_reserved_roles(command.administrator, before=official, after=None)

    directory.remove_staff(official.sub)
