"""The handlers of the worklists and the search."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.api.case_parts import OfficialView
from casework.api.case_view import official_of
from casework.api.worklists import requests, schemas
from casework.domain.acts import DESK_ROLES
from casework.domain.listed_case import ListedCase
from casework.repository import CaseworkRepository
from casework.worklist.definitions import worklists
from casework.worklist.read import MOST_COUNTED, ReadList, count_lists, read_list
from casework.worklist.search import SearchCases, search_cases
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class WorklistHandlers:
    """Bound to the table, the directory that names officials, and the cursors of lists."""

    cases: CaseworkRepository
    directory: Directory
    cursors: Cursors

    def count_lists(
        self, request: RequestContext, query: requests.ListsQuery
    ) -> schemas.CountsView:
        """Count the worklists

        Of all the caller's agencies and those below; each list is counted up to 50.
        """
        official = official_of(request)
        counts = count_lists(self.cases, official, query.agency, at=request.now)
        items = tuple(
            schemas.CountView(
                list=name,
                title=worklists()[name].title,
                count=min(count, MOST_COUNTED),
                more=count > MOST_COUNTED,
            )
            for name, count in counts.items()
        )
        return schemas.CountsView(items=items)

    def read_list(
        self, request: RequestContext, list: requests.List, query: requests.ListQueryParameters
    ) -> schemas.ListView:
        """Read a worklist

        Names are opened for those who act on cases; each page that shows some is recorded.
        """
        filters = query.model_dump(exclude={"cursor"})
        scope = f"list:{request.sub}:{list}:{query.agency}:{query.procedure}:{query.desk}"
        command = ReadList(
            official=official_of(request),
            list=list,
            personal=request.has_role(*DESK_ROLES),
            after=self.cursors.open(scope, query.cursor),
            **filters,
        )
        rows, rest = read_list(self.cases, command, at=request.now)
        items = self._shown(request, rows, f"list {list}")
        return schemas.ListView(items=items, next=self.cursors.seal(scope, rest))

    def search(self, request: RequestContext, body: requests.SearchBody) -> schemas.SearchView:
        """Search for cases

        By code, the end of a code, identity number or full name; what the caller may not see is not
        found.
        """
        command = SearchCases(
            official=official_of(request),
            text=body.text,
            personal=request.has_role(*DESK_ROLES),
        )
        rows = search_cases(self.cases, command)
        return schemas.SearchView(items=self._shown(request, rows, "search"))

    def _shown(
        self, request: RequestContext, rows: Iterable[ListedCase], purpose: str
    ) -> tuple[schemas.RowView, ...]:
        """The rows, with one record of the names in them."""
        views = tuple(schemas.RowView.of(row, self._official(row.official)) for row in rows)
        names = sum(view.applicant is not None for view in views)
        if names:
            request.disclose(None, names, object=purpose)
        return views

    def _official(self, sub: str | None) -> OfficialView | None:
        if sub is None:
            return None
        official = self.directory.staff(sub)
        return OfficialView(sub=sub, name=official.name if official else "")
