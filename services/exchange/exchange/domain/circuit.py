"""The circuit to the National Portal: it opens when the portal does not answer."""

from typing import ClassVar

from kit.core import circuit
from kit.core.circuit import FAILURES_TO_OPEN, LONGEST_PAUSE, closed, failed, pause_after, probing

__all__ = [
    "FAILURES_TO_OPEN",
    "LONGEST_PAUSE",
    "Circuit",
    "closed",
    "failed",
    "pause_after",
    "probing",
]


class Circuit(circuit.Circuit):
    """The one circuit that all who call the portal share."""

    KIND: ClassVar[str] = "PORTAL"

    id: str = "national"
