"""What the portal has for us, in the session that the pushers of lanes share."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from exchange.domain.portal_answer import NoAnswer, PortalAnswer
from exchange.domain.portal_session import PortalSession
from exchange.domain.ports import NationalPortal
from exchange.push.shared_session import SharedSession


class PortalFilings(NamedTuple):
    """`NationalFilings` by the portal's own calls."""

    portal: NationalPortal
    sessions: SharedSession
    unit: str

    def waiting(self) -> list[Mapping[str, Any]]:
        """Raises NoAnswer, LogInElsewhere, LogInRefused."""
        session = self.sessions.current()
        answer = self.portal.list_filings(_token(session))
        if answer.meaning == "session_ended":
            answer = self.portal.list_filings(_token(self.sessions.after(session)))
        self._require_stored(answer)
        return list(answer.result)

    def confirm(self, code: str) -> None:
        """Raises NoAnswer; a dossier that the portal no longer lists was confirmed before."""
        answer = self.portal.confirm_filing(_token(self.sessions.current()), code)
        if answer.meaning != "unknown":
            self._require_stored(answer)

    def _require_stored(self, answer: PortalAnswer) -> None:
        if answer.meaning != "stored":
            raise NoAnswer(answer.meaning, is_silent=False)


def _token(session: PortalSession) -> str:
    return session.token or ""
