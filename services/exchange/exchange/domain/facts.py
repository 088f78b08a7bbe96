"""Facts: the events of a dossier, reduced to what the National Portal gets."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from pydantic import ConfigDict

from contracts import casework, documents, intake, payments
from kit.core.events import Envelope
from kit.core.model import Cipher, Event, JsonDict, Model, Sealed, SealedValue

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "dossier.filed": (
        "procedure",
        "agency",
        "agency_name",
        "channel",
        "papers",
        "quote",
        "received_at",
        "portal",
        "owner",
        "data_papers",
    ),
    "dossier.paper_received": ("paper",),
    "paper.digitised": ("paper",),
    "dossier.supplemented": ("request", "papers"),
    "dossier.contact_changed": (),
    "case.awaiting_payment": (),
    "case.awaiting_reception": (),
    "case.accepted": ("at", "due"),
    "case.refused": (),
    "case.reopened": ("state",),
    "case.assigned": ("step",),
    "case.handed_over": ("step", "agency", "agency_name"),
    "case.papers_requested": ("request", "items"),
    "case.fee_assessed": ("lines", "pay"),
    "case.resumed": ("new_due", "why"),
    "case.extended": ("new_due",),
    "case.due_changed": ("new",),
    "case.stopped": (),
    "case.withdrawn": (),
    "case.decided": (),
    "case.completed": ("results",),
    "case.result_recalled": (),
    "case.returned": ("how",),
    "fee.due": ("lines",),
    "fee.settled": ("amount", "method"),
    "fee.waived": (),
    "fee.voided": (),
    "fee.reinstated": (),
}
"""Event type -> the fields that a payload is made of. No other event is a fact."""

FEE: Final = {"__all__": {"name", "amount"}}
PARTS: Final[dict[str, Any]] = {
    "due": {"at"},
    "lines": FEE,
    "quote": {"lines": FEE, "pay": True, "total": True},
}
"""Of these fields a part alone is a fact: a lane is written often, and each KB has its price."""

PERSONAL: Final[dict[str, tuple[str, ...]]] = {
    "dossier.filed": ("applicant", "contact"),
    "dossier.contact_changed": ("contact",),
    "case.accepted": ("by_name",),
    "case.refused": ("reason", "by_name"),
    "case.reopened": ("by_name",),
    "case.assigned": ("official_name", "by_name"),
    "case.handed_over": ("by_name",),
    "case.papers_requested": ("reason", "by_name"),
    "case.fee_assessed": ("by_name",),
    "case.resumed": ("by_name",),
    "case.extended": ("by_name",),
    "case.stopped": ("reason", "by_name"),
    "case.withdrawn": ("by_name",),
    "case.decided": ("signer_name",),
    "case.result_recalled": ("by_name",),
    "case.returned": ("by_name",),
}
"""Event type -> its sealed fields, which stay sealed under the key of the dossier."""


class Fact(Model):
    """One event of a dossier, reduced."""

    model_config = ConfigDict(extra="ignore")

    type: str
    source: str
    subject: str
    sequence: int
    time: datetime
    data: JsonDict
    personal: Sealed[JsonDict | None] = None

    @property
    def key(self) -> str:
        """What identifies a fact: the source, subject and sequence of its event."""
        return f"{self.source}/{self.subject}/{self.sequence:06d}"

    def word(self, name: str) -> str:
        """A personal text of it; "" where there is none, or its key is destroyed."""
        personal: object = self.personal
        if personal is None or isinstance(personal, SealedValue):
            return ""
        return str(self.personal.get(name) or "") if self.personal else ""


Facts = Mapping[str, Fact]


def fact_of(message: Envelope, cipher: Cipher | None) -> Fact:
    """The fact of an event whose type is in FIELDS; raises ContractBroken, Unreadable."""
    event = message.read(_event_types()[message.type], cipher)
    stated = {name for name in PERSONAL.get(message.type, ()) if message.data.get(name)}
    return Fact(
        type=message.type,
        source=message.source,
        subject=message.subject,
        sequence=message.sequence,
        time=message.time,
        data=event.model_dump(mode="json", include=_parts_of(message.type), exclude_none=True),
        personal=event.model_dump(mode="json", include=stated) if stated else None,
    )


def _parts_of(type_: str) -> dict[str, Any]:
    return {name: PARTS.get(name, True) for name in FIELDS[type_]}


def merge(facts: Facts, more: Iterable[Fact]) -> dict[str, Fact]:
    """Both, in the order of their keys, whatever the order in which their events came."""
    merged = dict(facts)
    for fact in more:
        merged.setdefault(fact.key, fact)
    return dict(sorted(merged.items()))


def facts_of_type(facts: Facts, *types: str) -> list[Fact]:
    """The facts of these types in the order in which they happened."""
    chosen = (fact for fact in facts.values() if fact.type in types)
    return sorted(chosen, key=lambda fact: (fact.time, fact.sequence, fact.key))


@cache
def _event_types() -> dict[str, type[Event]]:
    services = (intake, casework, documents, payments)
    return {event.TYPE: event for service in services for event in service.EVENTS}
