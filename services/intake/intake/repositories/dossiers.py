"""Dossiers as filed, with what was declared and sent after."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Final

from contracts.terms import Contact
from intake.domain.draft import Draft
from intake.domain.repeated_filing import REPEATED_WITHIN, filing_mark
from intake.repositories.drafter import Drafter, acts_on, serves
from intake.repositories.drafts import unlisted, unsigned
from intake.repositories.numbers import Numbers
from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.core.time import stamp
from kit.persistence.items import STATE, Item, Put
from kit.persistence.merged_pages import newest_of
from kit.persistence.query import Query
from kit.persistence.repository import required
from kit.persistence.vault import Unreadable

if TYPE_CHECKING:
    from contracts.intake import DossierFiled, DossierSupplemented
    from intake.domain.dossier import Dossier, DossierSummary, Filing
    from intake.domain.national_filing import NationalFiling

CLAIM: Final = "CLAIM#"
"""Dossiers that nobody owns yet, by the fingerprint of the identity number that a desk entered."""
DossierPage = tuple[list["DossierSummary"], str | None]
"""Dossiers, and where the rest begins."""

SAME: Final = "SAME-FILING#"


class Dossiers(Numbers):
    """Questions about dossiers (hồ sơ)."""

    def dossier(self, code: str) -> "Dossier | None":
        """A dossier as filed; None once it is erased."""
        from intake.domain.dossier import Dossier

        try:
            dossier = self.load(Dossier, code)
        except Unreadable:
            dossier = self.load_sealed(Dossier, code)
            if dossier is None or dossier.erasure_ordered_at is None:
                raise
        return None if dossier is None or dossier.erasure_ordered_at else dossier

    def sealed_dossier(self, code: str) -> "Dossier | None":
        """A dossier as filed, also once it is erased; its look-up key stays sealed."""
        from intake.domain.dossier import Dossier

        return self.load_sealed(Dossier, code)

    def filed_dossier(self, code: str) -> "Dossier":
        """Raises NotFound once it is erased."""
        dossier = self.dossier(code)
        if dossier is None:
            raise NotFound
        return dossier

    def dossier_of(self, drafter: Drafter, code: str) -> "Dossier":
        """Raises NotFound, also for somebody else's dossier."""
        dossier = self.filed_dossier(code)
        if not acts_on(drafter, dossier):
            raise NotFound
        return dossier

    def dossier_served(self, drafter: Drafter, code: str) -> "Dossier":
        """Raises NotFound, also for somebody else's dossier."""
        dossier = self.filed_dossier(code)
        if not serves(drafter, dossier):
            raise NotFound
        return dossier

    def contact_of(self, dossier: "Dossier") -> Contact | None:
        """Where its notices go, opened; raises NotFound once it is erased."""
        from contracts.intake import ContactChanged

        if not dossier.contact_event:
            return self.declaration_of(dossier).contact
        item = required(self._table.get(dossier.pk, f"EVENT#{dossier.contact_event:06d}"))
        return self.read(Envelope.model_validate_json(item.doc), ContactChanged).contact

    def dossiers_of(self, owners: tuple[str, ...], *, after: str | None, limit: int) -> DossierPage:
        """A page of the dossiers of one person, by all of their ids, newest first."""
        from intake.domain.dossier import DossierSummary

        queries = [
            Query(partition=f"OWNER#{owner}", after=after, limit=limit, newest_first=True)
            for owner in owners
        ]
        page = newest_of(map(self._table.query, queries), limit)
        return [DossierSummary.model_validate_json(item.doc) for item in page.items], page.after

    def declaration_of(self, dossier: "Dossier") -> "DossierFiled":
        """The dossier's first event, opened; raises NotFound once it is erased."""
        from contracts.intake import DossierFiled

        item = self._table.get(dossier.pk, "EVENT#000001")
        if item is None:
            raise NotFound
        return self.read(Envelope.model_validate_json(item.doc), DossierFiled)

    def supplements_of(self, dossier: "Dossier") -> "tuple[DossierSupplemented, ...]":
        """What its owner sent after the filing, opened; raises NotFound once it is erased."""
        from contracts.intake import DossierSupplemented

        items = [
            self._table.get(dossier.pk, f"EVENT#{sent.event:06d}") for sent in dossier.supplements
        ]
        return tuple(
            self.read(Envelope.model_validate_json(required(item).doc), DossierSupplemented)
            for item in items
        )

    def filed_before(self, draft: Draft, at: datetime) -> str | None:
        """The code of the dossier that its owner filed with the same answers within a day."""
        mark = filing_mark(draft)
        item = self._table.get(f"{SAME}{mark}") if mark else None
        if item is None:
            return None
        filed: dict[str, str] = json.loads(item.doc)
        is_recent = at - datetime.fromisoformat(filed["at"]) < REPEATED_WITHIN
        return filed["code"] if is_recent else None

    def commit_filing(self, filing: "Filing", *, fingerprint: str | None = None) -> None:
        """The dossier, its event, its line in the owner's list, and the draft; raises Conflict.

        One without an owner can be claimed by the `fingerprint` of the number that a desk entered.
        """
        dossier = filing.dossier
        lines = [Put(owner_line(dossier))] if dossier.owner else []
        if fingerprint and dossier.owner is None:
            lines.append(Put(claim_line(fingerprint, dossier)))
        signature = [unsigned(filing.draft.id)] if filing.event.form_signature else []
        changes = [
            Change(dossier, filing.event, tuple(lines)),
            Change(filing.draft, None, (unlisted(filing.draft), *_marked(filing), *signature)),
        ]
        self.commit(changes, at=dossier.filed_at)

    def commit_registration(
        self,
        registration: "NationalFiling",
        *,
        fingerprint: str | None,
        at: datetime,
        cause: Envelope,
    ) -> None:
        """A dossier of the National Portal, its event, and the attachments that its files become.

        Raises Conflict, Duplicate.
        """
        filing = registration.filing
        claim = [Put(claim_line(fingerprint, filing.dossier))] if fingerprint else []
        changes = [
            Change(filing.dossier, filing.event, tuple(claim)),
            Change(filing.draft, None),
            *(Change(attachment, None) for attachment in registration.attachments),
        ]
        self.commit(changes, at=at, cause=cause)


def claim_line(fingerprint: str, dossier: "Dossier") -> Item:
    """By which whoever has the identity number claims a dossier that nobody owns."""
    return Item(f"{CLAIM}{fingerprint}", dossier.id, "{}")


def _marked(filing: "Filing") -> list[Put]:
    """The write that lets the same filing be pointed out for a day."""
    dossier, mark = filing.dossier, filing_mark(filing.draft)
    if mark is None:
        return []
    filed = {"code": dossier.id, "at": dossier.filed_at.isoformat()}
    ends = {"ttl": int((dossier.filed_at + REPEATED_WITHIN).timestamp())}
    return [Put(Item(f"{SAME}{mark}", STATE, json.dumps(filed), index_attributes=ends))]


def owner_line(dossier: "Dossier") -> Item:
    """The dossier's line in its owner's list."""
    place = f"{stamp(dossier.filed_at)}#{dossier.id}"
    return Item(f"OWNER#{dossier.owner}", place, dossier.summary.model_dump_json())
