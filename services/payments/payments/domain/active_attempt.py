"""The slot of a fee: at most one payment at a time is open for it."""

from typing import ClassVar

from kit.core.events import Change
from kit.core.model import Aggregate


class Slot(Aggregate):
    """`id` is the fee's; `payment` the open try, if there is one."""

    KIND: ClassVar[str] = "SLOT"

    payment: str | None = None


def take(slot: Slot, payment: str) -> Change:
    """`payment` is the open try now; two at once meet the slot's version."""
    return Change(slot.evolve(payment=payment), None)


def free(slot: Slot) -> Change:
    """No try is open."""
    return Change(slot.evolve(payment=None), None)
