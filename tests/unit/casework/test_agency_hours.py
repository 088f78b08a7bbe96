"""An agency's hours are read alone: what others have set costs nothing."""

from datetime import date, time

import pytest

from casework.repository import CaseworkRepository
from kit.persistence.items import Item, Page
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.testing.memory_table import MemoryTransport
from kit.testing.memory_vault import memory_vault
from law.working_hours import Span, WorkingHours


class CountingTransport(MemoryTransport):
    """Counts the items that are read, found or not."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        self.read += 1
        return super().get(pk, sk, consistent=consistent)

    def query(self, query: Query) -> Page:
        page = super().query(query)
        self.read += max(1, len(page.items))
        return page


def hours(last: int) -> tuple[WorkingHours, ...]:
    span = Span(start=time(8), end=time(last))
    return (WorkingHours(valid_from=date(2025, 7, 1), spans=(span,)),)


@pytest.mark.parametrize("others", [0, 75, 12_000])
def test_the_hours_of_an_agency_are_read_with_those_above_it_alone(others: int) -> None:
    transport = CountingTransport()
    cases = CaseworkRepository(Table(transport), memory_vault())
    for number in range(others):
        cases.replace_hours(f"H49.{number:05d}", hours(10))
    cases.replace_hours("H49", hours(11))
    cases.replace_hours("H49.61", hours(12))
    before = transport.read

    calendar = cases.calendar_of("H49.61.01")

    assert calendar.hours[-1].spans == hours(12)[0].spans
    assert transport.read - before == 3


def test_an_agency_whose_code_begins_alike_is_another() -> None:
    cases = CaseworkRepository(Table(MemoryTransport()), memory_vault())
    cases.replace_hours("H49.6", hours(10))

    assert cases.calendar_of("H49.61").hours == cases.calendar_of("H49").hours
