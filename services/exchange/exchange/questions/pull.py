"""The pull of questions: what was asked at the National Portal is handed to voice, once each."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from contracts.national import QuestionReceived
from exchange.domain.portal_answer import NoAnswer
from exchange.domain.ports import NationalQuestions
from exchange.domain.question import Question
from exchange.domain.submitted_question import (
    QuestionNotTaken,
    SubmittedQuestion,
    submitted_question,
)
from exchange.push.shared_session import SharedSession
from exchange.repository import ExchangeRepository
from kit.core.budget import UNLIMITED, Budget
from kit.core.ids import new_ulid
from kit.core.time import Clock
from kit.persistence.repository import Conflict
from kit.platform import fault_injection, log
from kit.security.agency_directory import AgencyDirectory


class QuestionPull(NamedTuple):
    """Bound to the table with the vault. A question that names no agency of ours goes to `unit`,
    whose officials forward it.
    """

    questions: NationalQuestions
    sessions: SharedSession
    repository: ExchangeRepository
    agencies: AgencyDirectory
    unit: str
    clock: Clock

    def run(self, budget: Budget = UNLIMITED) -> int:
        """How many were new; raises NoAnswer, LogInElsewhere, LogInRefused.

        One that can't be taken is listed again, and an alarm rings; it keeps no other from it.
        """
        taken = 0
        for members in self._submitted():
            if budget.is_spent:
                break
            taken += self._take(members)
        return taken

    def _submitted(self) -> tuple[Mapping[str, Any], ...]:
        session = self.sessions.current()
        answer = self.questions.list_submitted(session.token or "")
        if answer.meaning == "session_ended":
            answer = self.questions.list_submitted(self.sessions.after(session).token or "")
        if answer.meaning != "stored":
            raise NoAnswer(answer.meaning, is_silent=False)
        return answer.result

    def _take(self, members: Mapping[str, Any]) -> bool:
        try:
            submitted = submitted_question(members)
            return submitted.is_open and self._receive(submitted)
        except QuestionNotTaken as wrong:
            log.warning("national_question_refused", field=str(wrong))
        except Conflict:  # another run has it
            return False
        except Exception as error:  # noqa: BLE001 - logged; it is listed again
            log.failure("national_question_not_taken", error)
        log.metric("NationalQuestionRefused")
        return False

    def _receive(self, submitted: SubmittedQuestion) -> bool:
        if self.repository.sealed_question(submitted.HOIDAPID) is not None:
            return False
        at = self.clock()
        feedback = new_ulid(at)
        question = Question(id=submitted.HOIDAPID, vault=f"feedback-{feedback}", feedback=feedback)
        agency = submitted.MADONVI if self._is_ours(submitted.MADONVI) else self.unit
        event = QuestionReceived(feedback=feedback, agency=agency, text=submitted.NOIDUNG)
        fault_injection.point("question.received")
        self.repository.receive_question(question, event, at)
        log.metric("NationalQuestionReceived")
        return True

    def _is_ours(self, agency: str) -> bool:
        return bool(agency) and self.agencies.agency(agency) is not None
