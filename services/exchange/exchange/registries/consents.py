"""A citizen gives, lists and ends consents that registries are asked about them."""

from datetime import datetime

from exchange.domain.lane import Lane
from exchange.domain.registry import Registry
from exchange.domain.registry_consent import LIFE, RegistryConsent, consent_id, ended, renewed
from exchange.domain.registry_errors import ConsentNotNeeded
from exchange.repository import ExchangeRepository
from kit.persistence.repository import required, retry_on_conflict


@retry_on_conflict
def give_consent(
    repository: ExchangeRepository, lane: Lane, registry: Registry, *, at: datetime
) -> RegistryConsent:
    """For a filed dossier, by its owner; one that holds stays as it is. Raises ConsentNotNeeded."""
    if registry.ground != "consent":
        raise ConsentNotNeeded(registry=(registry.name.vi, registry.name.en))
    vault = str(lane.vault)
    fresh = RegistryConsent(
        id=consent_id(vault, registry.code),
        vault=vault,
        dossier=lane.id,
        code=lane.id,
        owner=required(lane.owner),
        registry=registry.code,
        since=at,
        until=at + LIFE,
    )
    before = repository.consent(vault, registry.code)
    after = renewed(before, fresh, at)
    if after is before:
        return after
    repository.save_consent(after, at)
    return after.committed()


@retry_on_conflict
def end_consent(
    repository: ExchangeRepository, owners: tuple[str, ...], consent: str, *, at: datetime
) -> None:
    """What it brought is shown no more; ended once, it stays so. Raises NotFound."""
    consent_of_owner = required(repository.consent_of(consent))
    required(consent_of_owner if consent_of_owner.owner in owners else None)
    after = ended(consent_of_owner, at)
    if after is not consent_of_owner:
        repository.save_consent(after, at)
