"""Replacement of an agency with its working hours."""

from casework.repository import CaseworkRepository
from casework.staff.authority import administrator_now
from kit.core.errors import Invalid, NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Agency, Directory
from law.working_hours import WorkingHours


class WrongParent(Invalid):
    """An agency's parent is the one its code says."""

    code = "wrong_parent"
    vi = "Cơ quan cấp trên phải đúng theo mã định danh: {parent}."
    en = "The agency above must be the one that the code says: {parent}."


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

    Raises Forbidden, NotFound outside the administrator's agencies, WrongParent.
    """
    code = command.agency.code
    writer, administrator = administrator_now(directory, command.administrator)
    if not administrator.covers(code):
        raise NotFound
    parent = code.rpartition(".")[0] or None
    if command.agency.parent not in (None, parent):
        raise WrongParent(field="parent", parent=parent or "–")
    agency = command.agency.evolve(parent=parent)

    directory.put_agency(agency, writer)
    cases.replace_hours(code, command.hours)
    return agency
