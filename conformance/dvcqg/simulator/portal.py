"""The portal: one call goes through its fault, its session, its service and the journal."""

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from dvcqg.simulator.catalogue import Catalogue
from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.dossiers import DossierStore
from dvcqg.simulator.exchange import Answer, Request, json_answer
from dvcqg.simulator.faults import HEADER, Fault, FaultPlan, Faults
from dvcqg.simulator.filings import Filings
from dvcqg.simulator.journal import Call, Journal
from dvcqg.simulator.questions import Questions
from dvcqg.simulator.reading import ReadingServices
from dvcqg.simulator.refusal import Refusal, message_of
from dvcqg.simulator.sessions import Account, Sessions

Members = dict[str, Any]
WITHOUT_EFFECT: Final = (Fault.DOWN, Fault.UNAVAILABLE, Fault.BUSY)


@dataclass(frozen=True, slots=True)
class Operation:
    """A call that was understood: what it is about and what it does; may raise Refusal."""

    dialect: str
    service: str
    dossiers: tuple[str, ...]
    run: Callable[[Call, datetime], Members]


class Portal:
    """In memory only. `handle` is not safe for threads: a server locks around it."""

    def __init__(
        self,
        *,
        clock: SimulatedClock | None = None,
        faults: Faults | None = None,
        catalogue: Mapping[str, Any] | None = None,
        accounts: tuple[Account, ...] = (Account(),),
        lookup_steps: bool = True,
    ) -> None:
        self.clock: Final = clock or SimulatedClock()
        self.plan = FaultPlan(faults or Faults())
        self.journal: Final = Journal()
        self.sessions: Final = Sessions(accounts)
        self.dossiers: Final = DossierStore(self.journal)
        self.filings: Final = Filings()
        self.questions: Final = Questions()
        self.catalogue: Final = Catalogue(catalogue)
        self.reading: Final = ReadingServices(
            self.dossiers,
            self.catalogue,
            self.questions,
            self.filings,
            lookup_steps=lookup_steps,
        )
        self._hanging: list[tuple[datetime, int, Call, Operation]] = []

    def set_faults(self, faults: Faults) -> None:
        """From the next call on; the seed begins anew."""
        self.plan = FaultPlan(faults)

    def call(self, request: Request, read: Callable[[Request], Operation]) -> Answer:
        """One call of either dialect; `read` understands it or raises Refusal."""
        now = self.clock.now()
        self.apply_hanging(now)
        fault = self._fault_of(request, now)
        call = self.journal.open(now, "", "", request.body, fault)
        if fault in WITHOUT_EFFECT:
            self.journal.describe(call)
        if fault is Fault.DOWN:
            return Answer(0, closed=True)
        if fault is Fault.UNAVAILABLE:
            return Answer(503, b"<html>503 Service Unavailable</html>", "text/html")
        members = self._outcome(call, request, read, now)
        return self._answer_of(call, members)

    def file(self, item: Members) -> None:
        """A citizen files a dossier at the portal, or changes it there, by its MaHoSo."""
        now = self.clock.now()
        call = self.journal.open(now, "portal", "filing", b"", None)
        self.journal.name_dossiers(call, (item["MaHoSo"],))
        self.dossiers.file(call, item, at=now)
        self.filings.add(item)

    def supplement(self, code: str, papers: list[Members], **texts: Any) -> Members:
        """A citizen answers a supplement request at the portal; what it has of progress stays.

        Raises KeyError where nobody filed the dossier here.
        """
        call = self.journal.open(self.clock.now(), "portal", "supplement", b"", None)
        self.journal.name_dossiers(call, (code,))
        return self.filings.supplement(code, papers, texts)

    def apply_hanging(self, now: datetime) -> None:
        """Lets the effects of hanging calls happen whose moment has come."""
        while self._hanging and self._hanging[0][0] <= now:
            moment, _, call, operation = heapq.heappop(self._hanging)
            self._record(call, self._run(call, operation, moment))

    def apply_all_hanging(self) -> int:
        """Lets all of them happen now; returns how many there were."""
        waiting = len(self._hanging)
        for _, _, call, operation in [heapq.heappop(self._hanging) for _ in range(waiting)]:
            self._record(call, self._run(call, operation, self.clock.now()))
        return waiting

    @property
    def hanging(self) -> int:
        """How many effects wait for their moment."""
        return len(self._hanging)

    def _fault_of(self, request: Request, now: datetime) -> Fault | None:
        named = request.headers.get(HEADER)
        return Fault(named) if named in set(Fault) else self.plan.draw(now)

    def _outcome(
        self,
        call: Call,
        request: Request,
        read: Callable[[Request], Operation],
        now: datetime,
    ) -> Members:
        if call.fault is Fault.BUSY:
            return self._record(call, _refused(*message_of("busy")))
        try:
            operation = read(request)
        except Refusal as refusal:
            return self._record(call, _refused(refusal.error_code, refusal.message))
        call.dialect, call.service = operation.dialect, operation.service
        self.journal.name_dossiers(call, operation.dossiers)
        if call.fault is Fault.HANGING:
            moment = now + self.plan.hang_delay()
            heapq.heappush(self._hanging, (moment, call.number, call, operation))
            return {}
        return self._record(call, self._run(call, operation, now))

    def _run(self, call: Call, operation: Operation, at: datetime) -> Members:
        try:
            return operation.run(call, at)
        except Refusal as refusal:
            return _refused(refusal.error_code, refusal.message)

    def _record(self, call: Call, members: Members) -> Members:
        call.error_code = str(members.get("error_code", ""))
        call.message = str(members.get("message", ""))
        return members

    def _answer_of(self, call: Call, members: Members) -> Answer:
        faults = self.plan.faults
        if call.fault in (Fault.LOST, Fault.HANGING):
            return Answer(0, closed=True, seconds=faults.answer_seconds)
        slow = faults.slow_seconds if call.fault is Fault.SLOW else 0.0
        answer = json_answer(members, seconds=faults.answer_seconds + slow)
        if call.fault is Fault.MALFORMED:
            return Answer(200, answer.body[: len(answer.body) // 2])
        return answer


def _refused(error_code: str, message: str) -> Members:
    return {"error_code": error_code, "message": message}
