"""What notifications stores of a dossier's applicant, for the export of their data."""

from collections.abc import Iterator
from typing import Final

from kit.core.items import Item
from kit.core.personal_rows import PersonalRow
from kit.persistence.exports import item_rows
from kit.persistence.items import STATE, Remove
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from notifications.domain.desk_task import DeskTask
from notifications.domain.dossier_contact import DossierContact, Preferences
from notifications.domain.listed_notice import ListedNotice
from notifications.repositories.listed_notices import LIST

PLAIN: Final = {
    "DOSSIER NOTICE": ("channel", "template", "outcome", "at"),
    "TASK": ("form", "opened_at", "outcome", "closed_at"),
    "LIST": ("template", "at", "read_at"),
    "PREFERENCES": ("mail", "language", "accents"),
}


class PersonalRows(Repository):
    """What of a person lies where, and the end of what lies under their own id."""

    def personal_rows(self, code: str) -> Iterator[PersonalRow]:
        """Raises Unreadable once the dossier is erased."""
        contact = self.load_sealed(DossierContact, code)
        if contact is not None:
            yield from item_rows(self._placed(contact), self.cipher(contact.vault), PLAIN)

    def forget_person(self, person: str) -> None:
        """What they chose, and the notices in their own list; again, it changes nothing."""
        own = self._table.all(Query(partition=f"{LIST}{person}"))
        places = [(item.pk, item.sk) for item in own]
        for pk, sk in (*places, (f"{Preferences.KIND}#{person}", STATE)):
            self._table.write([Remove(pk, sk)])

    def _placed(self, contact: DossierContact) -> Iterator[tuple[str, Item]]:
        item = self._table.get(contact.pk)
        if item is not None:
            yield "DOSSIER", item
        for notice in self._table.all(Query(partition=contact.pk, prefix="NOTICE#")):
            yield "DOSSIER NOTICE", notice
        for line in self._table.all(Query(partition=f"TASKS#{contact.id}", prefix="TASK#")):
            task = self._table.get(f"{DeskTask.KIND}#{line.sk.removeprefix('TASK#')}")
            if task is not None:
                yield "TASK", task
        if contact.owner:
            yield from self._of_owner(contact.owner, contact.id)

    def _of_owner(self, owner: str, code: str) -> Iterator[tuple[str, Item]]:
        chosen = self._table.get(f"{Preferences.KIND}#{owner}")
        if chosen is not None:
            yield "PREFERENCES", chosen
        for item in self._table.all(Query(partition=f"{LIST}{owner}")):
            listed = ListedNotice.model_validate_json(item.doc, context={"cipher": None})
            if listed.dossier == code:
                yield "LIST", item
