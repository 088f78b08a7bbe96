"""Replacement of an official's rights: those of the command, and no others."""

from datetime import datetime

from casework.staff.authority import (
    AgencyOutOfReach,
    administrator_now,
    covers_all,
    require_relisting,
    require_reserved_roles,
)
from casework.staff.history import rights_change
from kit.core.agency_tree import LATEST, AgencyTree
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Directory, Staff


class ReplaceOfficial(Model):
    """`administrator` is the subject of who gives the rights."""

    administrator: str
    official: Staff


@retry_on_conflict
def replace_official(directory: Directory, command: ReplaceOfficial, at: datetime) -> Staff:
    """Raises Forbidden (no administrator any more), NotFound (an official of other agencies),
    OfficialRemoved, AgencyOutOfReach, RoleOutOfReach.
    """
    official = with_present_codes(command.official, directory.tree())
    writer, administrator = administrator_now(directory, command.administrator)
    record = directory.record(official.sub)
    existing = record.official
    if existing is not None and not covers_all(administrator, existing):
        raise NotFound

    require_relisting(administrator, record)
    if not covers_all(administrator, official):
        raise AgencyOutOfReach(field="agencies")
    require_reserved_roles(administrator, before=existing, after=official)

    if existing is not None:
        official = official.evolve(delegations=existing.delegations)
    if existing != official:
        change = rights_change(by=writer.sub, at=at, before=existing, after=official)
        directory.change_rights(change, official=record, administrator=writer)
    return official


def with_present_codes(official: Staff, tree: AgencyTree) -> Staff:
    """By the agencies' own codes, whichever of their codes was stated."""
    agencies = (tree.holder(code, LATEST) for code in official.agencies)
    return official.evolve(agencies=tuple(dict.fromkeys(agencies)))
