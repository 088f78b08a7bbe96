"""A run that dies while it carries a question or a reply is taken up by the next one."""

import pytest

from dvcqg.simulator.faults import Faults
from kit.platform.fault_injection import Killed, injected
from tests.unit.exchange.questions import NUMBER, REPLY, QuestionWorld
from tests.unit.exchange.test_deaths import DyingPlan

STEADY = Faults(session_calls=(0, 0))
POINTS = (
    "question.received",
    "question.taken",
    "DongBoKetQuaHoiDapGuiTuDVCQG.before",
    "DongBoKetQuaHoiDapGuiTuDVCQG.after",
    "question.learned",
    "commit.before",
    "commit.after",
)


@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("point", POINTS)
def test_a_question_is_handed_over_once_and_its_reply_sent_once(point: str, nth: int) -> None:
    world = QuestionWorld(STEADY)
    try:
        world.ask()
        plan = DyingPlan((point, nth))
        for _ in range(12):
            step(world, plan)
            world.pass_time(60)

        assert [each.subject for each in world.received()] == [NUMBER]
        assert [each["NOIDUNGTRALOI"] for each in world.replies] == [REPLY]
        sent = [
            call
            for call in world.portal.journal.calls
            if call.service == "DongBoKetQuaHoiDapGuiTuDVCQG"
        ]
        assert len(sent) == 1
        assert nth > 1 or not plan.deaths_to_come, "it died there"
    finally:
        world.close()


def step(world: QuestionWorld, plan: DyingPlan) -> None:
    """What the schedules do each minute; voice replies as soon as it has the question."""
    try:
        with injected(plan):
            world.pull()
            if world.received():
                world.receive([world.reply()])
            world.push_questions()
    except Killed:
        return
