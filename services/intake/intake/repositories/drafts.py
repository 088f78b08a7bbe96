"""Drafts with their attachments, until they are filed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from intake.domain.attachment import Attachment
from intake.domain.draft import Draft
from intake.domain.draft_content import DraftSummary
from intake.repositories.drafter import AtKiosk, Drafter, prepares
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.time import stamp
from kit.persistence.items import STATE, Absent, ConditionFailed, Item, Put, Remove
from kit.persistence.merged_pages import newest_of
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from kit.security.people import PersonLink

if TYPE_CHECKING:
    from intake.domain.form_signature import FormSignature

CHECK_MARKED_FOR: Final = timedelta(days=2)
LINES: Final = "DRAFTS-OF#"
DUE: Final = "draft"
"""The index's partition of drafts that the sweeper looks at."""
AT_ONCE: Final = 100
SIGNATURES_DUE: Final = "form-signature"
FORM_SIGNATURE: Final = "FORM_SIGNATURE"
"""The kind of the aggregate, which few requests import."""
DraftPage = tuple[list[DraftSummary], str | None]
"""Drafts, and where the rest begins."""


class Drafts(Repository):
    """Questions about drafts and attachments (giấy tờ tải lên)."""

    def draft(self, id: str) -> Draft | None:
        """A draft, also after it was filed."""
        return self.load(Draft, id)

    def draft_of(self, drafter: Drafter | AtKiosk, id: str) -> Draft:
        """Raises NotFound, also for somebody else's draft.

        One of an earlier id of the person has the present one from its next change on.
        """
        draft = self.draft(id)
        if draft is None or draft.state == "discarded" or not prepares(drafter, draft):
            raise NotFound
        if not isinstance(drafter, PersonLink) or draft.owner == drafter.person:
            return draft
        return draft.evolve(owner=drafter.person)

    def commit_draft(self, draft: Draft, *, at: datetime, procedure: str = "") -> None:
        """The draft; with the name of its `procedure` also its line in its owner's list."""
        lines = [Put(_line(draft, procedure))] if procedure else []
        self.commit([Change(draft, None)], at=at, extra_writes=lines)

    def commit_discarded(self, draft: Draft, *, at: datetime) -> None:
        """Given up, and in no list any more; raises Conflict."""
        self.commit([Change(draft, None)], at=at, extra_writes=[unlisted(draft)])

    def drafts_of(self, owners: tuple[str, ...], *, after: str | None, limit: int) -> DraftPage:
        """A page of the open drafts of one person, by all of their ids, newest first."""
        queries = [
            Query(partition=f"{LINES}{owner}", after=after, limit=limit, newest_first=True)
            for owner in owners
        ]
        page = newest_of(map(self._table.query, queries), limit)
        return [DraftSummary.model_validate_json(item.doc) for item in page.items], page.after

    def drafts_due(self, at: datetime) -> list[str]:
        """The first hundred drafts that the sweeper has to look at, oldest first."""
        query = Query(partition=DUE, index="waiting", upto=stamp(at), limit=AT_ONCE)
        return [item.pk.partition("#")[2] for item in self._table.query(query).items]

    def open_drafts(self, most: int) -> tuple[list[Draft], bool]:
        """Open drafts of anybody, those that end first, sealed; and whether there are more."""
        query = Query(partition=DUE, index="waiting", limit=most)
        page = self._table.query(query)
        drafts = (self.sealed_draft(item.pk.partition("#")[2]) for item in page.items)
        return [draft for draft in drafts if draft and draft.state == "open"], bool(page.after)

    def sealed_draft(self, id: str) -> Draft | None:
        """A draft; what it holds stays sealed."""
        return self.load_sealed(Draft, id)

    def remove_attachments(self, ids: Sequence[str]) -> None:
        """Nothing is left of them."""
        for each in ids:
            self._table.write([Remove(f"{Attachment.KIND}#{each}", STATE)])

    def form_signature(self, draft: str) -> "FormSignature | None":
        """The signature of a draft's e-form, requested or given; most drafts have none."""
        item = self._table.get(_signature_key(draft))
        if item is None:
            return None
        from intake.domain.form_signature import FormSignature

        return self.parse(FormSignature, item.doc)

    def sealed_form_signature(self, draft: str) -> "FormSignature | None":
        """The same; what it holds stays sealed."""
        from intake.domain.form_signature import FormSignature

        return self.load_sealed(FormSignature, draft)

    def form_signatures_due(self, at: datetime) -> list[str]:
        """The first hundred drafts with a request of a signature that nobody approved in time."""
        query = Query(partition=SIGNATURES_DUE, index="waiting", upto=stamp(at), limit=AT_ONCE)
        return [item.pk.partition("#")[2] for item in self._table.query(query).items]

    def remove_form_signature(self, draft: str) -> None:
        """Nothing is left of it."""
        self._table.write([unsigned(draft)])

    def remove_draft(self, draft: Draft) -> None:
        """Nothing is left of it, nor of its events, which were sent long ago."""
        self.remove_form_signature(draft.id)
        for item in list(self._table.all(Query(partition=draft.pk))):
            self._table.write([Remove(item.pk, item.sk)])

    def remove_unfiled(self, draft: Draft) -> None:
        """Nothing is left of an open draft, of its attachments, and of its line in the list."""
        self.remove_attachments((*draft.attachments, *draft.removed))
        self._table.write([unlisted(draft)])
        self.remove_draft(draft)

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


def signature_attributes(signature: "FormSignature") -> dict[str, str | int]:
    """A request waits for the sweeper until it ends."""
    ends: dict[str, str | int] = {"ttl": int(signature.gone_at.timestamp())}
    due = signature.due_moment
    return ends | {"waiting": SIGNATURES_DUE, "since": stamp(due)} if due else ends


def unsigned(draft: str) -> Remove:
    """The write that takes the signature of its e-form from a draft."""
    return Remove(_signature_key(draft), STATE)


def unlisted(draft: Draft) -> Remove:
    """The write that takes a draft out of its owner's list."""
    return Remove(f"{LINES}{draft.listed_for}", _line_key(draft))


def _line(draft: Draft, procedure: str) -> Item:
    summary = DraftSummary(
        draft=draft.id,
        procedure=draft.procedure,
        procedure_name=procedure,
        created_at=draft.created_at,
        expires=draft.expires,
    )
    return Item(f"{LINES}{draft.listed_for}", _line_key(draft), summary.model_dump_json())


def _signature_key(draft: str) -> str:
    return f"{FORM_SIGNATURE}#{draft}"


def _line_key(draft: Draft) -> str:
    return f"{stamp(draft.created_at)}#{draft.id}"
