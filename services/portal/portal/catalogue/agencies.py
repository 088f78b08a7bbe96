"""The agencies with their hours, for pages and for choices."""

from dataclasses import dataclass
from typing import Final

from front.api import Caller, Routes, part
from portal.catalogue.models import Agencies, Agency, AgencyDetail

A_PAGE: Final = "100"
MOST_PAGES: Final = 10


@dataclass(frozen=True, slots=True)
class AgencyApi:
    """What anybody may read; methods raise ApiProblem or NoResponse."""

    routes: Routes
    caller: Caller

    def agencies(self, kind: str = "", day: str = "") -> tuple[Agency, ...]:
        """Those of a day and a kind, in the order of their codes."""
        agencies: list[Agency] = []
        after = ""
        for _ in range(MOST_PAGES):
            query = {"limit": A_PAGE, "cursor": after, "kind": kind, "day": day}
            page = self.routes.read(Agencies, self.caller, "casework", "/agencies", query)
            agencies += page.items
            after = page.next or ""
            if not after:
                break
        return tuple(agencies)

    def agency(self, code: str) -> AgencyDetail:
        """One agency, with its hours."""
        return self.routes.read(AgencyDetail, self.caller, "casework", f"/agencies/{part(code)}")
