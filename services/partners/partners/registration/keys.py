"""An administrator makes and revokes the keys of a partner."""

from datetime import datetime
from typing import NamedTuple

from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from partners.access.keys import PartnerKeys
from partners.domain.partner import (
    IssuedKey,
    Partner,
    revoked_digests,
    with_key,
    without_key,
)
from partners.domain.partner_key import PartnerKey, new_key
from partners.repository import KeyRecord, PartnersRepository, key_put, key_removal


class IssueKey(Model):
    """`id` is the new key's, `chance` 130 bits of it, `by` the administrator's subject."""

    partner: str
    id: str
    chance: int
    is_live: bool
    by: str


class NewKey(NamedTuple):
    """The key that nobody can read again, and what is stored of it."""

    key: PartnerKey
    issued: IssuedKey


@retry_on_conflict
def issue_key(command: IssueKey, keys: PartnerKeys, at: datetime) -> NewKey:
    """A repeat of a request whose answer was lost makes the key anew: nobody has the first one.

    Raises NotFound, PartnerEnded, TooManyKeys.
    """
    repository = keys.repository
    partner = required(repository.partner(command.partner))

    key = new_key(command.chance, is_live=command.is_live)
    issued = IssuedKey(
        id=command.id,
        digest=keys.digest(key),
        last_digits=key.last_digits,
        created_at=at,
        created_by=command.by,
    )
    changed = with_key(partner, issued)

    put = key_put(issued.digest, KeyRecord(partner=partner.id, key=issued.id))
    removals = [key_removal(digest) for digest in revoked_digests(partner, changed)]
    repository.save_partner(changed, at, [put, *removals])
    return NewKey(key, issued)


@retry_on_conflict
def revoke_key(id: str, key: str, repository: PartnersRepository, at: datetime) -> Partner:
    """It opens nothing from this moment on; raises NotFound."""
    partner = required(repository.partner(id))

    digest = partner.key(key).digest
    changed = without_key(partner, key)

    repository.save_partner(changed, at, [key_removal(digest)])
    return changed.committed()
