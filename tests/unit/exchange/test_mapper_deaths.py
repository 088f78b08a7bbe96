"""A run of the mapper that dies anywhere, or meets a failing portal, is taken up by the next one;
a catalogue of thousands is read page by page."""

import json
from collections import Counter
from typing import Any

import pytest

from contracts.intake.procedures import ListedComponent
from data.shapes import HERE, catalogue
from dvcqg.simulator.faults import Faults
from exchange.domain.portal_answer import PortalAnswer
from exchange.mapping.national_reader import NationalReader
from exchange.mapping.run import Mapper
from exchange.push.shared_circuit import SharedCircuit
from exchange.push.shared_session import SharedSession
from intake.domain.procedure_content import ProcedureContent
from intake.domain.publication import publish as next_version
from kit.core.budget import UNLIMITED
from kit.persistence.items import Page
from kit.persistence.query import Query
from kit.platform.fault_injection import Killed, injected
from kit.testing.memory_table import MemoryTransport, memory_table
from local.doubles.national_portal.lists import national_lists
from tests.unit.exchange.catalogues import (
    compare,
    differences,
    lists,
    national,
    publish,
    published,
)
from tests.unit.exchange.test_deaths import DyingPlan
from tests.unit.exchange.world import World

CODES = [f"1.00{number:04}" for number in range(45)]
POINTS = (
    "LayDanhSachTTHC.after",
    "LayDanhMucLinhVuc.before",
    "LayThuTuc.before",
    "LayThuTuc.after",
    "revision.before",
    "revision.after",
    "commit.after",
)


def differing_world(faults: Faults | None = None) -> World:
    """Each fifth procedure misses there, and each third has lost a paper."""
    own = [published(code, name=f"Thủ tục {code}") for code in CODES]
    there = [
        national(
            code, TENTTHC=f"Thủ tục {code}", papers={} if place % 3 == 0 else {f"G1-{place}": "Đơn"}
        )
        for place, code in enumerate(CODES)
        if place % 5
    ]
    world = World(faults or Faults(session_calls=(0, 0)), catalogue=lists(*there))
    publish(world, *own)
    return world


def state_of(world: World) -> dict[Any, Any]:
    """What the table has of codes and differences, without the moments."""
    items = {key: item.doc for key, item in world.transport.items.items()}
    docs = {
        key: json.loads(doc) for key, doc in items.items() if key[0].startswith(("MAP", "DIFF"))
    }
    return {k: {n: v for n, v in d.items() if n not in ("at", "since")} for k, d in docs.items()}


def finish(world: World, plan: DyingPlan | None = None) -> None:
    """Runs follow one another until the round is over."""
    for _ in range(40):
        world.pass_time(600)
        try:
            with injected(plan or DyingPlan()):
                compare(world)
        except Killed:
            continue
        if not world.repository.mapping_round().is_under_way:
            return


@pytest.fixture(scope="module")
def undisturbed() -> dict[Any, Any]:
    world = differing_world()
    finish(world)
    world.close()
    assert len(differences(world)["procedure_missing_there"]) == 9
    return state_of(world)


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("nth", [1, 2])
def test_a_run_that_died_is_taken_up_where_it_was(
    undisturbed: dict[Any, Any], point: str, nth: int
) -> None:
    world = differing_world()
    finish(world, DyingPlan((point, nth)))
    world.close()

    assert state_of(world) == undisturbed
    calls = Counter(call.service for call in world.portal.journal.calls)
    assert calls["LayThuTuc"] <= 36 + 21, "at most one portion is read again"


def test_a_failing_portal_delays_the_round_and_changes_nothing_of_it(
    undisturbed: dict[Any, Any],
) -> None:
    faults = Faults(seed=3, unavailable=0.05, lost=0.05, busy=0.05, malformed=0.03, hanging=0.02)
    world = differing_world(faults)
    finish(world)
    world.close()

    assert not world.repository.mapping_round().is_under_way
    assert state_of(world) == undisturbed
    assert sum(call.fault is not None for call in world.portal.journal.calls) > 3


def test_the_core_catalogue_differs_from_the_portal_it_was_read_from_by_invented_codes_alone() -> (
    None
):
    entries = catalogue().procedures
    agencies = json.loads((HERE / "agencies.json").read_bytes())["agencies"]
    world = World(Faults(session_calls=(0, 0)), catalogue=national_lists(entries, agencies))
    for entry in entries:
        content = ProcedureContent.model_validate_json(json.dumps(entry.content))
        version = next_version(None, entry.code, content, at=world.clock())
        assert version is not None
        publish(world, version.event)
    finish(world)
    world.close()

    assert world.repository.mapping_round().compared == 98
    assert set(differences(world)) <= {"result_missing_there", "component_missing_there"}
    lacking = world.repository.listed_differences("component_missing_there", None, 1000)[0]
    assert [each.here for each in lacking] == [""] * len(lacking)
    results = world.repository.listed_differences("result_missing_there", None, 1000)[0]
    assert [each.here for each in results] == [""] * len(results)


class PagedTransport(MemoryTransport):
    """Answers at most a page of a partition, and counts the largest one."""

    def __init__(self) -> None:
        super().__init__()
        self.largest = 0

    def query(self, query: Query) -> Page:
        page = super().query(query)
        self.largest = max(self.largest, len(page.items))
        return page


class PortalInProcess:
    """The simulator's reading services without HTTP."""

    def __init__(self, world: World) -> None:
        self._reading = world.portal.reading

    def read(self, _session: str, service: str, members: dict[str, Any]) -> PortalAnswer:
        answer = self._reading.answer(service, members)
        return PortalAnswer(code="0", message="", result=tuple(answer["result"]))


@pytest.mark.parametrize("count", [400, pytest.param(6000, marks=pytest.mark.soak)])
def test_thousands_are_compared_page_by_page(count: int) -> None:
    codes = [f"1.{number:06}" for number in range(count)]
    papers = tuple(ListedComponent(id=f"p{n}", name=f"Giấy {n}", code=f"G1-{n}") for n in range(4))
    world = World(
        catalogue=lists(*(national(c, papers={p.code: p.name for p in papers}) for c in codes))
    )
    transport = PagedTransport()
    world.resources.table = memory_table(transport)
    world.service = type(world.service)(world.resources, portal=world.national)
    world.repository = world.service.repository
    publish(world, *(published(code, components=papers) for code in codes))
    transport.largest = 0
    sessions = SharedSession(world.repository, world.national, world.clock)
    reader = NationalReader(PortalInProcess(world), sessions)
    mapper = Mapper(world.repository, reader, SharedCircuit(world.repository), list, world.clock)

    assert mapper.run(UNLIMITED) == count
    assert transport.largest <= 200, "no question reads more than a page"
    assert differences(world) == {}
    world.close()
