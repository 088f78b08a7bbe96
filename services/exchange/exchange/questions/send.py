"""Replies and published questions go to the National Portal: each once, whatever is lost."""

from dataclasses import dataclass
from typing import Final

from exchange.domain import question as transitions
from exchange.domain.portal_answer import NoAnswer, PortalAnswer
from exchange.domain.ports import LogInRefused, NationalQuestions
from exchange.domain.question import LATE_AFTER, Question, QuestionRefusal
from exchange.push.portal_calls import PortalCalls
from exchange.push.shared_circuit import SharedCircuit
from exchange.push.shared_session import LogInElsewhere
from exchange.repository import ExchangeRepository
from kit.core.budget import UNLIMITED, Budget
from kit.core.time import Clock
from kit.persistence.repository import Conflict
from kit.persistence.vault import Unreadable
from kit.platform import fault_injection, log

PAGE: Final = 50
"""Questions of one run: the next minute brings the next one."""


@dataclass(frozen=True, slots=True)
class QuestionPush:
    """Each question is sent under a lease of its own, the longest waiting first."""

    repository: ExchangeRepository
    questions: NationalQuestions
    calls: PortalCalls
    circuit: SharedCircuit
    clock: Clock

    def run(self, budget: Budget = UNLIMITED) -> int:
        """How many the portal has now; it ends where the portal may not be called."""
        count = 0
        for number in self.repository.due_questions(self.clock(), PAGE):
            circuit = self.circuit.present()
            if budget.is_spent or not self.circuit.may_call(circuit, self.clock()):
                break
            try:
                sent = self.send(number)
            except LogInElsewhere:
                break
            except (NoAnswer, LogInRefused) as failure:
                log.warning("portal_failed", why=str(failure)[:200])
                self.circuit.count_failure(self.clock())
                continue
            count += sent
            self.circuit.close(circuit, self.clock())
        return count

    def send(self, number: str) -> bool:
        """Whether the portal has it now; raises NoAnswer, LogInRefused, LogInElsewhere."""
        question = self._taken(number)
        if question is None:
            return False
        was_unknown = question.is_unknown
        leased = transitions.taken(question, self.clock())
        try:
            self.repository.save(leased, self.clock())
        except Conflict:  # another run has it
            return False
        leased = leased.committed()
        fault_injection.point("question.taken")
        try:
            if was_unknown and self._is_there(leased):
                return self._learn(leased, transitions.sent(leased))
            return self._judge(leased, self._call(leased))
        except NoAnswer as failure:
            self._postpone(leased, is_silent=failure.is_silent, is_unknown=True)
            raise
        except (LogInRefused, LogInElsewhere):
            released = transitions.released(leased, self.clock(), is_unknown=was_unknown)
            self._learn(leased, released)
            raise

    def _taken(self, number: str) -> Question | None:
        """The question where it is due; what was erased is not sent."""
        at = self.clock()
        sealed = self.repository.sealed_question(number)
        if sealed is None or not sealed.is_due(at):
            return None
        try:
            if self.repository.holds_key_of(sealed):
                return self.repository.question(number)
        except Unreadable:  # in between
            pass
        self._learn(sealed, transitions.unreadable(sealed))
        return None

    def _call(self, question: Question) -> PortalAnswer:
        service, item = question.service, question.item()
        is_reply = service == transitions.REPLIES
        send = self.questions.send_reply if is_reply else self.questions.send_question
        return self.calls.call(question, service, [item], lambda session: send(session, item))

    def _is_there(self, question: Question) -> bool:
        """Whether the portal has it, after an answer was lost; raises NoAnswer while it is busy."""
        item = question.item()
        if question.service == transitions.REPLIES:
            answer = self.calls.call(
                question,
                "LayNoiDungTraLoiTheoCauHoi",
                (),
                lambda session: self.questions.replies_to(session, question.id),
            )
            name = "NOIDUNGTRALOI"
        else:
            answer = self.calls.call(
                question, "LayDanhSachHoiDapBoCoQuan", (), self.questions.list_published
            )
            name = "HOIDAPID"
        if answer.meaning in ("busy", "session_ended"):
            raise NoAnswer(answer.meaning, is_silent=False)
        return item[name] in [str(each.get(name, "")) for each in answer.result]

    def _judge(self, question: Question, answer: PortalAnswer) -> bool:
        match answer.meaning:
            case "stored" | "duplicate":
                return self._learn(question, transitions.sent(question))
            case "busy" | "session_ended":
                self._postpone(question, is_silent=False, is_unknown=False)
                return False
        at = self.clock()
        refusal = QuestionRefusal(
            field=answer.field, code=answer.code[:20], message=answer.message, at=at
        )
        log.warning("question_refused", field=answer.field, code=answer.code[:20])
        log.metric("QuestionRefused")
        self._learn(question, transitions.refused(question, refusal, at))
        return False

    def _postpone(self, question: Question, *, is_silent: bool, is_unknown: bool) -> None:
        after = transitions.postponed(
            question, self.clock(), is_silent=is_silent, is_unknown=is_unknown
        )
        if after.failures == LATE_AFTER:
            log.metric("QuestionLate")
        self._learn(question, after)

    def _learn(self, before: Question, after: Question) -> bool:
        """Stored, unless a later reply or another run came in between: then that one goes on."""
        try:
            self.repository.save(after, self.clock())
        except Conflict:
            log.warning("question_lease_lost", question=before.feedback)
            return False
        fault_injection.point("question.learned")
        return True
