"""Status in memory."""

import json
from collections.abc import Sequence
from datetime import datetime

from kit.core.events import Envelope
from kit.core.model import JsonDict
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.repository import Repository
from kit.persistence.vault import Vault
from kit.platform import fault_injection
from status.adapters.archive import archived
from status.events import Ears
from status.projection.project import Projection
from status.repository import Store
from tests.fakes import NOW, MemoryTransport, memory_table, memory_vault
from tests.story import CODE

SECRET = "a secret of the tests"
VAULT = memory_vault()
MONTH = "2026-11"


class MemoryArchive:
    """An archive in memory."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def append(self, batch: Sequence[Envelope], now: datetime) -> None:
        key, body = archived(batch, now)
        self.objects[key] = body


class House:
    """Status in memory."""

    def __init__(self, vault: Vault = VAULT, plan: fault_injection.Plan | None = None) -> None:
        self.transport = MemoryTransport()
        self.archive = MemoryArchive()
        table = memory_table(
            FaultInjectingTransport(self.transport, plan) if plan else self.transport
        )
        aggregates = Repository(table, "status", vault)
        self.store = Store(table)
        self.projection = Projection(self.store, self.archive, aggregates.cipher, lambda: SECRET)
        self.ears = Ears(self.projection, aggregates, lambda: NOW)

    def hear(self, told: Sequence[Envelope], size: int = 10) -> None:
        for start in range(0, len(told), size):
            batch = told[start : start + size]
            self.projection.begin(batch, NOW)
            for heard in batch:
                self.ears.handle(heard)

    def stored(self) -> dict[str, tuple[str, object, object]]:
        return {
            item.pk + item.sk: (
                item.doc,
                item.index_attributes.get("body"),
                item.index_attributes.get("n"),
            )
            for item in self.transport.items.values()
            if item.index_attributes.get("n") != 0
        }

    def view(self, code: str = CODE) -> JsonDict:
        found: JsonDict = json.loads(
            str(self.transport.items[f"DOSSIER#{code}", "STATE"].index_attributes["body"])
        )
        return found

    def figures(self) -> dict[int, int]:
        return {code: n for code, n in self.store.figures(MONTH) if n}
