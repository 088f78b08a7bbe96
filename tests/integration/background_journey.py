"""A dossier that is carried through in the background, and may be left where it is."""

import threading
from dataclasses import replace

from local.demo.api_client import UnexpectedResponse
from local.demo.checks import CheckFailed
from local.demo.waiting import NoProgress
from tests.integration.watched_session import EndableSession, SessionEnded
from tests.integration.world import PAID, World


class BackgroundJourney:
    """A journey in a thread of its own; `failure` is the message of the step at which it ended."""

    def __init__(self, world: World) -> None:
        self._end = threading.Event()
        self.failure = ""
        sign_in = replace(world.sign_in, new_session=lambda: EndableSession(self._end))
        self._journey = world.journey(PAID, sign_in=sign_in)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._journey.complete()
        except SessionEnded:
            return
        except (UnexpectedResponse, NoProgress, CheckFailed) as failure:
            self.failure = str(failure)

    @property
    def completed(self) -> bool:
        """Whether the dossier went all the way."""
        return not self._thread.is_alive() and not self.failure

    def end(self) -> None:
        """Let it go no further than its next request; at a wait for the cloud it ends by itself."""
        self._end.set()
        self._thread.join(1)
