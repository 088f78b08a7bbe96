"""Requests of data subjects: each by its id, in its owner's list, and in that of the open ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from kit.core.events import Change, Envelope
from kit.core.model import Event
from kit.core.time import stamp
from kit.persistence.items import Item, Put, Remove
from kit.persistence.merged_pages import newest_of
from kit.persistence.query import Query
from kit.persistence.repository import Repository, required
from kit.persistence.vault import Unreadable

if TYPE_CHECKING:
    from intake.domain.subject_request import SubjectRequest

OPEN: Final = "SUBJECT_REQUESTS_OPEN"
"""The partition of those that wait for a decision, the earliest due date first."""
SubjectRequestPage = tuple[list["SubjectRequest"], str | None]
"""Requests, their texts sealed, and where the rest begins."""


class SubjectRequests(Repository):
    """Questions about requests of data subjects."""

    def subject_request(self, id: str) -> "SubjectRequest":
        """Its texts opened; raises NotFound."""
        from intake.domain.subject_request import SubjectRequest

        return required(self.load(SubjectRequest, id))

    def readable_subject_request(self, id: str) -> "SubjectRequest":
        """Its texts opened, or sealed once the person's data are erased; raises NotFound."""
        try:
            return self.subject_request(id)
        except Unreadable:
            return self.sealed_subject_request(id)

    def sealed_subject_request(self, id: str) -> "SubjectRequest":
        """Its texts sealed; raises NotFound."""
        from intake.domain.subject_request import SubjectRequest

        return required(self.load_sealed(SubjectRequest, id))

    def subject_requests_of(
        self, owners: tuple[str, ...], *, after: str | None, limit: int
    ) -> SubjectRequestPage:
        """A page of one person's, by all of their ids, newest first."""
        queries = [
            Query(partition=_list_of(owner), after=after, limit=limit, newest_first=True)
            for owner in owners
        ]
        page = newest_of(map(self._table.query, queries), limit)
        return self._requests_in(page.items), page.after

    def open_subject_requests(self, *, after: str | None, limit: int) -> SubjectRequestPage:
        """A page of those that wait for a decision, the earliest due date first."""
        page = self._table.query(Query(partition=OPEN, after=after, limit=limit))
        return self._requests_in(page.items), page.after

    def commit_subject_request(
        self,
        request: "SubjectRequest",
        *,
        at: datetime,
        event: Event | None = None,
        changes: Sequence[Change] = (),
        cause: Envelope | None = None,
    ) -> None:
        """With its lines in the lists, and with other changes; raises Conflict, Duplicate."""
        waiting = Item(OPEN, f"{stamp(request.due)}#{request.id}", "{}")
        own = Item(_list_of(request.owner), f"{stamp(request.sent_at)}#{request.id}", "{}")
        is_open = request.state == "received"
        lines = (Put(waiting) if is_open else Remove(waiting.pk, waiting.sk), Put(own))
        self.commit([Change(request, event, lines), *changes], at=at, cause=cause)

    def _requests_in(self, items: Sequence[Item]) -> "list[SubjectRequest]":
        return [self.sealed_subject_request(item.sk.rpartition("#")[2]) for item in items]


def _list_of(owner: str) -> str:
    return f"SUBJECT_REQUESTS_OF#{owner}"
