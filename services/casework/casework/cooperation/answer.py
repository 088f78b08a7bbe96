"""The answer of a consulted agency (trả lời ý kiến)."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import cooperation
from casework.domain.case import Case, Transition
from casework.domain.cooperation import awaited_consultation
from casework.repository import CaseworkRepository


class AnswerConsultation(ActCommand):
    """`answer` is the agency's opinion; it is sealed wherever it is stored."""

    answer: str


def answer_consultation(
    cases: CaseworkRepository, command: AnswerConsultation, *, at: datetime
) -> Case:
    """Raises NotConsulted."""

    def move(case: Case) -> Transition:
        consultation = awaited_consultation(case, command.official)
        return cooperation.answer(case, consultation, answer=command.answer, at=at)

    return perform(cases, "answer", command, move, at=at)
