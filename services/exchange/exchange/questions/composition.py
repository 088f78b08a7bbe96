"""What carries questions and replies (hỏi đáp), composed for one run of a function."""

from dataclasses import dataclass

from exchange.domain.ports import NationalPortal
from exchange.repository import ExchangeRepository
from kit.core.budget import UNLIMITED, Budget
from kit.core.time import Clock
from kit.platform import log
from kit.security.agency_directory import AgencyDirectory


@dataclass(frozen=True, slots=True)
class NationalQuestionWork:
    """Nothing is carried where the portal's dialect has no questions."""

    repository: ExchangeRepository
    portal: NationalPortal
    agencies: AgencyDirectory
    clock: Clock

    def pull(self, unit: str, budget: Budget = UNLIMITED) -> int:
        """How many questions were new; the next run lists what this one could not."""
        from exchange.domain.portal_answer import NoAnswer
        from exchange.domain.ports import LogInRefused
        from exchange.push.shared_circuit import SharedCircuit
        from exchange.push.shared_session import LogInElsewhere, SharedSession
        from exchange.questions.pull import QuestionPull

        questions, circuits = self.portal.questions, SharedCircuit(self.repository)
        circuit = circuits.present()
        if questions is None or not circuits.may_call(circuit, self.clock()):
            return 0
        sessions = SharedSession(self.repository, self.portal, self.clock)
        pull = QuestionPull(questions, sessions, self.repository, self.agencies, unit, self.clock)
        try:
            count = pull.run(budget)
        except LogInElsewhere:
            return 0
        except (NoAnswer, LogInRefused) as missed:
            log.warning("questions_not_pulled", why=type(missed).__name__)
            circuits.count_failure(self.clock())
            return 0
        circuits.close(circuit, self.clock())
        if count:
            log.info("questions_pulled", count=count)
        return count

    def push(self, budget: Budget = UNLIMITED) -> int:
        """How many replies and questions the portal has now."""
        from exchange.push.portal_calls import PortalCalls
        from exchange.push.shared_circuit import SharedCircuit
        from exchange.push.shared_session import SharedSession
        from exchange.questions.send import QuestionPush

        if self.portal.questions is None:
            return 0
        sessions = SharedSession(self.repository, self.portal, self.clock)
        calls = PortalCalls(self.repository, self.portal, sessions, self.clock)
        circuit = SharedCircuit(self.repository)
        push = QuestionPush(self.repository, self.portal.questions, calls, circuit, self.clock)
        return push.run(budget)
