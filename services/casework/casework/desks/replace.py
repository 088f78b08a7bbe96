"""Replacement of the desks of an agency, and who may sit at them."""

from casework.domain.desk import UnknownDesk
from casework.repository import CaseworkRepository
from casework.staff.authority import administrator_now
from contracts.terms import AgencyCode
from kit.core.errors import Conflicting, NotFound
from kit.core.model import Model
from kit.security.staff_directory import Directory, Staff


class DeskHasCases(Conflicting):
    """Work that lies at a desk is given to another one first."""

    code = "desk_has_cases"
    vi = "Bàn, bộ phận “{desk}” còn hồ sơ đang giải quyết nên chưa thể bỏ."
    en = "The desk “{desk}” still has open dossiers, so it cannot be removed yet."


class ReplaceDesks(Model):
    """`administrator` is a subject; without desks the agency gives work to any."""

    administrator: str
    agency: AgencyCode
    desks: tuple[str, ...]


def replace_desks(
    cases: CaseworkRepository, directory: Directory, command: ReplaceDesks
) -> tuple[str, ...]:
    """Raises Forbidden, NotFound outside the administrator's agencies, DeskHasCases."""
    _, administrator = administrator_now(directory, command.administrator)
    if not administrator.covers(command.agency):
        raise NotFound
    desks = tuple(dict.fromkeys(command.desks))
    for name in cases.desks_of(command.agency):
        if name not in desks and cases.has_open_cases(command.agency, name):
            raise DeskHasCases(desk=name)

    cases.replace_desks(command.agency, desks)
    return desks


def require_desks(cases: CaseworkRepository, official: Staff) -> None:
    """Desks exist before anybody is assigned to them; raises UnknownDesk.

    Officials of agencies that have listed none may have a desk of any name.
    """
    listed = [cases.desks_of(agency) for agency in official.agencies if official.desks]
    if any(listed) and any(not any(desk in each for each in listed) for desk in official.desks):
        raise UnknownDesk(field="desks")
