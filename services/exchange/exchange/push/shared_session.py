"""The portal's session, which all workers share: one of them logs in for all."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from exchange.domain.portal_session import PortalSession
from exchange.domain.ports import NationalPortal
from exchange.repository import ExchangeRepository
from kit.core.time import Clock
from kit.persistence.repository import Conflict
from kit.persistence.vault import Unreadable
from kit.platform import log

LOG_IN_TIME: Final = timedelta(seconds=90)
"""How long a log-in is one worker's: longer than the portal's slowest answer."""
NO_SESSION: Final = PortalSession()


class LogInElsewhere(Exception):
    """Another worker is logging in: this one's lane waits its turn."""


@dataclass(frozen=True, slots=True)
class SharedSession:
    """The session as it is stored, under a condition on its version."""

    repository: ExchangeRepository
    portal: NationalPortal
    clock: Clock

    def current(self) -> PortalSession:
        """The session in use, or a first one; raises LogInElsewhere, LogInRefused, NoAnswer."""
        if not self.portal.needs_session:
            return NO_SESSION
        session = self._stored()
        return session if session.token else self._log_in(session)

    def after(self, ended: PortalSession) -> PortalSession:
        """A newer session than one that ended; raises as `current`."""
        session = self._stored()
        if session.token and session.number > ended.number:
            return session
        return self._log_in(session)

    def _stored(self) -> PortalSession:
        try:
            return self.repository.session()
        except Unreadable:  # its key was destroyed or rotated away: a new log-in replaces it
            sealed = self.repository.sealed_session()
            return sealed.evolve(token=None)

    def _log_in(self, session: PortalSession) -> PortalSession:
        now = self.clock()
        if session.logging_in_until and session.logging_in_until > now:
            raise LogInElsewhere
        self.repository.make_session_key()
        claimed = self._save(session.evolve(token=None, logging_in_until=now + LOG_IN_TIME))
        try:
            token = self.portal.log_in()
        except BaseException:
            self._save(claimed.evolve(logging_in_until=None))
            raise
        log.info("portal_logged_in", number=session.number + 1)
        opened = claimed.evolve(token=token, number=session.number + 1, logging_in_until=None)
        return self._save(opened)

    def _save(self, session: PortalSession) -> PortalSession:
        try:
            self.repository.save(session, self.clock())
        except Conflict:
            raise LogInElsewhere from None
        return session.committed()
