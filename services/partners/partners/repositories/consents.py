"""Consents in the table of partners: in the view of their dossier, and in their owner's list."""

from datetime import datetime

from kit.core.events import Change
from kit.persistence.items import Item, Put
from kit.persistence.query import Query
from partners.domain.thin_dossier import ThinDossier
from partners.repositories.hooks import Hooks


class Consents(Hooks):
    """Part of the only door to the table of partners."""

    def dossier(self, code: str) -> ThinDossier | None:
        """The thin view of a dossier."""
        return self.load_sealed(ThinDossier, code)

    def save_consents(self, dossier: ThinDossier, at: datetime) -> None:
        """The consents of a dossier, which its owner's list names; raises Conflict."""
        line = Put(Item(_owner(str(dossier.owner)), dossier.id, "{}"))
        self.commit([Change(dossier, None)], at=at, extra_writes=[line])

    def consented_codes(self, owner: str) -> list[str]:
        """The dossiers for which a person consented to something."""
        return [item.sk for item in self._table.all(Query(partition=_owner(owner)))]


def _owner(person: str) -> str:
    return f"OWNER#{person}"
