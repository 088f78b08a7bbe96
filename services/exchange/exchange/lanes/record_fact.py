"""One more event becomes a fact of its dossier's lane."""

from datetime import datetime

from exchange.domain.facts import FIELDS, fact_of
from exchange.domain.lane import Lane
from exchange.domain.transitions import with_facts
from exchange.repository import ExchangeRepository
from kit.core.events import Envelope
from kit.persistence.vault import Unreadable


def record_fact(repository: ExchangeRepository, message: Envelope, *, at: datetime) -> None:
    """Merge the fact of an event into its dossier's lane; a repeat changes nothing.

    Raises ContractBroken, Conflict.
    """
    if message.type not in FIELDS or message.dossier is None:
        return
    lane = repository.sealed_lane(message.dossier)
    lane = lane or Lane(id=message.dossier, dossier=message.dossier, vault=message.vault)

    try:
        fact = fact_of(message, repository.cipher(message.vault))
    except Unreadable:  # erased: what is personal is gone for good
        fact = fact_of(message, None).evolve(personal=None)
    changed = with_facts(lane, [fact], at)

    if changed is not lane:
        repository.save(changed, at)
