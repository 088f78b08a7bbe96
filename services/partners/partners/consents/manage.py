"""An owner lets a partner see where a dossier stands, and ends that."""

from collections.abc import Sequence
from datetime import datetime

from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from partners.domain import partner_consent
from partners.domain.partner_consent import ConsentPurpose
from partners.domain.thin_dossier import ThinDossier
from partners.repository import PartnersRepository


class OwnersDossier(Model):
    """A dossier by its code, and the ids of the person who asks."""

    dossier: str
    own_ids: tuple[str, ...]


class GiveConsent(OwnersDossier):
    """For one partner, until a day (Vietnam) that is included."""

    partner: str
    purpose: ConsentPurpose
    until: str


@retry_on_conflict
def give_consent(command: GiveConsent, repository: PartnersRepository, at: datetime) -> ThinDossier:
    """Raises NotFound for a dossier of somebody else and for a partner that is none any more,
    LastDayRefused, TooManyConsents.
    """
    dossier = owned(command, repository)
    partner = required(repository.partner(command.partner))
    if partner.state != "active":
        raise NotFound
    consents = partner_consent.with_consent(
        dossier.consents, partner.id, command.purpose, command.until, at
    )
    return _saved(dossier, consents, repository, at)


@retry_on_conflict
def end_consent(
    command: OwnersDossier, partner: str, repository: PartnersRepository, at: datetime
) -> ThinDossier:
    """It holds no longer; where there was none nothing changes.

    Raises NotFound for a dossier of somebody else and for what never was a partner.
    """
    dossier = owned(command, repository)
    required(repository.partner(partner))
    consents = partner_consent.ended(dossier.consents, at, partner)
    return _saved(dossier, consents, repository, at)


def consented_dossiers(own_ids: Sequence[str], repository: PartnersRepository) -> list[ThinDossier]:
    """The dossiers of a person that have or had a consent, by code."""
    codes = sorted({code for owner in own_ids for code in repository.consented_codes(owner)})
    dossiers = (repository.dossier(code) for code in codes)
    return [each for each in dossiers if each and each.owner in own_ids]


def owned(command: OwnersDossier, repository: PartnersRepository) -> ThinDossier:
    """Raises NotFound."""
    dossier = required(repository.dossier(command.dossier))
    if dossier.owner is None or dossier.owner not in command.own_ids:
        raise NotFound
    return dossier


def _saved(
    dossier: ThinDossier,
    consents: partner_consent.Consents,
    repository: PartnersRepository,
    at: datetime,
) -> ThinDossier:
    if consents == dossier.consents:
        return dossier
    changed = dossier.evolve(consents=consents)
    repository.save_consents(changed, at)
    return changed
