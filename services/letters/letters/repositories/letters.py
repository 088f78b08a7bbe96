"""Letters in the table: by id, and in the lists of the agency that writes them."""

import json
from collections.abc import Sequence
from datetime import datetime

from contracts.terms.letters import LetterState
from kit.core.events import Change
from kit.core.model import Event
from kit.persistence.items import Absent, Item, Put, Write
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from letters.domain.letter import Letter


class LetterRepository(Repository):
    """Part of the only door to the table of letters."""

    def letter(self, id: str) -> Letter | None:
        """With what is personal opened; raises Unreadable once its key is destroyed."""
        return self.load(Letter, id)

    def sealed_letter(self, id: str) -> Letter | None:
        """With what is personal left sealed."""
        return self.load_sealed(Letter, id)

    def save_letter(
        self,
        letter: Letter,
        at: datetime,
        event: Event | None = None,
        extra_writes: Sequence[Write] = (),
    ) -> None:
        """The next state; raises Conflict."""
        self.commit([Change(letter, event)], at=at, extra_writes=extra_writes)

    def create_key(self, vault: str) -> None:
        """The key under which letters of a month lie; made once."""
        if self.vault is not None:
            self.vault.create(vault)

    def letters_of(
        self, agency: str, state: LetterState, after: str | None, limit: int
    ) -> tuple[list[Letter], str | None]:
        """A page of what an agency wrote and what is in a state, the newest first; sealed."""
        query = Query(
            partition=listed(agency, state),
            index="by-at",
            after=after,
            limit=limit,
            newest_first=True,
            consistent=False,
        )
        page = self._table.query(query)
        return [self.parse_sealed(Letter, item.doc) for item in page.items], page.after

    def opened(self, letter: Letter) -> Letter:
        """The same letter with what is personal opened."""
        return self.parse(Letter, letter.model_dump_json(context={"cipher": None}))

    def letters_about(self, dossier: str) -> list[str]:
        """Ids of the letters about a dossier, the oldest first."""
        query = Query(partition=about(dossier))
        return [item.sk for item in self._table.all(query)]

    def letter_of_wire(self, wire: str) -> str | None:
        """The id of the letter that came from outside under this document id and digest."""
        item = self._table.get(_wire(wire))
        return str(json.loads(item.doc)) if item else None

    def wire_write(self, wire: str, letter: str) -> Write:
        """That a package of this document id is this letter; nobody else's from now on."""
        return Put(Item(_wire(wire), "STATE", json.dumps(letter)), Absent())


def listed(agency: str, state: str) -> str:
    """The list of what an agency wrote, by state."""
    return f"out#{agency}#{state}"


def about(dossier: str) -> str:
    """The partition of a dossier's letters."""
    return f"ABOUT#{dossier}"


def about_write(dossier: str, letter: str) -> Write:
    """That a letter is about a dossier."""
    return Put(Item(about(dossier), letter, "{}"))


def _wire(wire: str) -> str:
    return f"WIRE#{wire}"
