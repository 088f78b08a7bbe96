"""The catalogue is read once and kept: a search costs the same, however many procedures there are.

A publication elsewhere shows after a minute, one of this process at once.
"""

from datetime import datetime, timedelta

import pytest

from intake.catalogue.search import SearchCatalogue, search_catalogue
from intake.repository import IntakeRepository
from kit.persistence.items import Item, Page
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport
from tests.unit.intake.world import CODE, World, a_procedure

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


class CountingTransport(MemoryTransport):
    """Counts the items that are read; an absent one counts too, as DynamoDB has it."""

    def __init__(self, items: dict[tuple[str, str], Item]) -> None:
        super().__init__()
        self.items = items
        self.read = 0

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        self.read += 1
        return super().get(pk, sk, consistent=consistent)

    def query(self, query: Query) -> Page:
        page = super().query(query)
        self.read += max(1, len(page.items))
        return page


class Process:
    """Another process on the same table: a warm function that searches."""

    def __init__(self, world: World) -> None:
        self.transport = CountingTransport(world.transport.items)
        self.intake = IntakeRepository(Table(self.transport))

    def names(self, at: datetime, text: str = "") -> list[str]:
        page, _ = search_catalogue(self.intake, SearchCatalogue(text=text, limit=9999), at=at)
        return [summary.name for summary in page]

    def read_by(self, at: datetime) -> int:
        """The items that one search reads."""
        before = self.transport.read
        self.names(at, "khong co thu tuc nay")
        return self.transport.read - before


def world_of(procedures: int) -> World:
    world = World()
    for number in range(procedures):
        world.publish(a_procedure(name=f"Thủ tục {number}"), f"2.{number:06d}")
    return world


@pytest.mark.parametrize("procedures", [1, 98, 400])
def test_a_search_of_a_warm_process_reads_the_same_however_many_procedures(procedures: int) -> None:
    process = Process(world_of(procedures))
    assert process.read_by(NOW) == 1 + procedures

    within, later = (
        [process.read_by(NOW + n * SECOND) for n in range(60)],
        [process.read_by(NOW + n * MINUTE) for n in range(1, 9)],
    )

    assert within == [0] * 60
    assert later == [1] * 8


def test_a_publication_elsewhere_shows_after_a_minute() -> None:
    world = World()
    world.publish(a_procedure(name="Tên cũ"))
    process = Process(world)
    assert process.names(NOW) == ["Tên cũ"]

    world.publish(a_procedure(name="Tên mới"))

    assert process.names(NOW + MINUTE - SECOND) == ["Tên cũ"]
    assert process.names(NOW + MINUTE) == ["Tên mới"]


def test_a_publication_of_the_process_shows_at_once() -> None:
    world = World()
    for name in ("Tên cũ", "Tên mới"):
        world.publish(a_procedure(name=name))
        (summary,) = world.intake.procedures_in_force(NOW)
        assert summary.name == name


def test_the_same_content_again_is_no_publication() -> None:
    world = World()
    world.publish(a_procedure())
    process = Process(world)
    process.names(NOW)

    world.publish(a_procedure())

    assert process.read_by(NOW + MINUTE) == 1


def test_a_planned_version_shows_with_its_day_although_nothing_is_published() -> None:
    world = World()
    world.publish(a_procedure(name="Hôm nay"))
    tomorrow = (NOW + timedelta(days=1)).date().isoformat()
    world.publish(a_procedure(name="Ngày mai", valid_from=tomorrow))
    process = Process(world)
    midnight = datetime.fromisoformat(f"{tomorrow}T00:00:00+07:00")

    assert process.names(midnight - SECOND) == ["Hôm nay"]
    assert process.names(midnight) == ["Ngày mai"]


def test_a_clock_that_goes_back_asks_again() -> None:
    world = World()
    world.publish(a_procedure())
    process = Process(world)
    process.names(NOW)

    assert process.read_by(NOW - SECOND) == 1


def test_the_listing_holds_no_more_than_the_catalogue() -> None:
    world = World()
    process = Process(world)
    for version in range(20):
        world.publish(a_procedure(name=f"Bản {version}"))
        assert process.names(NOW + version * MINUTE) == [f"Bản {version}"]
    assert world.intake.procedure(CODE, NOW) is not None
