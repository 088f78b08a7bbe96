"""The applicants of cases, as lists and the search need them: a name, and keyed hashes."""

from collections.abc import Callable, Iterator
from typing import Final

from casework.domain.case import Case
from casework.domain.listed_case import agency_vault
from casework.domain.search_keys import SearchKeys
from casework.repositories.agency_calendars import by_codes
from casework.repositories.desks import AgencyDesks
from contracts.terms import Applicant
from kit.core.agency_code import province_code
from kit.core.agency_tree import AgencyTree
from kit.core.events import Envelope
from kit.core.model import Cipher, Event, Model, Sealed
from kit.core.time import stamp
from kit.persistence.items import Item, Put, Remove
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.persistence.vault import Unreadable, Vault
from law.calendar import Calendar
from law.holidays import vietnam

APPLICANT: Final = "APPLICANT"
"""The item beside a case that has its applicant's name, under the key of the dossier."""
SEARCH: Final = "SEARCH#"
ERASED: Final = "ERASED"
"""The item by which an operator marks that the applicant of a case was erased."""


class NoSearch(Exception):
    """The repository was made without the secret of the search."""


def _no_search() -> SearchKeys:
    raise NoSearch


class FiledApplicant(Event):
    """Of a filed dossier, who its applicant is: nothing else is opened."""

    TYPE = "dossier.filed"

    applicant: Sealed[Applicant]


class CaseApplicant(Model):
    """`keys` are those under which the search finds the case, by what they are made of."""

    vault: str | None
    name: Sealed[str | None]
    keys: dict[str, str]


class Applicants(AgencyDesks):
    """What casework's repository knows of applicants."""

    def __init__(
        self,
        table: Table,
        vault: Vault,
        holidays: Callable[[], Calendar] = vietnam,
        search_keys: Callable[[], SearchKeys] = _no_search,
        tree: Callable[[], AgencyTree] = by_codes,
    ) -> None:
        """`search_keys` are made when they are first needed: their secret is fetched then."""
        super().__init__(table, vault, holidays, tree)
        self._search_keys = search_keys

    def applicant_of(self, message: Envelope) -> Applicant | None:
        """Who filed a dossier; None where its key is destroyed."""
        try:
            return self.read(message, FiledApplicant).applicant
        except Unreadable:
            return None

    def applicant_writes(self, case: Case, applicant: Applicant | None) -> Iterator[Put]:
        """The name and the search keys of a new case."""
        name = applicant.full_name if applicant else None
        keys = self._search_keys().of(case.id, applicant)
        stored = CaseApplicant(vault=case.vault, name=name, keys=keys)
        doc = stored.model_dump_json(context={"cipher": self.cipher(case.vault)})
        yield Put(Item(case.pk, APPLICANT, doc))
        yield from self._search_writes(case, keys)

    def moved_search_writes(self, case: Case) -> Iterator[Put]:
        """The search keys of a case that went to another agency."""
        stored = self._applicant(case, cipher=None)
        return self._search_writes(case, stored.keys if stored else {})

    def codes_matching(self, agency: str, keys: tuple[str, ...], *, limit: int) -> list[str]:
        """The codes of an agency's cases with one of these search keys, the newest first."""
        queries = (
            Query(
                index="by-at",
                partition=f"{province_code(agency)}#{key}",
                prefix=agency,
                newest_first=True,
                limit=limit,
            )
            for key in keys
        )
        items = (item for query in queries for item in self._table.query(query).items)
        return [item.pk.partition("#")[2] for item in items]

    def erasures(self) -> Iterator[str]:
        """The codes of cases whose applicants an operator has marked as erased."""
        query = Query(index="by-at", partition=ERASED)
        return (item.pk.partition("#")[2] for item in self._table.all(query))

    def forgetting_writes(self, case: Case) -> Iterator[Remove]:
        """Nothing leads from the applicant to the case any more, and the erasure is done."""
        stored = self._table.all(Query(partition=case.pk, prefix=SEARCH))
        for name in (APPLICANT, ERASED, *(item.sk for item in stored)):
            yield Remove(case.pk, name)

    def searched(self) -> SearchKeys:
        """What makes the keys of a search."""
        return self._search_keys()

    def applicant_name(self, case: Case) -> str | None:
        """The name under the dossier's key; None once it is erased."""
        try:
            stored = self._applicant(case, cipher=self.cipher(case.vault))
        except Unreadable:
            return None
        return stored.name if stored and isinstance(stored.name, str) else None

    def agency_cipher(self, agency: str) -> Cipher | None:
        """The cipher of an agency's lists; its key is made with the first name."""
        if self.vault is None:
            return None
        try:
            return self.vault.cipher(agency_vault(agency))
        except Unreadable:
            return self.vault.create(agency_vault(agency))

    def _search_writes(self, case: Case, keys: dict[str, str]) -> Iterator[Put]:
        at = f"{case.agency}#{stamp(case.filed_at)}#{case.id}"
        for kind, key in keys.items():
            listed = {"by": f"{province_code(case.agency)}#{key}", "at": at}
            yield Put(Item(case.pk, f"{SEARCH}{kind}", "{}", index_attributes=listed))

    def _applicant(self, case: Case, *, cipher: Cipher | None) -> CaseApplicant | None:
        item = self._table.get(case.pk, APPLICANT)
        if item is None:
            return None
        return CaseApplicant.model_validate_json(item.doc, context={"cipher": cipher})
