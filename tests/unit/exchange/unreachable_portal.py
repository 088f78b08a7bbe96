"""A National Portal that never answers."""

from collections.abc import Sequence
from typing import NoReturn

from exchange.domain.portal_answer import NoAnswer
from kit.core.model import JsonDict


class UnreachablePortal:
    """What a test does not send stays in its lane."""

    needs_session = True

    @property
    def dossiers(self) -> "UnreachablePortal":
        return self

    @property
    def lists(self) -> "UnreachablePortal":
        return self

    @property
    def questions(self) -> None:
        return None

    def log_in(self) -> str:
        self._fail()

    def send_snapshot(self, session: str, item: JsonDict, *, updating: bool) -> NoReturn:
        self._fail()

    def send_steps(self, session: str, items: Sequence[JsonDict]) -> NoReturn:
        self._fail()

    def look_up(self, session: str, code: str) -> NoReturn:
        self._fail()

    def read(self, session: str, service: str, members: JsonDict) -> NoReturn:
        self._fail()

    def list_filings(self, session: str) -> NoReturn:
        self._fail()

    def confirm_filing(self, session: str, code: str) -> NoReturn:
        self._fail()

    def _fail(self) -> NoReturn:
        raise NoAnswer("unreachable", is_silent=True)
