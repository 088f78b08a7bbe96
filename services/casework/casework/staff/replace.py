"""Replacement of an official's rights: those of the command, and no others."""

from casework.staff.authority import (
    AgencyOutOfReach,
    covers_all,
    official_within_reach,
    require_reserved_roles,
)
from kit.core.model import Model
from kit.security.staff_directory import Directory, Staff


class ReplaceOfficial(Model):
    administrator: Staff
    official: Staff


def replace_official(directory: Directory, command: ReplaceOfficial) -> Staff:
    """Raises NotFound (an official of other agencies), AgencyOutOfReach, RoleOutOfReach."""
    administrator, official = command.administrator, command.official
    existing = None
    if directory.staff_now(official.sub) is not None:
        existing = official_within_reach(directory, official.sub, administrator)

    if not covers_all(administrator, official):
        raise AgencyOutOfReach(field="agencies")
    require_reserved_roles(administrator, before=existing, after=official)

    directory.put_staff(official)
    return official
