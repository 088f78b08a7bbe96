"""Rebuilds the projection from the archive alone."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from kit.core.events import Envelope
from kit.persistence.repository import retry_on_conflict
from kit.persistence.vault import Unreadable
from status.domain.facts import FIELDS, Fact, fact_of
from status.projection.project import NOTICE_EVENTS, Projection


def rebuild(projection: Projection, archived: Iterable[Envelope], at: datetime) -> int:
    """Project archived events, a dossier at a time; returns the number of dossiers.

    Nothing is archived again and no event is published. A dossier whose vault key was destroyed
    has no look-up hash.
    """
    facts: dict[str, list[Fact]] = defaultdict(list)
    for message in archived:
        if message.type in NOTICE_EVENTS:
            projection.project(message, at)
        elif message.type in FIELDS and message.dossier:
            facts[message.dossier].append(_fact(projection, message))
    for code, facts_of_dossier in facts.items():
        retry_on_conflict(projection.merge)(code, facts_of_dossier, at)
    return len(facts)


def _fact(projection: Projection, message: Envelope) -> Fact:
    try:
        return projection.fact(message)
    except Unreadable:
        return fact_of(message, None)
