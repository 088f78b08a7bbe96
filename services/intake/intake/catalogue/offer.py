"""The offer: a procedure that is in force, at an agency that exists on that day."""

from datetime import datetime

from intake.domain.offers import Office
from intake.domain.procedure import Procedure
from intake.domain.procedure_content import vietnam_day
from intake.repository import IntakeRepository
from kit.core.errors import Invalid
from kit.security.staff_directory import Agency, Directory


class UnknownProcedure(Invalid):
    """No version of such a procedure is in force."""

    code = "unknown_procedure"
    vi = "Không có thủ tục này trong danh mục."
    en = "There is no such procedure in the catalogue."


class UnknownAgency(Invalid):
    """There is no such agency in the directory on that day."""

    code = "unknown_agency"
    vi = "Không có cơ quan này trong danh bạ."
    en = "There is no such agency in the directory."


def offered_procedure(intake: IntakeRepository, code: str, *, at: datetime) -> Procedure:
    """Raises UnknownProcedure."""
    procedure = intake.procedure(code, at)
    if procedure is None:
        raise UnknownProcedure(field="procedure")
    return procedure


def existing_agency(directory: Directory, code: str, *, at: datetime) -> Agency:
    """Also on its first and last day; raises UnknownAgency."""
    agency, day = directory.agency(code), vietnam_day(at)
    if agency is None or not agency.valid_from <= day <= (agency.valid_until or day):
        raise UnknownAgency(field="agency")
    return agency


def office_of(directory: Directory, agency: Agency) -> Office:
    """The agency as offers name it."""
    parent = directory.agency(agency.parent) if agency.parent else None
    return Office(code=agency.code, kind=agency.kind, parent_kind=parent.kind if parent else None)
