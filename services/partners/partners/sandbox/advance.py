"""A partner's program advances a dossier of its sandbox by a step."""

from datetime import datetime

from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from partners.domain.public_event import PublicEvent, Unnumbered
from partners.domain.sandbox import SandboxDossier, advanced, checked_code
from partners.repository import PartnersRepository


class Advance(Model):
    """`event` is the id of the event that follows, `source` the address of this service."""

    partner: str
    dossier: str
    from_start: bool
    event: str
    source: str


@retry_on_conflict
def advance(
    command: Advance, repository: PartnersRepository, at: datetime
) -> tuple[SandboxDossier, PublicEvent]:
    """The dossier, and the event in the partner's feed; raises NotFound, SandboxLifeOver."""
    code = checked_code(command.dossier)
    dossier = repository.sandbox_dossier(command.partner, code)
    if dossier is None:
        dossier = SandboxDossier.new(command.partner, code, at)
    elif command.from_start:
        dossier = dossier.again(at)

    moved, data = advanced(dossier, at)
    event = Unnumbered(id=command.event, subject=code, time=at, data=data)

    feed = repository.feed(command.partner)
    appended = repository.append(feed, event, command.source, at, others=[moved])
    return moved, appended
