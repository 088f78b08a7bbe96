"""Replacement of an agency with its working hours."""

from casework.repository import CaseworkRepository
from kit.core.errors import Invalid, NotFound
from kit.core.model import Model
from kit.security.staff_directory import Agency, Directory, Staff
from law.calendar import WorkingHours


class WrongParent(Invalid):
    """An agency's parent is the one its code says."""

    code = "wrong_parent"
    vi = "Cơ quan cấp trên phải đúng theo mã định danh: {parent}."
    en = "The agency above must be the one that the code says: {parent}."


class ReplaceAgency(Model):
    """`hours` are empty where the agency has the usual ones, or those of the agency above it."""

    administrator: Staff
    agency: Agency
    hours: tuple[WorkingHours, ...] = ()


def replace_agency(
    cases: CaseworkRepository, directory: Directory, command: ReplaceAgency
) -> Agency:
    """Raises NotFound outside the administrator's agencies, WrongParent."""
    code = command.agency.code
    if not command.administrator.covers(code):
        raise NotFound
    parent = code.rpartition(".")[0] or None
    if command.agency.parent not in (None, parent):
        raise WrongParent(field="parent", parent=parent or "–")
    agency = command.agency.evolve(parent=parent)

    cases.replace_hours(code, command.hours)
    directory.put_agency(agency)
    return agency
