"""What events say of a dossier that may be rated: whose it is, and that its result is returned.

They come in any order: of each fact that of the newest event stands.
"""

from datetime import datetime

from contracts.casework import CaseReturned
from contracts.intake import AccessChanged, DossierFiled
from kit.core.events import Envelope
from kit.persistence.repository import retry_on_conflict
from voice.domain.rated_dossier import RatedDossier
from voice.repository import VoiceRepository


@retry_on_conflict
def record_facts(repository: VoiceRepository, message: Envelope, *, at: datetime) -> None:
    """Raises Duplicate, ContractBroken."""
    code = message.correlation_key
    before = repository.sealed_dossier(code) or RatedDossier(id=code, dossier=code)
    after = _after(before, message)
    if after == before:
        repository.record(message, at)
    else:
        repository.save_facts(after, message, at)


def _after(dossier: RatedDossier, message: Envelope) -> RatedDossier:
    vault = message.vault or dossier.vault
    match message.type:
        case DossierFiled.TYPE:
            filed = message.read(DossierFiled)
            filed_dossier = dossier.evolve(
                vault=vault, procedure=filed.procedure.code, filed_at_agency=filed.agency
            )
            return _owned(filed_dossier, filed.owner.sub if filed.owner else None, message)
        case AccessChanged.TYPE:
            return _owned(dossier, message.read(AccessChanged).owner.sub, message)
    if not message.is_newer_than(dossier.returned_sequence):
        return dossier
    returned = message.read(CaseReturned)
    return dossier.evolve(
        handler=returned.agency,
        official=returned.by,
        returned_at=message.time,
        returned_sequence=message.sequence,
    )


def _owned(dossier: RatedDossier, owner: str | None, message: Envelope) -> RatedDossier:
    if not message.is_newer_than(dossier.owner_sequence):
        return dossier
    return dossier.evolve(owner=owner, owner_sequence=message.sequence)
