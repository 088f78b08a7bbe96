"""HTTP sessions of the tests: every problem document is looked through, and a session can end."""

import threading
from typing import Any

import requests

from tests.integration.personal_data import PERSONAL, plain


class WatchedSession(requests.Session):
    """Fails the test whose request is refused with a document that names a person."""

    def request(self, *arguments: Any, **options: Any) -> requests.Response:
        response = super().request(*arguments, **options)
        if response.status_code >= 400:
            assert not PERSONAL.search(plain(response.text)), f"{arguments} names somebody"
        return response


class SessionEnded(Exception):
    """The test has seen what it wanted to see."""


class EndableSession(WatchedSession):
    """Raises SessionEnded at the first request after `end` is set."""

    def __init__(self, end: threading.Event) -> None:
        super().__init__()
        self._end = end

    def request(self, *arguments: Any, **options: Any) -> requests.Response:
        if self._end.is_set():
            raise SessionEnded
        return super().request(*arguments, **options)
