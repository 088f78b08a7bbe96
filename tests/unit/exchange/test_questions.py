"""Questions and replies (hỏi đáp) between the National Portal and voice."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from contracts.national import QuestionReceived
from dvcqg.simulator.faults import Faults
from tests.unit.exchange.questions import NUMBER, REPLY, WORDS, QuestionWorld

STEADY = Faults(session_calls=(0, 0))


@pytest.fixture
def world() -> Iterator[QuestionWorld]:
    created = QuestionWorld(STEADY)
    yield created
    created.close()


def services(world: QuestionWorld) -> list[str]:
    return [call.service for call in world.portal.journal.calls]


def stored_texts(world: QuestionWorld) -> str:
    return " ".join(item.doc for item in world.transport.items.values())


def test_a_question_is_handed_to_voice_once_and_sealed(world: QuestionWorld) -> None:
    world.ask()
    world.ask(90018, MADONVI="H49.99.99")

    assert (world.pull(), world.pull()) == (2, 0)
    first, second = world.received()
    assert first.subject == NUMBER
    opened = first.read(QuestionReceived, world.repository.cipher(first.vault))
    assert (opened.text, opened.agency) == (WORDS, "H49.61.01")
    assert first.vault == f"feedback-{opened.feedback}"
    assert second.data["agency"] == "H49", "one of no agency of ours goes to the province"
    for secret in (WORDS, "Mai", "0912345678", "mai@example.vn"):
        assert secret not in stored_texts(world)


@pytest.mark.parametrize(
    "changes",
    [{"NOIDUNG": " "}, {"NOIDUNG": "x" * 10_001}, {"NOIDUNG": ["x"]}, {"NOIDUNG": None}],
)
def test_what_can_not_be_taken_keeps_no_other_from_it(
    world: QuestionWorld, changes: dict[str, object]
) -> None:
    world.ask(1, **changes)
    world.ask(2)

    assert world.pull() == 1
    assert [each.subject for each in world.received()] == ["2"]


@pytest.mark.parametrize("number", ["a/b", "", "x" * 101, "1 2", "1#2"])
def test_a_number_of_another_form_is_not_taken(world: QuestionWorld, number: str) -> None:
    world.ask(number)
    assert world.pull() == 0


def test_a_question_that_is_hidden_or_has_a_reply_is_left_alone(world: QuestionWorld) -> None:
    world.ask(1, TRANGTHAI=0)
    world.ask(2, TRALOIID=17)
    assert world.pull() == 0


def test_a_reply_goes_to_the_portal_once_in_its_form(world: QuestionWorld) -> None:
    world.ask()
    world.pull()
    reply = world.reply()
    world.receive([reply, reply])

    assert (world.push_questions(), world.push_questions()) == (1, 0)
    [stored] = world.replies
    assert stored["NOIDUNGTRALOI"] == REPLY
    assert (stored["MADONVI"], stored["NGUOITRALOI"]) == ("H49.61.01", "Trần Văn Bình")
    assert len(stored["NGAYTRALOI"]) == 14
    world.receive([reply])
    assert world.push_questions() == 0
    assert REPLY not in stored_texts(world)
    assert "Trần Văn Bình" not in stored_texts(world)
    assert world.pull() == 0


def test_what_was_published_here_goes_there_without_a_person(world: QuestionWorld) -> None:
    published = world.published()
    world.receive([published, published])

    assert (world.push_questions(), world.push_questions()) == (1, 0)
    [sent] = world.portal.questions.synchronised()
    assert sent == {
        "HOIDAPID": published.subject,
        "MaLinhVuc": "",
        "NOIDUNG": "Giấy khai sinh cấp lại ở đâu?",
        "MADONVI": "H49.61.01",
        "TENDONVI": "UBND phường Hồng Gai",
    }


@pytest.mark.parametrize("fault", ["lost", "malformed", "hanging", "unavailable", "busy", "slow"])
@pytest.mark.parametrize("own", [False, True])
def test_whatever_is_lost_the_portal_has_it_once(
    world: QuestionWorld, fault: str, own: bool
) -> None:
    if own:
        world.receive([world.published()])
    else:
        world.ask()
        world.pull()
        world.receive([world.reply()])
    world.portal.set_faults(Faults(session_calls=(0, 0), **{fault: 1.0}))  # type: ignore[arg-type]
    world.push_questions()
    world.portal.set_faults(STEADY)

    end = world.clock() + timedelta(hours=2)
    while world.clock() < end:
        world.pass_time(60)
        world.push_questions()

    service = "DongBoHoiDap" if own else "DongBoKetQuaHoiDapGuiTuDVCQG"
    saved = [
        call
        for call in world.portal.journal.calls
        if call.service == service and call.error_code == "0"
    ]
    assert len(saved) == 1
    held = world.portal.questions.synchronised() if own else world.replies
    assert len(held) == 1


def test_what_exists_there_already_is_done(world: QuestionWorld) -> None:
    world.ask()
    world.pull()
    world.portal.questions.refuse_repeats = True
    world.receive([world.reply()])
    world.portal.questions.save_replies(
        [
            {
                "HOIDAPID": NUMBER,
                "MADONVI": "H49",
                "NGUOITRALOI": "x",
                "NGAYTRALOI": "20261201080000",
                "NOIDUNGTRALOI": "Trả lời khác.",
            }
        ]
    )

    assert world.push_questions() == 1
    assert world.push_questions() == 0


def test_a_refused_reply_is_tried_again_a_day_later(world: QuestionWorld) -> None:
    world.ask()
    world.pull()
    world.receive([world.reply("")])

    assert world.push_questions() == 0
    world.pass_time(3600)
    before = len(world.portal.journal.calls)
    assert world.push_questions() == 0
    assert len(world.portal.journal.calls) == before
    question = world.repository.sealed_question(NUMBER)
    assert question is not None
    assert question.refusal is not None
    assert (question.state, question.refusal.field) == ("refused", "NOIDUNGTRALOI")
    world.pass_time(24 * 3600)
    world.push_questions()
    assert len(world.portal.journal.calls) == before + 1


def test_what_is_erased_is_not_sent(world: QuestionWorld) -> None:
    world.ask()
    world.pull()
    world.receive([world.reply()])
    assert world.repository.vault is not None
    world.repository.vault.destroy(str(world.received()[0].vault))
    world.pass_time(600)

    assert world.push_questions() == 0
    assert world.replies == []
    assert world.pull() == 0


def test_a_portal_that_is_down_is_called_as_the_circuit_lets_it(world: QuestionWorld) -> None:
    for number in range(8):
        world.ask(number)
    world.pull()
    world.portal.set_faults(Faults(down=True))
    for _ in range(30):
        world.pull()

    assert world.repository.circuit().is_open
    down = [call for call in world.portal.journal.calls if call.fault is not None]
    assert len(down) == 5, "the circuit that all share lets no further call through"


def test_the_adapter_has_no_questions() -> None:
    world = QuestionWorld(STEADY, dialect="adapter")
    try:
        world.ask()
        world.receive([world.published()])
        assert (world.pull(), world.push_questions()) == (0, 0)
        assert services(world) == []
    finally:
        world.close()
