"""Names under which tests knew kit.testing; use that."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from kit.persistence.repository import Repository
from kit.persistence.vault import Vault
from kit.testing.clock import NOW
from kit.testing.memory_queues import MemoryQueues
from kit.testing.memory_table import MemoryTransport, events_of, memory_table
from kit.testing.memory_vault import MemoryKeys, memory_vault

__all__ = [
    "NOW",
    "SORT_OF",
    "Clock",
    "MemoryKeys",
    "MemoryQueues",
    "MemoryTransport",
    "Order",
    "events_of",
    "memory_aggregates",
    "memory_table",
    "memory_vault",
]

SORT_OF = {"waiting": "since", "by": "at"}
Clock = Callable[[], datetime]
Order = Literal["sent", "random"]


def memory_aggregates(source: str, vault: Vault | None = None) -> Repository:
    """The aggregates of a service in memory."""
    return Repository(memory_table(), source, vault or memory_vault())
