"""Calls to the National Portal about one lane or question, each one on record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from exchange.domain.attempt import Attempt
from exchange.domain.lane import Lane
from exchange.domain.portal_answer import LONGEST_MESSAGE, NoAnswer, PortalAnswer
from exchange.domain.ports import DossierLookUp, NationalPortal
from exchange.domain.text_digest import digest_of
from exchange.push.shared_session import SharedSession
from exchange.repository import ExchangeRepository
from kit.core.model import Aggregate, JsonDict
from kit.core.time import Clock
from kit.platform import fault_injection, log

DOSSIERS: Final = "DongBoHoSoMC"
STEPS: Final = "CapNhatTienDoHoSoMC"
LOOK_UP: Final = "TraCuuHoSo"


@dataclass(frozen=True, slots=True)
class PortalCalls:
    """Every call raises NoAnswer, LogInRefused, LogInElsewhere."""

    repository: ExchangeRepository
    portal: NationalPortal
    session: SharedSession
    clock: Clock

    def send_snapshot(self, lane: Lane, item: JsonDict, *, updating: bool) -> PortalAnswer:
        """The dossier as it is now."""

        def send(session: str) -> PortalAnswer:
            return self.portal.send_snapshot(session, item, updating=updating)

        return self.call(lane, DOSSIERS, [item], send)

    def send_steps(self, lane: Lane, items: Sequence[JsonDict]) -> PortalAnswer:
        """Some of its steps."""
        return self.call(lane, STEPS, items, lambda session: self.portal.send_steps(session, items))

    def look_up(self, dossiers: DossierLookUp, lane: Lane) -> PortalAnswer:
        """What the portal has of it."""
        return self.call(lane, LOOK_UP, (), lambda session: dossiers.look_up(session, lane.id))

    def call(
        self,
        subject: Aggregate,
        service: str,
        items: Sequence[JsonDict],
        send: Callable[[str], PortalAnswer],
    ) -> PortalAnswer:
        """One call, and once more in a new session where the portal had ended this one."""
        session = self.session.current()
        answer = self._recorded(subject, service, items, lambda: send(session.token or ""))
        if answer.meaning == "session_ended" and self.portal.needs_session:
            renewed = self.session.after(session)
            answer = self._recorded(subject, service, items, lambda: send(renewed.token or ""))
        return answer

    def _recorded(
        self,
        subject: Aggregate,
        service: str,
        items: Sequence[JsonDict],
        send: Callable[[], PortalAnswer],
    ) -> PortalAnswer:
        began = self.clock()
        fault_injection.point(f"{service}.before")
        try:
            answer = send()
        except NoAnswer as failure:
            self._record(subject, service, items, began, failure)
            raise
        fault_injection.point(f"{service}.after")
        self._record(subject, service, items, began, answer)
        if answer.meaning == "unread":
            log.metric("PortalAnswerUnread")
        return answer

    def _record(
        self,
        subject: Aggregate,
        service: str,
        items: Sequence[JsonDict],
        began: datetime,
        outcome: PortalAnswer | NoAnswer,
    ) -> None:
        answer = outcome if isinstance(outcome, PortalAnswer) else None
        attempt = Attempt(
            service=service,
            digest=digest_of(items) if items else "",
            items=len(items),
            at=began,
            milliseconds=int((self.clock() - began).total_seconds() * 1000),
            outcome=answer.meaning if answer else "no_answer",
            code=answer.code[:20] if answer else "",
            message=(answer.message if answer else str(outcome))[:LONGEST_MESSAGE],
        )
        self.repository.record_attempt(subject, attempt)
