"""A dossier that is carried through in the background, and may be left where it is."""

import threading
from typing import Any

import requests

from local.demo.api import Api, Refused, TookTooLong
from local.demo.journey import NotAsPromised
from tests.integration.cloud import PAID, Town


class Stopped(Exception):
    """The test has seen what it wanted to see."""


class Stoppable(requests.Session):
    """A session that ends a journey at its next call."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__()
        self._stop = stop

    def request(self, *asked: Any, **more: Any) -> requests.Response:
        """The call, unless the journey is over."""
        if self._stop.is_set():
            raise Stopped
        return super().request(*asked, **more)


class Traveller:
    """A dossier on its way in a thread of its own; `failed` says at which step it ended."""

    def __init__(self, town: Town) -> None:
        self._stop = threading.Event()
        self.failed = ""
        self._journey = town.journey(PAID)
        self._journey.entrance = entrance = type("Watched", (), {})()
        entrance.place = town.place
        entrance.enter = lambda kind, name: Api(
            town.place, town.entrance.enter(kind, name).token, Stoppable(self._stop)
        )
        self._thread = threading.Thread(target=self._go, daemon=True)
        self._thread.start()

    def _go(self) -> None:
        try:
            self._journey.go()
        except Stopped:
            return
        except (Refused, TookTooLong, NotAsPromised) as failed:
            self.failed = str(failed)

    @property
    def arrived(self) -> bool:
        """Whether it went through."""
        return not self._thread.is_alive() and not self.failed

    def end(self) -> None:
        """Let it go no further than its next call; one that waits for the public status ends by itself."""
        self._stop.set()
        self._thread.join(1)
