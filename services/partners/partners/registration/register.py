"""An administrator registers a partner, changes its agreement, and its state."""

from datetime import datetime

from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from partners.domain.partner import (
    Agreement,
    Partner,
    PartnerState,
    changed,
    in_state,
    revoked_digests,
    vault_of,
)
from partners.repository import PartnersRepository, key_removal


class RegisterPartner(Model):
    """`contact` is a mailbox, `by` the administrator's subject."""

    id: str
    name: str
    contact: str
    agreement: Agreement
    by: str


@retry_on_conflict
def register_partner(
    command: RegisterPartner, repository: PartnersRepository, at: datetime
) -> Partner:
    """A new partner, or new terms of an old one, which hold for events that come half a minute
    later; raises PartnerEnded.
    """
    repository.make_key_of(command.id)
    existing = repository.partner(command.id)

    terms = command.model_dump(include={"name", "contact"}) | {"agreement": command.agreement}
    partner = changed(existing, **terms) if existing else _new(command, at)

    repository.save_partner(partner, at)
    return partner.committed()


@retry_on_conflict
def change_state(
    id: str, state: PartnerState, repository: PartnersRepository, at: datetime
) -> Partner:
    """The keys of a partner that ends are gone with it; raises NotFound, PartnerEnded."""
    partner = required(repository.partner(id))

    moved = in_state(partner, state)
    if moved == partner:
        return partner

    removals = [key_removal(digest) for digest in revoked_digests(partner, moved)]
    repository.save_partner(moved, at, removals)
    return moved.committed()


def _new(command: RegisterPartner, at: datetime) -> Partner:
    return Partner(
        id=command.id,
        vault=vault_of(command.id),
        name=command.name,
        contact=command.contact,
        agreement=command.agreement,
        registered_at=at,
        registered_by=command.by,
    )
