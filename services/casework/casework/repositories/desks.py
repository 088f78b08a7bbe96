"""The desks of agencies: listed before anybody is assigned to them."""

from typing import Final

from casework.domain.desk import Desk, UnknownDesk
from casework.domain.listing import desk_list
from casework.repositories.agency_calendars import AgencyCalendars
from kit.core.model import Model
from kit.persistence.items import Item, Put, Remove
from kit.persistence.query import Query
from kit.security.staff_rights import Staff

DESKS: Final = "DESKS"


class AgencyDeskList(Model):
    """The names of an agency's desks."""

    agency: str
    desks: tuple[str, ...]


class AgencyDesks(AgencyCalendars):
    """What casework's repository knows of desks."""

    def desks_of(self, agency: str) -> tuple[str, ...]:
        """The desks that the agency has listed."""
        item = self._table.get(DESKS, agency)
        return AgencyDeskList.model_validate_json(item.doc).desks if item else ()

    def replace_desks(self, agency: str, desks: tuple[str, ...]) -> None:
        """Write an agency's desks; with none it gives work to desks of any name."""
        doc = AgencyDeskList(agency=agency, desks=desks).model_dump_json()
        self._table.write([Put(Item(DESKS, agency, doc)) if desks else Remove(DESKS, agency)])

    def has_open_cases(self, agency: str, desk: str) -> bool:
        """Whether a desk of an agency has work."""
        by = desk_list(agency, desk)
        return self._table.count(Query(index="by-at", partition=by, limit=1)) > 0

    def desk(self, agency: str, name: str) -> Desk:
        """The desk of that name that gets work of an agency, its own or one above it.

        Raises UnknownDesk where the agency has listed its desks, and this is none of them.
        """
        own = self.desks_of(agency)
        above = self._nearest(agency, name, own)
        if own and above is None:
            raise UnknownDesk(field="desk")
        return above or Desk(agency=agency, name=name)

    def desk_of(self, official: Staff, agency: str, name: str) -> Desk:
        """The desk at which an official works on a case of an agency."""
        nearest = self._nearest(agency, name, self.desks_of(agency))
        own = (each for each in self.lineage(agency) if each in official.agencies)
        covering = next(own, agency)
        return nearest or Desk(agency=covering, name=name)

    def _nearest(self, agency: str, name: str, own: tuple[str, ...]) -> Desk | None:
        if name in own:
            return Desk(agency=agency, name=name)
        above = self.lineage(agency)[1:]
        agencies = (each for each in above if name in self.desks_of(each))
        return next((Desk(agency=each, name=name) for each in agencies), None)
