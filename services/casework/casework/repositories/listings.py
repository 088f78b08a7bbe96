"""The items that list a case, and the lists that are read of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from casework.domain.case import Case
from casework.domain.listed_case import ListedCase, listed_case
from casework.domain.listing import Listing, listings_of
from casework.repositories.applicants import Applicants
from kit.core.model import SealedValue
from kit.persistence.items import Item, Page, Put, Remove
from kit.persistence.query import Query
from kit.persistence.vault import Unreadable

LISTED: Final = "LISTED#"
ListedPage = tuple[list[ListedCase], str | None]
"""Rows of a list, and the place of the last where there are more."""
Name = str | SealedValue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """Places of lists from `since` to `upto`, behind `after`."""

    lists: tuple[str, ...]
    since: str | None = None
    upto: str | None = None
    newest_first: bool = False
    after: str | None = None

    def of(self, partition: str, limit: int) -> Query:
        """The query of one list; the place `after` is its first."""
        since, upto = self.since, self.upto
        if self.after and self.newest_first:
            upto = self.after
        elif self.after:
            since = self.after
        return Query(
            index="by-at",
            partition=partition,
            since=since,
            upto=upto,
            newest_first=self.newest_first,
            limit=limit,
        )


class CaseListings(Applicants):
    """What casework's repository knows of lists."""

    def listed(self, query: ListQuery, *, limit: int, personal: bool) -> ListedPage:
        """The first rows of several lists in one order; names are opened where `personal`."""
        pages = [self._table.query(query.of(each, limit + 2)) for each in query.lists]
        items = _in_order(pages, newest_first=query.newest_first)
        behind = [item for item in items if item.index_attributes["at"] != query.after]
        rows = [self._row(item, personal=personal) for item in behind[:limit]]
        has_more = len(behind) > limit
        return rows, str(behind[limit - 1].index_attributes["at"]) if has_more else None

    def count_listed(self, queries: Sequence[ListQuery], *, most: int) -> list[int]:
        """How many rows each query has, at most one more than `most`; all are counted at once."""
        parts = [(query, each) for query in queries for each in query.lists]
        counts = iter(self._table.counts(query.of(each, most + 1) for query, each in parts))
        return [min(sum(islice(counts, len(query.lists))), most + 1) for query in queries]

    def row_of(self, code: str, agency: str, *, personal: bool) -> ListedCase | None:
        """The case in the lists of an agency that has it, or of one above that."""
        item = self._table.get(f"{Case.KIND}#{code}", f"{LISTED}{agency}")
        return self._row(item, personal=personal) if item else None

    def listing_writes(self, case: Case, applicant: str | None) -> Iterator[Put | Remove]:
        """The listings that a commit of the case changes.

        `applicant` is the name in the lists of a new case; others have it in their rows.
        """
        existing = {item.sk: item for item in self._listed_items(case)}
        wanted = {f"{LISTED}{listing.name}": listing for listing in listings_of(case)}
        names = _Names(self, case, existing.values(), applicant)
        yield from (Remove(case.pk, sk) for sk in existing if sk not in wanted)
        for sk, listing in wanted.items():
            doc = self._doc(case, listing, names)
            place = {"by": listing.by, "at": listing.at}
            item = Item(case.pk, sk, doc, index_attributes=place)
            if existing.get(sk) != item:
                yield Put(item)

    def nameless_writes(self, case: Case) -> Iterator[Put]:
        """The rows of the case without the name."""
        for item in filter(_has_row, self._listed_items(case)):
            row = _sealed_row(item).evolve(applicant=None)
            yield Put(item._replace(doc=row.model_dump_json(context={"cipher": None})))

    def _doc(self, case: Case, listing: Listing, names: "_Names") -> str:
        if listing.agency is None:
            return json.dumps({"code": case.id})
        name = None if case.closed_at else names.in_lists_of(listing.agency)
        row = listed_case(case, listing.agency).evolve(applicant=name)
        cipher = self.agency_cipher(listing.agency) if isinstance(name, str) else None
        return row.model_dump_json(context={"cipher": cipher})

    def _listed_items(self, case: Case) -> Iterable[Item]:
        if not case.version:
            return ()
        return self._table.all(Query(partition=case.pk, prefix=LISTED))

    def _row(self, item: Item, *, personal: bool) -> ListedCase:
        row = _sealed_row(item)
        if not (personal and row.applicant):
            return row
        try:
            context = {"cipher": self.cipher(row.vault)}
            return ListedCase.model_validate_json(item.doc, context=context)
        except Unreadable:  # the agency's key is gone: the work goes on without names
            return row


class _Names:
    """The names of one case in the lists of agencies, sealed where they were written before."""

    def __init__(
        self, cases: CaseListings, case: Case, items: Iterable[Item], applicant: str | None
    ) -> None:
        self._cases = cases
        self._case = case
        self._applicant = applicant
        rows = map(_sealed_row, filter(_has_row, items))
        self._sealed = {row.vault: row.applicant for row in rows if row.applicant}

    def in_lists_of(self, agency: str) -> Name:
        sealed = self._sealed.get(listed_case(self._case, agency).vault)
        if sealed:
            return sealed
        if self._applicant is None and self._case.version:
            self._applicant = self._cases.applicant_name(self._case)
        return self._applicant


def _has_row(item: Item) -> bool:
    """Whether it is no timer."""
    return "vault" in json.loads(item.doc)


def _sealed_row(item: Item) -> ListedCase:
    return ListedCase.model_validate_json(item.doc, context={"cipher": None})


def _in_order(pages: Iterable[Page], *, newest_first: bool) -> list[Item]:
    """The items of pages of one index, in one order."""
    items = (item for page in pages for item in page.items)
    return sorted(items, key=lambda item: str(item.index_attributes["at"]), reverse=newest_first)
