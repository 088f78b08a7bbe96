"""What worklists and the search read, and that it does not grow with the cases of an agency."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from casework.bootstrap import Casework
from casework.domain.listed_case import listed_case
from casework.domain.listing import listings_of
from casework.repositories.applicants import SEARCH
from casework.repositories.listings import LISTED
from casework.worklist.definitions import LIST_NAMES, ListName
from casework.worklist.read import ReadList, count_lists, read_list
from casework.worklist.search import SearchCases, search_cases
from contracts.terms import Applicant
from kit.persistence.items import Item
from kit.testing.clock import NOW
from kit.testing.memory_table import memory_table
from kit.testing.world import MemoryResources
from tests.unit.casework.metered_table import MeteredTransport
from tests.unit.casework.test_worklists import EACH
from tests.unit.casework.world import OFFICER, SEARCH_SECRET, a_case


class FullTable:
    """An agency with so many open cases, as their commits list them."""

    def __init__(self, open_cases: int) -> None:
        self.transport = MeteredTransport()
        resources = MemoryResources(table=memory_table(self.transport))
        self.cases = Casework(resources, search_secret=lambda: SEARCH_SECRET).cases
        self.keys = self.cases.searched()
        kinds = list(EACH.values())
        for number in range(open_cases * len(kinds) // (len(kinds) - 1)):
            self._list(number, kinds[number % len(kinds)])

    def _list(self, number: int, changes: dict[str, object]) -> None:
        code = a_code(number)
        case = a_case(id=code, dossier=code, **changes)
        case = case.evolve(filed_at=NOW - timedelta(seconds=number))
        for listing in listings_of(case):
            assert listing.agency
            doc = listed_case(case, listing.agency).evolve(applicant="x" * 90).model_dump_json()
            place = {"by": listing.by, "at": listing.at}
            self.transport.put(Item(case.pk, f"{LISTED}{listing.name}", doc, 0, place))
        self._list_for_search(case.pk, code, self.keys.of(code, an_applicant(number)))

    def _list_for_search(self, pk: str, code: str, keys: dict[str, str]) -> None:
        for kind, key in keys.items():
            place = {"by": f"H49#{key}", "at": f"H49.61#{code}"}
            self.transport.put(Item(pk, f"{SEARCH}{kind}", "{}", 0, place))

    def units(self) -> dict[str, float]:
        """The read units of each list, of the counts and of each kind of search."""
        used: dict[str, float] = {name: self._used(partial(self.read, name)) for name in LIST_NAMES}
        counts = self._used(lambda: count_lists(self.cases, OFFICER, None, at=NOW))
        texts = ("0007", "022100000007", "Nguyễn Thị 7")
        searches = {text: self._used(partial(self.search, text)) for text in texts}
        return {**used, "counts": counts, **searches}

    def read(self, name: ListName) -> None:
        command = ReadList(official=OFFICER, list=name, personal=False)
        rows, rest = read_list(self.cases, command, at=NOW)
        assert len(rows) == 50, name
        assert rest, name

    def search(self, text: str) -> None:
        command = SearchCases(official=OFFICER, text=text, personal=False)
        assert search_cases(self.cases, command), text

    def _used(self, act: Callable[[], object]) -> float:
        before = self.transport.units
        act()
        return self.transport.units - before


def a_code(number: int) -> str:
    """Forty dossiers a day."""
    return f"H49.61-{261000 + number // 40:06d}-{number % 40:04d}"


def an_applicant(number: int) -> Applicant:
    """One of forty names."""
    return Applicant(
        full_name=f"Nguyễn Thị {number % 40}",
        identity_number=f"0221{number:08d}",
        address="Hạ Long",
    )


def test_lists_and_searches_read_as_much_of_two_thousand_cases_as_of_a_thousand() -> None:
    assert FullTable(1_000).units() == FullTable(2_000).units()


@pytest.mark.soak
def test_lists_and_searches_read_as_much_of_fifty_thousand_cases_as_of_a_thousand() -> None:
    few, many = FullTable(1_000).units(), FullTable(50_000).units()
    assert few == many
    assert max(many.values()) <= 100
