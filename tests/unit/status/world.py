"""Status with its surroundings in memory."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from contracts.testing.dossier_events import CODE
from kit.core.events import Envelope
from kit.core.model import JsonDict
from kit.persistence.items import STATE, Item
from kit.persistence.vault import Vault
from kit.platform.fault_injection import Plan
from kit.testing.failed_attempts import MemoryFailedAttempts
from kit.testing.http_client import HttpClient
from kit.testing.memory_table import MemoryTransport
from kit.testing.memory_vault import memory_vault
from kit.testing.world import ServiceWorld
from status.adapters.s3_archive import archive_object, events_of_object
from status.bootstrap import Status
from status.domain.public_view import PublicView

SECRET: Final = '{"current": "v1", "v1": "a secret of the tests"}'
VAULT: Final = memory_vault()
"""The keys of the events that several tests share."""
MONTH: Final = "2026-11"


@dataclass
class MemoryArchive:
    """Batches by the key of their object."""

    objects: dict[str, bytes] = field(default_factory=dict)

    def append(self, batch: Sequence[Envelope], at: datetime) -> None:
        key, body = archive_object(batch, at)
        self.objects[key] = body

    def events(self) -> Iterator[Envelope]:
        """Every archived event; one that came twice may be read twice."""
        for body in self.objects.values():
            yield from events_of_object(body)


@dataclass
class MemoryViewStore(MemoryFailedAttempts):
    """The views that the projection stored in a transport."""

    transport: MemoryTransport = field(kw_only=True)

    def view(self, code: str) -> PublicView | None:
        item = self.transport.items.get((f"DOSSIER#{code}", STATE))
        if item is None or "body" not in item.index_attributes:
            return None
        body, etag, lookup = (str(item.index_attributes[n]) for n in ("body", "etag", "lookup"))
        return PublicView(body, etag, lookup)


class World(ServiceWorld):
    """The service, its archive, and a client of its routes."""

    def __init__(self, vault: Vault = VAULT, plan: Plan | None = None) -> None:
        super().__init__(plan)
        self.vault = self.resources.vault = vault
        self.archive = MemoryArchive()
        self.service = Status(
            self.resources,
            view_store=MemoryViewStore(transport=self.transport),
            archive=self.archive,
            lookup_secret=lambda: SECRET,
        )
        self.repository = self.service.repository
        self.projection = self.service.projection
        self.client = HttpClient(self.service.router)

    def receive(self, messages: Sequence[Envelope], size: int = 10) -> None:
        """Messages arrive in batches of `size`."""
        for start in range(0, len(messages), size):
            batch = messages[start : start + size]
            self.projection.begin_batch(batch, self.clock())
            for message in batch:
                self.service.inbox.handle(message)

    def stored(self) -> dict[str, tuple[str, object, object]]:
        """The content of every item that is not an empty counter."""
        return {
            item.pk + item.sk: (
                item.doc,
                item.index_attributes.get("body"),
                item.index_attributes.get("n"),
            )
            for item in self.transport.items.values()
            if item.index_attributes.get("n") != 0
        }

    def item(self, code: str = CODE) -> Item:
        """The item of a dossier's record."""
        return self.transport.items[f"DOSSIER#{code}", STATE]

    def view(self, code: str = CODE) -> JsonDict:
        """The public view of a dossier."""
        view: JsonDict = json.loads(str(self.item(code).index_attributes["body"]))
        return view

    def figures(self) -> dict[int, int]:
        """The figures of the month, without zeros, after the sweeper's run."""
        self.service.sweep()
        return {code: number for code, number in self.repository.figures(MONTH) if number}
