"""The routes of one's own notices."""

from dataclasses import dataclass
from typing import Final

from front.api import Caller, Change, Nothing, Routes, part
from portal.inbox.models import Notice, Notices

A_PAGE: Final = "20"
MANY: Final = "100"
MOST_PAGES: Final = 5


@dataclass(frozen=True, slots=True)
class InboxApi:
    """Methods raise ApiProblem or NoResponse."""

    routes: Routes
    caller: Caller

    def notices(self, after: str = "") -> Notices:
        """A page of them."""
        return self._page(A_PAGE, after)

    def of_dossier(self, code: str) -> tuple[Notice, ...]:
        """Those about a dossier, among the newest five hundred."""
        return tuple(each for each in self._newest() if each.dossier == code)

    def notice(self, id: str) -> Notice | None:
        """One of the newest five hundred."""
        return next((each for each in self._newest() if each.notice == id), None)

    def mark_read(self, id: str) -> None:
        """Mark it as read; the first mark stands."""
        change = Change("PUT", "notifications", f"/me/notices/{part(id)}/read")
        self.routes.change(Nothing, self.caller, change)

    def _newest(self) -> list[Notice]:
        notices: list[Notice] = []
        after = ""
        for _ in range(MOST_PAGES):
            page = self._page(MANY, after)
            notices += page.items
            after = page.next or ""
            if not after:
                break
        return notices

    def _page(self, limit: str, after: str) -> Notices:
        query = {"limit": limit, "cursor": after}
        return self.routes.read(Notices, self.caller, "notifications", "/me/notices", query)
