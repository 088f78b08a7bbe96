"""Dossiers that the National Portal refuses: a task for officials, which ends by itself."""

import pytest

from contracts.exchange import SyncDone, SyncRefused
from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed
from kit.persistence.repository import required
from kit.security.staff_directory import Staff
from notifications.desk.close import CloseTask, close_desk_task
from notifications.domain.desk_task import DeskTask, TaskEndsItself
from tests.unit.notifications.world import AGENCY, World

DESK = Staff(sub="desk", roles=("receptionist",), agencies=(AGENCY.code,))


@pytest.fixture
def world() -> World:
    return World()


def refused(world: World, field: str = "Email") -> DossierEvents:
    events = DossierEvents(world.vault)
    filed = dossier_filed("none")
    events.publish("intake", filed)
    refuse(world, events, field)
    return events


def refuse(world: World, events: DossierEvents, field: str) -> None:
    events.publish("exchange", SyncRefused(service="DongBoHoSoMC", field=field, code="-1"))
    world.receive(*events.published)


def tasks(world: World) -> list[DeskTask]:
    listed = (
        required(world.service.desk.repository.task(each.id))
        for each in world.repository.tasks_of(CODE)
    )
    return [task for task in listed if task.template == "sync.refused"]


def test_the_agency_gets_a_mail_and_a_task_with_the_fields_name(world: World) -> None:
    refused(world)

    [task] = tasks(world)
    assert (task.form, task.state, task.agency) == ("correction", "open", AGENCY.code)
    [mail] = [text for channel, to, text in world.sender.sent if to == AGENCY.mail]
    assert "Email (thư điện tử)" in mail
    assert "Email (thư điện tử)" in task.letter.body
    assert "an@example.vn" not in task.letter.body


def test_a_field_that_is_not_named_is_said_so(world: World) -> None:
    refused(world, "")

    assert "Trường bị từ chối: chưa nêu tên." in tasks(world)[0].letter.body


@pytest.mark.parametrize("how", ["sent", "erased"])
def test_the_task_ends_when_the_dossier_is_no_longer_refused(world: World, how: str) -> None:
    events = refused(world)

    done = SyncDone.model_validate({"how": how})
    world.receive(events.publish("exchange", done))

    assert [task.state for task in tasks(world)] == ["superseded"]


def test_a_task_whose_end_came_first_is_not_opened(world: World) -> None:
    events = DossierEvents(world.vault)
    events.publish("intake", dossier_filed("none"))
    refusal = SyncRefused(service="DongBoHoSoMC", field="Email", code="-1")
    events.publish("exchange", refusal)
    events.publish("exchange", SyncDone(how="sent"))
    filing, early, late = events.published

    world.receive(filing, late, early)

    assert [task for task in tasks(world) if task.state == "open"] == []


def test_a_second_refusal_takes_the_place_of_the_first(world: World) -> None:
    events = refused(world)

    refuse(world, events, "SoDienThoai")

    assert sorted(task.state for task in tasks(world)) == ["open", "superseded"]
    [task] = [task for task in tasks(world) if task.state == "open"]
    assert "SoDienThoai" in task.letter.body


def test_nobody_closes_it_and_it_is_not_escalated_as_a_notice(world: World) -> None:
    refused(world)
    [task] = tasks(world)

    with pytest.raises(TaskEndsItself):
        close_desk_task(
            world.repository,
            CloseTask(task=task.id, how="handed", official=DESK),
            at=world.clock(),
        )
    assert task.milestone is None
