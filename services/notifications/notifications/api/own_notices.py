"""The handlers of a citizen's own list of notices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from kit.core.errors import NotFound
from kit.core.ids import ULID_PATTERN
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from notifications.api.schemas import ListedNoticePageView, ListedNoticeView, ReadMarkView
from notifications.repository import NotificationsRepository

ListedNoticeId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The notice's id in the list")
]


@dataclass(frozen=True, slots=True)
class OwnNoticesHandlers:
    """Bound to the table with the vault: the texts are opened."""

    repository: NotificationsRepository
    cursors: Callable[[], Cursors]

    def list_own_notices(self, request: RequestContext, query: PageQuery) -> ListedNoticePageView:
        """List my notices

        Every notice about the caller's dossiers, newest first, also where there is neither a phone
        nor a mail address. The reading is recorded.
        """
        scope = f"own-notices/{request.sub}"
        cursors = self.cursors()
        after = cursors.open(scope, query.cursor)
        page = self.repository.listed_notices(request.own_ids, after=after, limit=query.limit)
        if page.items:
            request.disclose(None, len({each.dossier for each in page.items}))
        items = tuple(ListedNoticeView.of(each) for each in page.items)
        return ListedNoticePageView(items=items, next=cursors.seal(scope, page.after))

    def mark_read(self, request: RequestContext, notice: ListedNoticeId) -> ReadMarkView:
        """Mark a notice as read

        The first mark stands.
        """
        marked = self.repository.mark_read(request.own_ids, notice, request.now)
        if marked is None or marked.read_at is None:
            raise NotFound
        return ReadMarkView(notice=marked.id, read_at=marked.read_at)
