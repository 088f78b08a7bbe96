"""A dossier that the National Portal refuses, through all services: officials correct it (X4)."""

from collections.abc import Iterator
from typing import Final

import pytest

from contracts.terms import Contact
from contracts.testing.national import NATIONAL_CODE
from exchange.domain.lane import Lane
from intake.dossiers.change_contact import ChangeContact, change_dossier_contact
from kit.persistence.repository import required
from tests import desk
from tests.courses.test_national import National
from tests.unit.intake.world import AN

TOO_LONG: Final = f"an@{'mot-cua.' * 20}vn"
"""A mailbox that we take and the portal does not."""


@pytest.fixture
def national() -> Iterator[National]:
    national = National(pay="none")
    yield national
    national.close()


def change_mail(national: National, code: str, mail: str) -> None:
    """A desk changes where the notices of a dossier go, as it does every day."""
    world = national.world
    command = ChangeContact(
        code=code,
        by=desk.DESK,
        request=world.new_seed(),
        contact=Contact(email=mail),
        shown=AN.identity_number,
    )
    change_dossier_contact(world.intake, command, at=world.now())


def lane(national: National, code: str) -> Lane:
    return required(national.exchange.repository.lane(code))


def refused(national: National) -> str:
    """A dossier of ours whose mailbox the portal does not take, beside one that it takes."""
    code = national.world.file()
    change_mail(national, code, TOO_LONG)
    national.push(national.file())
    national.work()
    national.work()
    return code


def test_the_field_is_named_to_the_desk_and_other_dossiers_are_sent(national: National) -> None:
    code = refused(national)

    refusal = lane(national, code).refusal
    assert refusal is not None
    assert refusal.field == "Email"
    assert lane(national, NATIONAL_CODE).state == "synced"
    [task] = desk.open_tasks(national.world)
    assert (task.dossier, task.template, task.form) == (code, "sync.refused", "correction")
    stored = required(desk.tasks_of(national.world).task(task.task))
    assert "Email (thư điện tử)" in stored.letter.body
    assert TOO_LONG not in stored.letter.body


def test_the_corrected_dossier_is_sent_by_itself_and_the_task_ends(national: National) -> None:
    code = refused(national)

    change_mail(national, code, "an@example.vn")
    national.work()
    national.world.settle()

    assert lane(national, code).state == "synced"
    assert national.portal.dossiers.by_code[code].fields["Email"] == "an@example.vn"
    assert desk.open_tasks(national.world) == []
    types = [event.type for event in national.world.events()]
    assert (types.count("sync.refused"), types.count("sync.done")) == (1, 1)


def test_a_correction_that_is_none_is_refused_again_with_one_task(national: National) -> None:
    code = refused(national)

    change_mail(national, code, f"binh-{TOO_LONG}")
    national.work()
    national.world.settle()

    assert lane(national, code).state == "refused"
    [task] = desk.open_tasks(national.world)
    assert task.dossier == code
