"""What the National Portal gets of a course: each act by itself, judged by the kit's validator."""

from datetime import timedelta
from itertools import groupby
from typing import Final

from exchange.bootstrap import Exchange
from exchange.push.worker import Turn
from tests.unit.exchange.portal_in_process import PortalInProcess
from tests.world import World

DUE_AFTER: Final = timedelta(seconds=61)
"""A lane waits for a minute, in which further facts may come."""


class NationalRecord(PortalInProcess):
    """The portal of one dossier's course."""

    def send(self, world: World) -> None:
        """A minute later the pusher sends what the portal lacks."""
        world.clock += DUE_AFTER
        self.clock.stand_at(world.clock)
        exchange: Exchange = world.services["exchange"]
        worker = exchange.worker(0)
        while worker.turn() is not Turn.IDLE:
            pass

    def check(self, code: str, timeline: tuple[int, ...]) -> None:
        """The portal shows what the public view shows, and nothing is found in any call."""
        steps = [status for status, _ in groupby(self.steps(code))]
        assert steps == [str(status) for status in timeline]
        stored = self.portal.dossiers.by_code[code].fields
        assert stored["TrangThaiHoSo"] == steps[-1]
        assert [(f.code, f.place, f.message("en")) for f in self.findings()] == []
