"""The list of procedures is one object: a search costs the same, however many procedures there are.

Who handles the events of publications makes it; a process reads it once.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import pytest

from intake.catalogue.listing import PAUSE, refresh_listing
from intake.catalogue.search import SearchCatalogue, search_catalogue
from intake.domain.catalogue_listing import CatalogueListing, ListedProcedure
from intake.domain.procedure_summary import ProcedureSummary
from intake.repository import IntakeRepository
from kit.core.budget import UNLIMITED
from kit.persistence.items import Item, Page
from kit.persistence.query import Query
from kit.persistence.repository import Duplicate
from kit.persistence.table import Table
from kit.testing.clock import NOW
from kit.testing.memory_items import MemoryItems
from kit.testing.memory_table import MemoryTransport
from tests.unit.intake.world import CODE, World, a_procedure

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
FILES = 3
"""Of one refresh: the list, and its two exports."""


class CountingTransport(MemoryTransport):
    """Counts the items that are read; an absent one counts too, as DynamoDB has it."""

    def __init__(self, items: MemoryItems) -> None:
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
    """Another process on the same table and bucket: a warm function that searches."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.transport = CountingTransport(world.transport.items)
        intake = IntakeRepository(Table(self.transport))
        self.listing = CatalogueListing(intake.listing_head, world.lists.read)

    def find(self, at: datetime, text: str = "") -> Sequence[ProcedureSummary]:
        query = SearchCatalogue(text=text, limit=9999)
        page, _ = search_catalogue(self.listing, self.world.directory, query, at=at)
        return page

    def names(self, at: datetime) -> list[str]:
        return [summary.name for summary in self.find(at)]

    def read_by(self, at: datetime) -> tuple[int, int]:
        """The items and the lists that one search reads."""
        items, lists = self.transport.read, self.world.lists.read_lists
        self.find(at, "khong co thu tuc nay")
        return self.transport.read - items, self.world.lists.read_lists - lists


def world_of(procedures: int) -> World:
    world = World()
    for number in range(procedures):
        world.publish(a_procedure(name=f"Thủ tục {number}"), f"2.{number:06d}")
    world.service.refresh_listing()
    return world


def check_reads(procedures: int) -> None:
    process = Process(world_of(procedures))
    assert process.read_by(NOW) == (1, 1)
    within = [process.read_by(NOW + n * SECOND) for n in range(60)]
    later = [process.read_by(NOW + n * MINUTE) for n in range(1, 9)]
    assert within == [(0, 0)] * 60
    assert later == [(1, 0)] * 8
    assert len(process.find(NOW + 9 * MINUTE)) == procedures


@pytest.mark.parametrize("procedures", [1, 30])
def test_a_search_reads_the_same_however_many_procedures(procedures: int) -> None:
    check_reads(procedures)


@pytest.mark.soak
@pytest.mark.parametrize("procedures", [100, 3_000])
def test_a_search_reads_the_same_among_three_thousand(procedures: int) -> None:
    check_reads(procedures)


def test_a_publication_shows_a_minute_after_its_event_was_handled() -> None:
    world = World()
    world.publish(a_procedure(name="Tên cũ"))
    world.service.refresh_listing()
    process = Process(world)
    assert process.names(NOW) == ["Tên cũ"]

    world.publish(a_procedure(name="Tên mới"))
    world.service.refresh_listing()

    assert process.names(NOW + MINUTE - SECOND) == ["Tên cũ"]
    assert process.names(NOW + MINUTE) == ["Tên mới"]


def test_the_event_of_a_publication_has_the_list_made() -> None:
    world = World()
    world.publish(a_procedure())
    (event,) = world.events()

    world.service.event_handlers["procedure.published"](event)
    with pytest.raises(Duplicate):
        world.service.event_handlers["procedure.published"](event)

    assert Process(world).names(NOW) == [a_procedure().name]
    assert len(world.lists.stored) == FILES


def test_a_publication_behind_a_list_just_made_waits_for_the_sweeper() -> None:
    world = world_of(1)
    world.publish(a_procedure(name="Tên mới"), "2.000000")
    refresh = world.service.refresh_listing

    refresh(PAUSE)
    assert len(world.lists.stored) == FILES

    world.service.sweeps["listing"](UNLIMITED)
    assert Process(world).names(NOW) == ["Tên mới"]


def test_the_same_content_again_has_no_list_made() -> None:
    world = world_of(1)
    world.publish(a_procedure(name="Thủ tục 0"), "2.000000")
    assert not refresh_listing(world.intake, world.lists, at=NOW)


def test_of_two_that_make_the_list_at_once_the_second_leaves_it_to_the_next() -> None:
    world = World()
    world.publish(a_procedure())

    class Slow(IntakeRepository):
        def listed_procedures(self, at: datetime) -> Iterator[ListedProcedure]:
            refresh_listing(world.intake, world.lists, at=at)
            yield from ()

    assert not refresh_listing(Slow(world.resources.table), world.lists, at=NOW)
    head = world.intake.listing_head()
    assert head is not None
    assert head.revision == 1
    assert Process(world).names(NOW) == [a_procedure().name]


def test_a_planned_version_shows_with_its_day_although_nothing_is_published() -> None:
    world = World()
    world.publish(a_procedure(name="Hôm nay"))
    tomorrow = (NOW + timedelta(days=1)).date().isoformat()
    world.publish(a_procedure(name="Ngày mai", valid_from=tomorrow))
    world.service.refresh_listing()
    process = Process(world)
    midnight = datetime.fromisoformat(f"{tomorrow}T00:00:00+07:00")

    assert process.names(midnight - SECOND) == ["Hôm nay"]
    assert process.names(midnight) == ["Ngày mai"]


def test_before_the_first_list_nothing_is_found() -> None:
    assert Process(World()).names(NOW) == []


def test_a_clock_that_goes_back_asks_again() -> None:
    process = Process(world_of(1))
    process.names(NOW)
    assert process.read_by(NOW - SECOND) == (1, 0)


def test_the_list_has_the_procedures_code() -> None:
    world = World()
    world.publish(a_procedure())
    world.service.refresh_listing()
    (summary,) = Process(world).find(NOW)
    assert (summary.code, summary.version) == (CODE, 1)
