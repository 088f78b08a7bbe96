"""The worklist of an agency: its open cases by what is due first, or its closed ones."""

from pydantic import Field

from casework.domain.states import CLOSED, State
from casework.repository import CasePage, CaseworkRepository
from contracts.terms import AgencyCode
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.security.staff_directory import Staff


class ListCases(Model):
    """Of `agency` (None: the official's first), in `state` (None: every open one).

    `consulted`: instead those on which the agency is consulted.
    """

    official: Staff
    agency: AgencyCode | None = None
    state: State | None = None
    consulted: bool = False
    after: str | None = None
    limit: int = Field(default=50, ge=1)

    @property
    def chosen_agency(self) -> str:
        """Raises NotFound for an agency that the official does not work for."""
        agency = self.agency or next(iter(self.official.agencies), None)
        if agency is None or not self.official.covers(agency):
            raise NotFound
        return agency


def list_cases(cases: CaseworkRepository, query: ListCases) -> CasePage:
    """A page; with a state it may hold fewer than `limit`."""
    if query.consulted:
        return cases.cases_consulting(query.chosen_agency, after=query.after, limit=query.limit)
    of_agency = cases.closed_cases_of if query.state in CLOSED else cases.open_cases_of
    page, rest = of_agency(query.chosen_agency, after=query.after, limit=query.limit)
    return [case for case in page if query.state in (None, case.state)], rest
