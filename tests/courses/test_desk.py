"""Somebody without an account, a phone and an e-mail address files at a desk."""

from collections import Counter
from itertools import cycle, islice

import pytest

from documents.domain.document import Document
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.demanded_papers import demands
from intake.domain.draft_content import DraftContent
from intake.dossiers.request_withdrawal import RequestWithdrawal, request_withdrawal
from intake.dossiers.supplement import SupplementDossier, supplement_dossier
from kit.core.errors import ServiceError
from local.courses.table import Course, Terms, steps_of, table
from notifications.desk.escalate import escalate_tasks
from notifications.domain.notice_rules import NOTICE_RULES
from tests import desk
from tests.courses.catalogue import procedures
from tests.courses.world import CourseWorld, chosen_papers
from tests.unit.intake.world import AGENCY
from tests.world import World

FREE = "1.004837"
COURSES: tuple[Course, ...] = tuple(table().courses)


class DeskWorld(CourseWorld):
    """A desk does what the citizen of a course does, and brings every notice."""

    def file(self) -> str:
        content = self.content
        assert content is not None
        publication = PublishProcedure(code=self.procedure, content=content)
        publish_procedure(self.intake, publication, at=self.now())
        draft = desk.enter(
            self,
            content=DraftContent(
                procedure=self.procedure, agency=AGENCY, statement=chosen_papers(content)
            ),
        )
        handed = tuple(
            desk.on_paper(demand.first.id) for demand in demands(content, draft.situation)
        )
        return desk.file_entered(self, draft, handed).id

    def supplement(self, code: str) -> object:  # type: ignore[override]
        command = SupplementDossier(
            code=code,
            owner=desk.DESK,
            request=self.new_seed(),
            attachments=None,
            answers={"note": "Hợp đồng số 5"},
        )
        return supplement_dossier(self.intake, command, at=self.now())

    def request_withdrawal(self, code: str) -> object:  # type: ignore[override]
        command = RequestWithdrawal(
            code=code, owner=desk.DESK, request=self.new_seed(), reason="Tôi đổi ý."
        )
        return request_withdrawal(self.intake, command, at=self.now())


def take(course: Course) -> Counter[str]:
    """A dossier of the course; answers the notices that the desk brought."""
    world = DeskWorld(procedure=FREE, content=procedures()[FREE])
    brought: Counter[str] = Counter()
    for step in steps_of(course, Terms(pay="none")):
        refusal = None
        try:
            world.acts[step.act]()
        except ServiceError as error:
            refusal = error.code
        assert refusal == step.refused, step.act
        world.settle()
        for task in desk.open_tasks(world):
            assert desk.bring(world, task.task).closed_by == desk.DESK.sub
            brought[task.template] += 1
        world.settle()
    assert desk.open_tasks(world) == []
    assert world.post.sent == []
    assert brought == owed(world), course
    assert not any(world.dead.values())
    return brought


def owed(world: World) -> Counter[str]:
    """The notices of the dossier's events that ask, promise or decide."""
    return Counter(
        event.type
        for event in world.events()
        if (rule := NOTICE_RULES.get(event.type)) and rule.task and rule.when == "always"
    )


@pytest.mark.parametrize("dossiers", [len(COURSES), pytest.param(500, marks=pytest.mark.soak)])
def test_every_notice_of_a_dossier_that_nobody_can_reach_is_brought_by_its_desk(
    dossiers: int,
) -> None:
    brought: Counter[str] = Counter()
    for course in islice(cycle(COURSES), dossiers):
        brought += take(course)
    print(f"{dossiers} dossiers of {len(COURSES)} courses: {brought.total()} desk tasks closed")
    assert {"case.accepted", "case.papers_requested", "case.refused"} <= set(brought)
    assert {"case.extended", "case.stopped", "case.completed"} <= set(brought)


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


def test_a_task_that_stays_open_is_escalated_twice_and_rings(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    filed = desk.file_entered(world, desk.enter(world))
    world.settle()
    world.accept(filed.id)
    world.settle()
    [task] = desk.open_tasks(world)
    tasks = desk.tasks_of(world)
    stored = tasks.task(task.task)
    assert stored is not None

    assert escalate_tasks(tasks, world.now()) == 0
    for moment in (stored.due, stored.overdue):
        world.clock = moment
        assert escalate_tasks(tasks, world.now()) == 1
        assert escalate_tasks(tasks, world.now()) == 0
        world.settle()

    levels = [e.data["level"] for e in world.events() if e.type == "task.escalated"]
    assert levels == ["due", "overdue"]
    assert capsys.readouterr().out.count('"DeskTaskOverdue": 1') == 1
    desk.bring(world, task.task, "posted")
    assert desk.open_tasks(world) == []


def test_what_a_later_event_makes_pointless_is_brought_by_nobody(world: World) -> None:
    filed = desk.file_entered(world, desk.enter(world))
    world.settle()
    world.accept(filed.id)
    world.assign(filed.id)
    world.request_supplement(filed.id)
    world.settle()
    assert "case.papers_requested" in {task.template for task in desk.open_tasks(world)}

    command = SupplementDossier(
        code=filed.id,
        owner=desk.DESK,
        request=world.new_seed(),
        attachments=None,
        answers={"note": "Hợp đồng số 5"},
    )
    supplement_dossier(world.intake, command, at=world.now())
    world.settle()

    assert {task.template for task in desk.open_tasks(world)} == {"case.accepted", "case.resumed"}
    closed = [e.data["outcome"] for e in world.events() if e.type == "task.closed"]
    assert closed == ["superseded"]


def test_a_phone_that_was_stated_at_the_desk_gets_sms_and_only_what_goes_by_mail_is_brought(
    world: World,
) -> None:
    filed = desk.file_entered(world, desk.enter(world, desk.an_entry(contact=desk.reachable())))
    world.settle()
    world.accept(filed.id)
    world.settle()

    assert [channel for channel, _, _ in world.post.sent[-2:]] == ["sms", "sms"]
    assert desk.open_tasks(world) == []
