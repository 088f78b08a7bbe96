"""A world in which months are closed, and the folder of files that anybody can fetch of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from contracts import casework as c
from contracts.testing.dossier_events import DossierEvents, document_sealed, dossier_filed, due_date
from kit.core.events import Envelope
from status.adapters.duckdb_leaves import DuckDbLeaves
from status.figures.close import ClosedMonth, key_of_closing, key_of_leaves
from status.figures.period import key_of_period
from tests.unit.status.world import VAULT, World

AFTER_CLOSING = timedelta(days=45)


def dossiers(number: int, month: int = 11) -> Iterator[Envelope]:
    """Dossiers that end every way: two of three on time, each ninth refused."""
    for n in range(number):
        code = f"H49.61.0{1 + n % 2}-26{month:02}23-{n:04}"
        events = DossierEvents(VAULT, code, f"01KAQ{month:02}{n:019}")
        events.at = events.at.replace(month=month)
        filed = dossier_filed("none").evolve(agency=f"H49.61.0{1 + n % 2}")
        events.publish("intake", filed.evolve(channel=("online", "counter")[n % 5 == 0]))
        if n % 9 == 0:
            events.publish("casework", c.CaseRefused(reason="thiếu", ground="refused"))
        else:
            accepted = c.CaseAccepted(at=events.at, due=due_date(), desk="desk-1")
            events.publish("casework", accepted)
            events.publish("documents", document_sealed("result"), f"doc-{code}")
            events.publish("casework", c.CaseCompleted(results=()))
        yield from events.published


class ClosedWorld(World):
    """Sixty dossiers of November, which is closed."""

    def __init__(self, number: int = 60) -> None:
        super().__init__(tables=DuckDbLeaves(memory="200MB", threads=1))
        self.receive(list(dossiers(number)), size=200)
        self.service.fold()
        self.clock.advance(AFTER_CLOSING)
        self.service.fold()

    def closed(self, month: str = "2026-11") -> ClosedMonth:
        """The closing of a month."""
        return ClosedMonth.model_validate_json(self.objects.stored[key_of_closing(month)].body)

    def fetch(self, folder: Path) -> Path:
        """The files as `status.recount` expects them."""
        for key in [key for key in self.objects.stored if key.endswith("/month.json")]:
            closed = ClosedMonth.model_validate_json(self.objects.stored[key].body)
            names = {
                f"{closed.month}.month.json": key,
                f"{closed.month}.leaves.jsonl.gz": key_of_leaves(closed),
                f"{closed.month}.figures.json": key_of_period(closed.month),
            }
            for name, stored in names.items():
                (folder / name).write_bytes(self.objects.stored[stored].body)
        for key in [key for key in self.objects.stored if key.startswith("open/roots/")]:
            day = key.removeprefix("open/roots/").removesuffix(".json")
            (folder / f"{day}.root.json").write_bytes(self.objects.stored[key].body)
        return folder
