"""Making the projection again from the archive alone."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from kit.core.events import Envelope
from kit.persistence.vault import Unreadable
from status.domain.facts import SHOWN, Fact, fact_of
from status.projection.project import Projection


def rebuild(projection: Projection, archived: Iterable[Envelope], now: datetime) -> int:
    """Project archived events into the projection's table, a dossier at a time; returns how many dossiers.

    Nothing is archived again and nothing leaves the house. Under a destroyed key a dossier's look-up hash is gone.
    """
    facts: dict[str, list[Fact]] = defaultdict(list)
    for message in archived:
        if message.type.startswith("notice."):
            projection.handle(message, now)
        elif message.type in SHOWN and message.dossier:
            facts[message.dossier].append(_fact(projection, message))
    for code, found in facts.items():
        projection.merge(code, found, now)
    return len(facts)


def _fact(projection: Projection, message: Envelope) -> Fact:
    try:
        return projection.fact(message)
    except Unreadable:
        return fact_of(message, None)
