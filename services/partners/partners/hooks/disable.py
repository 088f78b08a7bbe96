"""Deliveries to an endpoint end until a test succeeds; its partner's feed says so."""

from datetime import datetime

from kit.core.ids import new_ulid
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from partners.domain.hook import Hook, Why, disabled
from partners.domain.public_event import EndpointDisabled, Unnumbered
from partners.repository import PartnersRepository


@retry_on_conflict
def disable_hook(
    hook: Hook, why: Why, repository: PartnersRepository, source: str, at: datetime
) -> None:
    """Once: an endpoint that is not active any more stays as it is."""
    present = repository.hook(hook.id)
    if present is None or present.state != "active":
        return

    data = EndpointDisabled(hook=hook.id, why=why)
    event = Unnumbered(id=new_ulid(at), subject=hook.id, time=at, data=data)

    feed = repository.feed(hook.partner)
    repository.append(feed, event, source, at, others=[disabled(present, why, at)])
    log.warning("hook_disabled", hook=hook.id, why=why)
    log.metric("HookDisabled")
