"""A test of an endpoint: a signed event that it has to take before anything is delivered."""

from dataclasses import dataclass
from datetime import datetime

from kit.core.ids import new_ulid
from kit.persistence.repository import retry_on_conflict
from partners.domain.delivery import Outcome, attempt_of
from partners.domain.hook import Hook, activated
from partners.domain.hook_progress import reactivated
from partners.domain.ports import Endpoints, WakeQueue
from partners.domain.public_event import PublicEvent, Test, Unnumbered
from partners.hooks.manage import hook_of
from partners.hooks.outgoing import outgoing_of
from partners.repository import PartnersRepository


@dataclass(frozen=True, slots=True)
class EndpointTests:
    """`source` is the address of this service."""

    repository: PartnersRepository
    endpoints: Endpoints
    queue: WakeQueue
    source: str

    def test(self, partner: str, id: str, at: datetime) -> Outcome:
        """A success makes the endpoint active: a new one from the next event on, one that was
        disabled from where its deliveries ended. Raises NotFound.
        """
        hook = hook_of(partner, id, self.repository)
        event = self._event(hook, at)
        outcome = self.endpoints.send(outgoing_of(hook, event, at, replay=False))
        record = attempt_of(event, outcome, at, replay=False, final=False)
        self.repository.record_attempts(id, [record])
        if outcome.is_success:
            self._activate(partner, id, at)
            self.queue.wake(id)
        return outcome

    @retry_on_conflict
    def _activate(self, partner: str, id: str, at: datetime) -> None:
        hook = hook_of(partner, id, self.repository)
        progress = reactivated(self.repository.progress(id))
        if hook.state == "pending":
            progress = progress.evolve(cursor=self.repository.feed(partner).last)
        self.repository.save_hook(activated(hook, at), at, [progress])
        self.repository.hasten(id, at)

    def _event(self, hook: Hook, at: datetime) -> PublicEvent:
        data = Test(hook=hook.id)
        return Unnumbered(id=new_ulid(at), subject=hook.id, time=at, data=data).at(0, self.source)
