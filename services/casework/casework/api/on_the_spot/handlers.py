"""The handler of the figures of 4 tại chỗ."""

from dataclasses import dataclass

from casework.api.on_the_spot.schemas import SpotFiguresView, SpotQuery
from casework.api.requests import AgencyId
from casework.repository import CaseworkRepository
from kit.http.context import RequestContext


@dataclass(frozen=True, slots=True)
class SpotHandlers:
    """Bound to the table."""

    cases: CaseworkRepository

    def get_figures(
        self, request: RequestContext, code: AgencyId, query: SpotQuery
    ) -> SpotFiguresView:
        """Get figures of one desk

        4 tại chỗ: the minutes between the four acts of the cases that one desk of the agency did
        alone.
        """
        agency = request.require_agency(code)
        figures = self.cases.spot_figures(agency, query.month)
        return SpotFiguresView.of(agency, query.month, figures)
