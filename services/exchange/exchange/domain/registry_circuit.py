"""The circuit to one registry, and the run that is calling it, of which there is one at most."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from kit.core.circuit import Circuit

LONGEST_RUN: Final = timedelta(seconds=70)
"""Longer than the asker's own time: a run that died keeps the registry no longer."""


class RegistryCircuit(Circuit):
    """As the circuit to the National Portal. `run_until`: a run is calling until then, so that a
    registry gets one call at a time; None: nobody is."""

    KIND: ClassVar[str] = "REGISTRY"

    run_until: datetime | None = None

    def is_free(self, at: datetime) -> bool:
        return self.run_until is None or self.run_until <= at
