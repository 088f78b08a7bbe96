"""Somebody without an account, a phone and an e-mail address files at a desk."""

import pytest

from documents.domain.document import Document
from tests import desk
from tests.world import World


@pytest.fixture
def world() -> World:
    world = World(pay="none")
    world.file()
    world.settle()
    return world


def documents_of(world: World, code: str) -> list[Document]:
    return list(world.documents.repository.documents_of(code))


def test_a_dossier_of_the_counter_gets_form_01_and_the_desk_brings_it(world: World) -> None:
    filed = desk.file_entered(world, desk.enter(world))
    world.settle()
    before = len(world.post.sent)

    world.accept(filed.id)
    world.settle()

    assert [document.kind for document in documents_of(world, filed.id)] == ["form-01"]
    [task] = desk.open_tasks(world)
    assert (task.dossier, task.form, task.template) == (filed.id, "form-01", "case.accepted")
    assert len(world.post.sent) == before
    assert desk.bring(world, task.task).closed_by == desk.DESK.sub
    assert desk.open_tasks(world) == []
    assert not any(world.dead.values())
