"""A partner's program registers its endpoints, changes their secrets, and replays events."""

from datetime import datetime

from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from partners.domain.endpoint_address import checked_address
from partners.domain.hook import (
    MOST_HOOKS,
    Hook,
    HookNotActive,
    HookSecret,
    TooManyHooks,
    rotated,
)
from partners.domain.partner import vault_of
from partners.repository import PartnersRepository


class RegisterHook(Model):
    """`id` is the new endpoint's, `secret` what its deliveries are signed with."""

    partner: str
    id: str
    url: str
    secret: str
    allows_loopback: bool = False


class Replay(Model):
    """The events behind `after`, up to `through`."""

    after: int
    through: int


def hook_of(partner: str, id: str, repository: PartnersRepository) -> Hook:
    """An endpoint of the partner; raises NotFound for one of others too."""
    hook = repository.hook(id)
    if hook is None or hook.partner != partner:
        raise NotFound
    return hook


@retry_on_conflict
def register_hook(command: RegisterHook, repository: PartnersRepository, at: datetime) -> Hook:
    """Nothing is delivered before a test succeeds. A repeat of a request whose answer was lost
    gives the endpoint another secret. Raises EndpointRefused, TooManyHooks.
    """
    url = checked_address(command.url, allows_loopback=command.allows_loopback)
    existing = repository.hook(command.id)
    if existing is None and len(repository.hooks_of(command.partner)) >= MOST_HOOKS:
        raise TooManyHooks

    hook = existing or Hook(
        id=command.id,
        vault=vault_of(command.partner),
        partner=command.partner,
        url=url,
        secrets=(),
        created_at=at,
        changed_at=at,
    )
    hook = hook.evolve(secrets=(HookSecret(value=command.secret),))

    repository.save_hook(hook, at)
    return hook.committed()


@retry_on_conflict
def rotate_secret(
    partner: str, id: str, secret: str, repository: PartnersRepository, at: datetime
) -> Hook:
    """Deliveries are signed by both for a day; raises NotFound."""
    hook = hook_of(partner, id, repository)

    changed = rotated(hook, secret, at)

    repository.save_hook(changed, at)
    return changed.committed()


@retry_on_conflict
def replay_events(
    partner: str, id: str, replay: Replay, repository: PartnersRepository, at: datetime
) -> int:
    """They are delivered again under the same ids; answers the number of the last one.

    Raises NotFound, HookNotActive.
    """
    hook = hook_of(partner, id, repository)
    if hook.state != "active":
        raise HookNotActive

    last = min(replay.through, repository.feed(partner).last)
    progress = repository.progress(id)

    changed = progress.evolve(replay_next=replay.after + 1, replay_last=last)
    repository.save_progress(changed, at)
    return last
