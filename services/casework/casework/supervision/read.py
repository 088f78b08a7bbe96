"""The supervision data of an agency on a day."""

from datetime import date

from casework.domain.supervision import Tallies, tallies_of
from casework.repository import CaseworkRepository
from contracts.terms import AgencyCode
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.security.staff_directory import Staff


class ReadSupervision(Model):
    """Of the agency itself, without those below it."""

    official: Staff
    agency: AgencyCode
    day: date


def read_supervision(cases: CaseworkRepository, command: ReadSupervision) -> Tallies:
    """Raises NotFound for a foreign agency."""
    if not command.official.covers(command.agency):
        raise NotFound
    acts = cases.acts_on(command.agency, command.day)
    return tallies_of(acts, cases.calendar_of(command.agency))
