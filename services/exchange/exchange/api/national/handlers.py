"""The handlers of what the National Portal sends."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from contracts.terms import AGENCY_PATTERN
from exchange.api.national.schemas import PushAnswerView, PushSessionView
from exchange.domain import push_answers
from exchange.domain.push_answers import PushAnswer
from exchange.ingest.receive import NationalReceiver, Sender
from exchange.ingest.sessions import LogInRefused, PushSessions, TooManyLogIns
from kit.core.errors import MalformedRequest
from kit.core.model import JsonDict
from kit.http.context import RequestContext

UNIT: Final = re.compile(AGENCY_PATTERN)


@dataclass(frozen=True, slots=True)
class NationalHandlers:
    """Answers have the portal's own form; what is no JSON object gets a problem document."""

    sessions: PushSessions
    receiver: NationalReceiver

    def open_session(self, request: RequestContext) -> PushSessionView:
        """Open a session of pushes

        The National Portal logs in with `username` and `password` of the province's account. The
        session ends after 30 minutes. After ten wrong log-ins of one address within a quarter of an
        hour none is opened for it.
        """
        members = _object(request.raw)
        try:
            token = self.sessions.log_in(
                _text(members, "username"),
                _text(members, "password"),
                request.address,
                at=request.now,
            )
        except LogInRefused:
            return PushSessionView.refused(push_answers.WRONG_LOGIN)
        except TooManyLogIns:
            return PushSessionView.refused(push_answers.TOO_MANY_LOGINS)
        return PushSessionView.opened(token)

    def receive_dossier(self, request: RequestContext) -> PushAnswerView:
        """Receive a dossier of the portal

        A dossier that a citizen filed there, with `session` and `madonvi`, in the members of
        DongBoHoSoMC. The same code again is answered with 1 and changes nothing.
        """
        return PushAnswerView.of(self._received(_object(request.raw), request))

    def _received(self, members: JsonDict, request: RequestContext) -> PushAnswer:
        session = self.sessions.session(_text(members, "session"), at=request.now)
        if session is None:
            return push_answers.SESSION_ENDED
        unit = _text(members, "madonvi")
        if not UNIT.fullmatch(unit):
            return push_answers.wrong_field("madonvi")
        if not session.covers(unit):
            return push_answers.foreign_unit(unit)
        return self.receiver.receive(members, Sender("push", session.unit), at=request.now)


def _object(raw: bytes) -> JsonDict:
    """Raises MalformedRequest, also for half a character (a lone surrogate)."""
    try:
        members: Any = json.loads(raw)
        if b"\\u" in raw:
            json.dumps(members, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise MalformedRequest from None
    if not isinstance(members, dict):
        raise MalformedRequest
    return members


def _text(members: JsonDict, name: str) -> str:
    value = members.get(name)
    return value if isinstance(value, str) else ""
