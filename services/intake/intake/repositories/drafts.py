"""Drafts with their attachments, until they are filed."""

from datetime import datetime, timedelta
from typing import Final

from intake.domain.attachment import Attachment
from intake.domain.draft import Draft
from intake.repositories.drafter import Drafter, prepares
from kit.core.errors import NotFound
from kit.persistence.items import Absent, ConditionFailed, Item, Put, Remove
from kit.persistence.repository import Repository
from kit.security.staff_rights import Staff

CHECK_MARKED_FOR: Final = timedelta(days=2)


class Drafts(Repository):
    """Questions about drafts and attachments (giấy tờ tải lên)."""

    def draft(self, id: str) -> Draft | None:
        """A draft, also after it was filed."""
        return self.load(Draft, id)

    def draft_of(self, drafter: Drafter, id: str) -> Draft:
        """Raises NotFound, also for somebody else's draft.

        One of an earlier id of the person has the present one from its next change on.
        """
        draft = self.draft(id)
        if draft is None or not prepares(drafter, draft):
            raise NotFound
        if isinstance(drafter, Staff) or draft.owner == drafter.person:
            return draft
        return draft.evolve(owner=drafter.person)

    def attachment(self, id: str) -> Attachment | None:
        """An attachment of any draft."""
        return self.load(Attachment, id)

    def sealed_attachment(self, id: str) -> Attachment | None:
        """An attachment of any draft; the name of its file stays sealed."""
        return self.load_sealed(Attachment, id)

    def attachments_of(self, draft: Draft) -> list[Attachment]:
        """In the order in which they were announced."""
        attachments = map(self.attachment, draft.attachments)
        return [attachment for attachment in attachments if attachment]

    def begin_repeated_check(self, id: str, at: datetime) -> bool:
        """Mark that a file is looked at again; False where such a look never ended."""
        ends = {"ttl": int((at + CHECK_MARKED_FOR).timestamp())}
        mark = Item(f"CHECK#{id}", "AGAIN", "{}", index_attributes=ends)
        try:
            self._table.write([Put(mark, Absent())])
        except ConditionFailed:
            return False
        return True

    def end_repeated_check(self, id: str) -> None:
        """The look failed in order and may be repeated."""
        self._table.write([Remove(f"CHECK#{id}", "AGAIN")])
