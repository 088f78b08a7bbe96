"""A citizen's own list of notices: every state of their dossiers, sealed, newest first."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from contracts.casework import CaseAssigned, CaseHandedOver
from contracts.intake import AccessChanged
from contracts.terms import Owner
from contracts.testing.dossier_events import CODE, DRAFT, OWNER, DossierEvents, paid_dossier
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.testing.clock import NOW
from kit.testing.memory_table import memory_table
from kit.testing.memory_vault import memory_vault
from notifications.domain.listed_notice import ListedNotice
from notifications.repositories.listed_notices import LIST
from notifications.repository import NotificationsRepository
from tests.unit.casework.metered_table import MeteredTransport
from tests.unit.notifications.world import World

NOTICES: Final = "/v1/me/notices"
OFFICIAL: Final = "Trần Thị Lan"


def own(world: World, who: str = OWNER) -> list[dict[str, Any]]:
    answer = world.client.get(NOTICES, who)
    assert answer.status == 200, answer.body
    items: list[dict[str, Any]] = answer.body["items"]
    return items


def states(items: Iterable[dict[str, Any]]) -> list[str]:
    return [item["template"] for item in items]


def later(world: World, source: str, *events: Event) -> list[Envelope]:
    """More events of the dossier, after those of its life."""
    sequences = {(source, CODE): 90}
    at = NOW + timedelta(days=1)
    publisher = DossierEvents(world.vault, CODE, DRAFT, at=at, sequences=sequences)
    return [publisher.publish(source, event) for event in events]


def test_each_state_of_a_dossier_is_in_its_owners_list_once_and_newest_first() -> None:
    world = World()
    life = paid_dossier(world.vault)

    world.receive(*life, *life)

    items = own(world)
    assert states(items) == [
        "case.returned",
        "case.completed",
        "case.assigned",
        "case.accepted",
        "fee.settled",
        "fee.due",
        "dossier.filed",
    ]
    assert items[0]["subject"] == f"Đã trả kết quả hồ sơ {CODE}"
    assert {item["dossier"] for item in items} == {CODE}
    assert {item["read_at"] for item in items} == {None}
    assert own(world, "another") == []


def test_the_list_names_who_processes_the_dossier_and_where() -> None:
    world = World()
    world.receive(paid_dossier(world.vault)[0])
    assigned = CaseAssigned(step="assess", desk="số 1", official="o", official_name=OFFICIAL)
    moved = CaseHandedOver(agency="H49.15", agency_name="Sở Xây dựng", step="assess", desk="2")

    world.receive(*later(world, "casework", assigned, moved, assigned))

    after, move, before, _ = own(world)
    assert f"Người giải quyết: {OFFICIAL}, UBND phường Hồng Gai." in before["paragraphs"]
    assert "được chuyển đến Sở Xây dựng" in move["paragraphs"][0]
    assert f"Người giải quyết: {OFFICIAL}, Sở Xây dựng." in after["paragraphs"]


def test_of_two_transfers_the_later_one_names_the_agency_in_whatever_order_they_come() -> None:
    world = World()
    world.receive(paid_dossier(world.vault)[0])
    first = CaseHandedOver(agency="H49.15", agency_name="Sở Xây dựng", step="assess", desk="2")
    second = CaseHandedOver(agency="H49.12", agency_name="Sở Tài chính", step="assess", desk="2")

    world.receive(*reversed(later(world, "casework", first, second)))

    contact = world.repository.contact(CODE)
    assert contact is not None
    assert (contact.agency, contact.agency_name) == ("H49.12", "Sở Tài chính")


def test_texts_are_sealed_and_each_reading_is_recorded() -> None:
    world = World()
    world.receive(*paid_dossier(world.vault))
    stored = [item.doc for (pk, _), item in world.transport.items.items() if pk.startswith(LIST)]

    own(world)

    assert len(stored) == 7
    assert not [doc for doc in stored if "Hồ sơ" in doc or "hồ sơ" in doc]
    assert len(world.access_records()) == 1
    world.service.own_notices.repository.vault = memory_vault()
    assert own(world) == [], "an erased dossier's notices are read by nobody"


def test_a_notice_is_marked_once_by_its_owner_alone() -> None:
    world = World()
    world.receive(*paid_dossier(world.vault))
    newest = own(world)[0]["notice"]

    first = world.client.put(f"{NOTICES}/{newest}/read", OWNER, {})
    world.clock.advance(timedelta(minutes=5))
    second = world.client.put(f"{NOTICES}/{newest}/read", OWNER, {})
    strange = world.client.put(f"{NOTICES}/{newest}/read", "another", {})

    assert (first.status, first.body) == (200, second.body)
    assert strange.status == 404
    read = [item["read_at"] for item in own(world)]
    assert read == [first.body["read_at"], *[None] * 6]
    assert own(world)[0]["subject"], "it is still opened"


def test_a_dossier_that_another_person_owns_is_not_read_any_more() -> None:
    world = World()
    world.receive(*paid_dossier(world.vault))
    changed = AccessChanged(owner=Owner(sub="another"), representatives=())

    world.receive(*later(world, "intake", changed))

    assert own(world) == own(world, "another") == []


def test_a_page_costs_the_same_with_forty_and_with_four_thousand_notices() -> None:
    units = [units_of_a_page(size) for size in (40, 4_000)]

    assert units[0] == units[1]


def units_of_a_page(size: int) -> float:
    world = World()
    world.receive(paid_dossier(world.vault)[0])
    transport = MeteredTransport()
    repository = NotificationsRepository(memory_table(transport), "notifications", world.vault)
    for item in world.transport.items.values():
        transport.put(item)
    for number in range(size):
        at = NOW + timedelta(seconds=number)
        notice = ListedNotice(
            id=new_ulid(at),
            dossier=CODE,
            vault=DRAFT,
            template="case.assigned",
            at=at,
            subject="Hồ sơ đang được giải quyết",
            paragraphs=("Hồ sơ đang được giải quyết.",),
        )
        repository.list_notice(OWNER, notice)
    transport.units = 0
    assert len(repository.listed_notices((OWNER,), after=None, limit=20).items) == 20
    return transport.units
