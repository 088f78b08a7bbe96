"""Questions (hỏi đáp) through all services: of the portal to its reply, and of a citizen here."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.courses.test_national import National
from tests.unit.exchange.questions import NUMBER, REPLY, WORDS, submitted_there
from tests.world import OWNER
from voice.feedback.act import ActOnFeedback, act_on_feedback
from voice.feedback.submit import SubmitFeedback, submit_feedback

AGENCY: Final = "H49.61.01"
PUBLIC: Final = "Giấy khai sinh cấp lại ở đâu?"


@pytest.fixture
def national() -> Iterator[National]:
    national = National(pay="none")
    yield national
    national.close()


def act(national: National, feedback: str, **command: Any) -> None:
    """An official acts on it, and the events are handled."""
    full = ActOnFeedback.model_validate({"id": feedback, **command})
    world = national.world
    act_on_feedback(world.voice.repository, full, at=world.now(), authorize=lambda _: None)
    world.settle()
    national.exchange.questions.push()


def test_a_question_of_the_portal_gets_the_reply_of_the_agency(national: National) -> None:
    national.portal.questions.file(submitted_there())
    assert national.exchange.questions.pull("H49") == 1
    national.world.settle()
    question = national.exchange.repository.sealed_question(NUMBER)
    assert question is not None
    stored = national.world.voice.repository.feedback(question.feedback)

    act(national, question.feedback, act="accept", by="officer")
    act(national, question.feedback, act="resolve", text=REPLY, by="officer", by_name="Bình")

    assert stored is not None
    assert (stored.text, stored.owner, stored.kind) == (WORDS, None, "question")
    [reply] = national.portal.questions.replies_to(NUMBER)
    assert (reply["NOIDUNGTRALOI"], reply["NGUOITRALOI"]) == (REPLY, "Bình")
    assert not any(national.world.dead.values())


def test_a_question_of_a_citizen_is_there_once_it_is_published_and_they_get_a_notice(
    national: National,
) -> None:
    world = national.world
    world.file()
    world.settle()
    command = SubmitFeedback(
        id=world.new_seed(),
        kind="question",
        agency=AGENCY,
        about=None,
        text=WORDS,
        owner=OWNER.person,
    )
    code = submit_feedback(world.voice.repository, command, at=world.now()).id
    before = len(world.post.sent)
    act(national, code, act="accept", by="officer")
    act(national, code, act="resolve", text=REPLY, by="officer")
    assert national.portal.questions.synchronised() == []
    notices = str(world.post.sent[before:])
    act(national, code, act="publish", question=PUBLIC, reply=REPLY, by="head")

    [there] = national.portal.questions.synchronised()
    assert (there["HOIDAPID"], there["NOIDUNG"]) == (code, PUBLIC)
    assert "Phản ánh, kiến nghị, câu hỏi của tôi" in notices
    assert REPLY not in notices
    assert not any(world.dead.values())
