"""Facts: the events of a dossier, reduced to what may be public, without personal data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Final

from pydantic import ConfigDict

from contracts import casework, documents, intake, payments
from contracts.terms import FiledPaper
from kit.core.events import Envelope
from kit.core.model import Event, JsonDict, Model

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "dossier.filed": ("procedure", "agency", "agency_name", "owner", "channel", "portal"),
    "dossier.access_changed": ("owner",),
    "dossier.key_replaced": (),
    "dossier.erasure_ordered": (),
    "case.awaiting_payment": (),
    "case.awaiting_reception": ("reception_due",),
    "case.accepted": ("at", "due", "desk"),
    "case.refused": (),
    "case.reopened": ("state",),
    "case.assigned": ("desk",),
    "case.handed_over": ("agency", "agency_name", "desk"),
    "case.papers_requested": ("due",),
    "case.fee_assessed": ("pay",),
    "case.resumed": ("new_due", "due"),
    "case.extended": ("new_due", "due"),
    "case.due_changed": ("new",),
    "case.stopped": (),
    "case.withdrawn": (),
    "case.decided": (),
    "case.completed": (),
    "case.result_corrected": ("document", "result"),
    "case.result_recalled": ("results",),
    "case.returned": (),
    "document.sealed": ("kind", "name", "sha256", "wanted"),
    "fee.due": ("total", "pay_by"),
    "fee.settled": ("amount", "method"),
    "fee.waived": (),
    "fee.voided": (),
    "fee.reinstated": (),
    "refund.opened": ("fee", "amount"),
    "refund.succeeded": ("fee", "amount"),
    "refund.failed": ("fee", "amount"),
}
"""Event type -> the fields that view and leaf need. Every other event is archived only."""

FILED: Final = "dossier.filed"
PAPER_FLAGS: Final = ("digitised", "reused", "from_registry")
"""Of the filed papers only their number is a fact, and how many have each of these flags."""

WITH_LOOKUP_KEY: Final = ("dossier.filed", "dossier.key_replaced")
"""Events that carry a look-up key; the fact holds its keyed hash as `lookup`."""

WITH_OFFICIAL: Final[dict[str, str]] = {
    "case.accepted": "by_name",
    "case.assigned": "official_name",
    "case.returned": "by_name",
}
"""Event type -> the field with the name of who receives, works on or returns a dossier; the fact
holds it as `official`: the applicant is told it by law, and it is nothing about the applicant."""


class Fact(Model):
    """One event of a dossier, reduced."""

    model_config = ConfigDict(extra="ignore")

    type: str
    source: str
    subject: str
    sequence: int
    time: datetime
    data: JsonDict

    @property
    def key(self) -> str:
        """What identifies a fact: the source, subject and sequence of its event."""
        return f"{self.source}/{self.subject}/{self.sequence:06d}"


Facts = Mapping[str, Fact]


def fact_of(message: Envelope, lookup_hash: str | None, official: str | None = None) -> Fact:
    """The fact of an event whose type is in FIELDS.

    Raises ValidationError for an event that breaks its contract, which leads to the dead letters.
    """
    event = message.read(_event_types()[message.type])
    data: JsonDict = event.model_dump(mode="json", include=_included(message.type))
    if lookup_hash:
        data["lookup"] = lookup_hash
    if official:
        data["official"] = official
    if message.type == FILED:
        counts = _paper_counts(getattr(event, "papers", ()))
        counts["from_registry"] += len(getattr(event, "data_papers", ()))
        data["papers"] = counts
    return Fact(
        type=message.type,
        source=message.source,
        subject=message.subject,
        sequence=message.sequence,
        time=message.time,
        data=data,
    )


def merge(facts: Facts, more: Iterable[Fact]) -> dict[str, Fact]:
    """Both, in the order of their keys, whatever the order in which their events came."""
    merged = dict(facts)
    for fact in more:
        merged.setdefault(fact.key, fact)
    return dict(sorted(merged.items()))


def facts_of_type(facts: Facts, *types: str) -> list[Fact]:
    """The facts of these types in the order of their sequences."""
    matches = [fact for fact in facts.values() if fact.type in types]
    if len(matches) > 1:  # seldom: a leaf asks sixteen times
        matches.sort(key=lambda fact: (fact.sequence, fact.key))
    return matches


def _paper_counts(papers: Sequence[FiledPaper]) -> JsonDict:
    flags = {name: sum(getattr(each, name) for each in papers) for name in PAPER_FLAGS}
    return {"filed": len(papers), **flags}


@cache
def _included(event_type: str) -> set[str]:
    return set(FIELDS[event_type])


@cache
def _event_types() -> dict[str, type[Event]]:
    services = (intake, casework, documents, payments)
    return {event.TYPE: event for service in services for event in service.EVENTS}
