"""The circuit to an axis: while it does not answer, lanes only grow."""

from typing import ClassVar

from kit.core.circuit import Circuit


class AxisCircuit(Circuit):
    """Of the axis `id`."""

    KIND: ClassVar[str] = "AXIS"
