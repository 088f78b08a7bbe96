"""What a dossier's view is made of: events cut down to what may be shown, and nothing personal."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Final

from pydantic import ConfigDict

from contracts import casework, documents, intake, payments
from kit.core.events import Envelope
from kit.core.model import Event, JsonDict, Model

SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "dossier.filed": ("procedure", "agency", "agency_name", "owner"),
    "dossier.access_changed": ("owner",),
    "dossier.key_replaced": (),
    "case.awaiting_payment": (),
    "case.awaiting_reception": ("reception_due",),
    "case.accepted": ("due",),
    "case.refused": (),
    "case.assigned": (),
    "case.handed_over": (),
    "case.papers_requested": (),
    "case.fee_assessed": ("pay",),
    "case.resumed": ("new_due",),
    "case.extended": ("new_due",),
    "case.due_changed": ("new",),
    "case.stopped": (),
    "case.withdrawn": (),
    "case.decided": (),
    "case.completed": (),
    "case.returned": (),
    "document.sealed": ("kind", "name", "sha256"),
    "fee.due": ("total", "pay_by"),
    "fee.settled": ("amount", "method"),
    "fee.waived": (),
    "fee.voided": (),
    "refund.opened": ("fee", "amount"),
    "refund.succeeded": ("fee", "amount"),
    "refund.failed": ("fee", "amount"),
}
"""Event type -> the fields that the view needs. What is not here is archived and leads to nothing."""

LOOKUP: Final = ("dossier.filed", "dossier.key_replaced")
"""Events that carry a look-up key; the fact holds its keyed hash as `lookup`."""


class Fact(Model):
    """One event of a dossier, cut down."""

    model_config = ConfigDict(extra="ignore")

    type: str
    source: str
    subject: str
    sequence: int
    time: datetime
    data: JsonDict

    @property
    def key(self) -> str:
        """What tells facts apart: who said it, about what, in which place."""
        return f"{self.source}/{self.subject}/{self.sequence:06d}"


Facts = Mapping[str, Fact]


def fact_of(message: Envelope, lookup: str | None) -> Fact:
    """The fact in an event whose type is in SHOWN; `lookup` is the keyed hash of the look-up key it carries.

    The event must fit its contract: one that does not raises pydantic's ValidationError and goes to the dead letters.
    """
    told = message.read(_kinds()[message.type])
    data: JsonDict = told.model_dump(mode="json", include=set(SHOWN[message.type]))
    if lookup:
        data["lookup"] = lookup
    return Fact(
        type=message.type,
        source=message.source,
        subject=message.subject,
        sequence=message.sequence,
        time=message.time,
        data=data,
    )


def merged(known: Facts, more: Iterable[Fact]) -> dict[str, Fact]:
    """Both, in one order whatever the order they came in."""
    found = dict(known)
    for fact in more:
        found.setdefault(fact.key, fact)
    return dict(sorted(found.items()))


def said_by(facts: Facts, *types: str) -> list[Fact]:
    """The facts of these types in the order of their sequences."""
    return sorted((f for f in facts.values() if f.type in types), key=lambda f: (f.sequence, f.key))


@cache
def _kinds() -> dict[str, type[Event]]:
    return {
        kind.TYPE: kind for said in (intake, casework, documents, payments) for kind in said.EVENTS
    }
