"""Replacement of an agency with its place in the tree and its working hours."""

from casework.agencies.place import AgencyPlacement
from casework.repository import CaseworkRepository
from casework.staff.authority import administrator_now
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Agency, Directory
from law.working_hours import WorkingHours


class ReplaceAgency(Model):
    """`administrator` is a subject; `hours` are empty where the agency has the usual ones, or those
    of the agency above it.
    """

    administrator: str
    agency: Agency
    hours: tuple[WorkingHours, ...] = ()


@retry_on_conflict
def replace_agency(
    cases: CaseworkRepository, directory: Directory, command: ReplaceAgency
) -> Agency:
    """The agency is written first, against the administrator's record: hours of a refused one stay.

    Raises Forbidden, NotFound outside the administrator's agencies, and the refusals of
    `AgencyPlacement.placed`.
    """
    writer, administrator = administrator_now(directory, command.administrator)
    tree = directory.tree_now()
    placement = AgencyPlacement(directory, tree, administrator.within(tree))
    if not placement.may_replace(command.agency.code):
        raise NotFound
    agency = placement.placed(command.agency)

    directory.put_agency(agency, writer)
    cases.replace_hours(agency.code, command.hours)
    return agency
