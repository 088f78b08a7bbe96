"""The public view names who receives, solves and returns a dossier, when, and the agency now."""

from datetime import timedelta
from typing import Any, Final

import pytest

from contracts import casework as c
from contracts.testing.dossier_events import CODE, FILED_AT, DossierEvents, dossier_filed, due_date
from kit.core.model import Event
from kit.testing.memory_vault import memory_vault
from tests.unit.status.world import VAULT, World

LAN: Final = {"by": "sub-lan", "by_name": "Trần Thị Lan"}
HUNG: Final = {"by": "sub-hung", "by_name": "Lê Văn Hùng"}
ACCEPTED: Final = c.CaseAccepted(at=FILED_AT, due=due_date(), desk="Quầy số 3", **LAN)
ASSIGNED: Final = c.CaseAssigned(
    step="Thẩm định", desk="Chuyên môn 1", official="sub-hung", official_name="Lê Văn Hùng", **LAN
)


def view_after(*acts: Event) -> dict[str, Any]:
    """The public view after these acts, an hour apart."""
    world, others = World(), DossierEvents(VAULT)
    world.receive([others.publish("intake", dossier_filed("none"))])
    for act in acts:
        others.at += timedelta(hours=1)
        world.receive([others.publish("casework", act)])
    return world.view()


def test_nobody_is_named_before_the_acceptance() -> None:
    view = view_after()

    assert (view["received"], view["processing"], view["returned"]) == (None, None, None)


def test_who_received_is_named_with_desk_and_moment() -> None:
    view = view_after(ACCEPTED)

    assert view["received"] == {
        "at": "2026-11-23T09:00:00+07:00",
        "desk": "Quầy số 3",
        "official": "Trần Thị Lan",
    }


def test_who_works_on_it_now_is_named_with_the_moment_at_which_work_began() -> None:
    other = ASSIGNED.evolve(desk="Chuyên môn 2", official_name="Đỗ Thị Mai")
    first, second = view_after(ACCEPTED, ASSIGNED), view_after(ACCEPTED, ASSIGNED, other)

    assert first["processing"]["official"] == "Lê Văn Hùng"
    assert (second["processing"]["official"], second["processing"]["desk"]) == (
        "Đỗ Thị Mai",
        "Chuyên môn 2",
    )
    assert second["processing"]["at"] == first["processing"]["at"]


def test_who_returned_it_is_named_until_the_head_takes_the_return_back() -> None:
    returned = (ACCEPTED, ASSIGNED, c.CaseReturned(how="online", **LAN))
    undone = c.CaseReopened(why="undone", state="completed")

    assert view_after(*returned)["returned"]["official"] == "Trần Thị Lan"
    assert view_after(*returned, undone)["returned"] is None


def test_where_no_official_is_named_the_desk_alone_has_the_work() -> None:
    to_desk = c.CaseAssigned(step="Phê duyệt", desk="Lãnh đạo", act="propose", **HUNG)
    view = view_after(ACCEPTED, ASSIGNED, to_desk)

    assert (view["processing"]["desk"], view["processing"]["official"]) == ("Lãnh đạo", None)


@pytest.mark.parametrize(
    "event",
    [c.CaseResultRecalled(results=(), reason="Sai"), c.CaseCompleted(results=())],
)
def test_a_return_does_not_outlast_its_result(event: Event) -> None:
    returned = (ACCEPTED, ASSIGNED, c.CaseReturned(how="online", **LAN))

    assert view_after(*returned, event)["returned"] is None
    again = view_after(*returned, event, c.CaseReturned(how="counter", **HUNG))
    assert again["returned"]["official"] == "Lê Văn Hùng"


def test_an_act_of_nobody_names_nobody() -> None:
    view = view_after(ACCEPTED.evolve(by=None, by_name=None))

    assert view["received"]["official"] is None


def test_after_a_hand_over_the_view_names_the_other_agency() -> None:
    handed_over = c.CaseHandedOver(
        agency="H49.02", agency_name="Sở Tư pháp", step="Thẩm định", desk="Phòng 2", **LAN
    )
    view = view_after(ACCEPTED, ASSIGNED, handed_over)

    assert view["agency"] == {"code": "H49.02", "name": "Sở Tư pháp"}
    assert (view["processing"]["desk"], view["processing"]["official"]) == ("Phòng 2", None)


def test_a_dossier_whose_key_is_destroyed_is_projected_without_names() -> None:
    world, others = World(memory_vault()), DossierEvents(VAULT)

    world.receive([others.publish("casework", ACCEPTED)])

    [accepted] = world.repository.record_of(CODE).facts.values()
    assert accepted.data["desk"] == "Quầy số 3"
    assert "official" not in accepted.data
