"""What casework stores of a dossier's applicant, for the export of their data."""

import json
from collections.abc import Iterator
from typing import Final

from casework.domain.acts import Act
from casework.domain.case import Case
from casework.repositories.applicants import APPLICANT
from kit.core.items import Item
from kit.core.personal_rows import PersonalRow
from kit.persistence.exports import item_rows
from kit.persistence.items import STATE
from kit.persistence.query import Query
from kit.persistence.repository import Repository

ACTS: Final = "ACT#"
CASE_FIELDS: Final = (
    "state",
    "channel",
    "filed_at",
    "accepted_at",
    "decided_at",
    "first_returned_at",
    "closed_at",
)
PLAIN: Final = {"CASE": CASE_FIELDS, "CASE ACT": ("act", "at", "state_after")}
WITH_REASON: Final[frozenset[Act]] = frozenset(
    {
        "reject",
        "request_supplement",
        "extend",
        "stop",
        "withdraw",
        "refuse_withdrawal",
        "correct_result",
        "recall_result",
    }
)
"""Acts whose reason the applicant got. Those of proposals and opinions are the agency's own, and
are left out, as the draft of a result is."""


class PersonalRows(Repository):
    """One question: what of a person lies where."""

    def personal_rows(self, code: str) -> Iterator[PersonalRow]:
        """Raises Unreadable once the dossier is erased."""
        case = self.load(Case, code)
        if case is None:
            return
        items = self._table.all(Query(partition=case.pk))
        yield from item_rows(map_places(items), self.cipher(case.vault), PLAIN)


def map_places(items: Iterator[Item]) -> Iterator[tuple[str, Item]]:
    """The items that are exported, each with its place."""
    for item in items:
        if item.sk == STATE:
            yield "CASE", item
        elif item.sk == APPLICANT:
            yield "CASE APPLICANT", item
        elif item.sk.startswith(ACTS):
            yield "CASE ACT", _without_own_reason(item)


def _without_own_reason(item: Item) -> Item:
    entry = json.loads(item.doc)
    if entry["act"] not in WITH_REASON:
        entry |= {"reason": None, "late_because": None}
    return Item(item.pk, item.sk, json.dumps(entry))
