"""Citizens' own lists of notices: one item a notice, under the person whose dossier it is."""

from datetime import datetime
from typing import Final

from kit.core.model import Cipher
from kit.persistence.items import Absent, ConditionFailed, Item, Present, Put
from kit.persistence.merged_pages import newest_of
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from kit.persistence.vault import Unreadable
from notifications.domain.dossier_contact import DossierContact
from notifications.domain.listed_notice import ListedNotice, ListedNoticePage

LIST: Final = "LIST#"


class ListedNotices(Repository):
    """Questions about citizens' own lists."""

    def list_notice(self, owner: str, notice: ListedNotice) -> None:
        """Put a notice into its owner's list; one that is there stays, with its mark."""
        doc = notice.model_dump_json(context={"cipher": self.cipher(notice.vault)})
        try:
            self._table.write([Put(Item(f"{LIST}{owner}", notice.id, doc), Absent())])
        except ConditionFailed:
            return

    def listed_notices(
        self, owners: tuple[str, ...], *, after: str | None, limit: int
    ) -> ListedNoticePage:
        """A page of one person's list, by all of their ids, newest first.

        It reads at most one contact and one key for each of its dossiers. What is of a dossier that
        another person owns by now, or whose key was destroyed, is left out.
        """
        queries = [
            Query(
                partition=f"{LIST}{owner}",
                after=after,
                limit=limit,
                newest_first=True,
                consistent=False,
            )
            for owner in owners
        ]
        page = newest_of(map(self._table.query, queries), limit)
        sealed = [_parsed(item, None) for item in page.items]
        vaults = {each.dossier: each.vault for each in sealed if self._owns(owners, each)}
        ciphers = {code: self.cipher(vault) for code, vault in vaults.items()}
        opened = (
            _opened(item, ciphers[each.dossier])
            for item, each in zip(page.items, sealed, strict=True)
            if each.dossier in ciphers
        )
        return ListedNoticePage(items=tuple(each for each in opened if each), after=page.after)

    def mark_read(self, owners: tuple[str, ...], id: str, at: datetime) -> ListedNotice | None:
        """A notice of the person's list with its mark, its text sealed; None where it is not there.

        The first mark stands.
        """
        for owner in owners:
            item = self._table.get(f"{LIST}{owner}", id)
            if item is None:
                continue
            notice = _parsed(item, None)
            if notice.read_at is None:
                notice = notice.evolve(read_at=at)
                doc = notice.model_dump_json(context={"cipher": None})
                self._table.write([Put(Item(item.pk, item.sk, doc), Present())])
            return notice
        return None

    def _owns(self, owners: tuple[str, ...], notice: ListedNotice) -> bool:
        contact = self.load_sealed(DossierContact, notice.dossier)
        return contact is not None and contact.owner in owners


def _parsed(item: Item, cipher: Cipher | None) -> ListedNotice:
    return ListedNotice.model_validate_json(item.doc, context={"cipher": cipher})


def _opened(item: Item, cipher: Cipher | None) -> ListedNotice | None:
    try:
        return _parsed(item, cipher)
    except Unreadable:
        return None
