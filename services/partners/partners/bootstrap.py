"""The composition root of partners."""

from collections.abc import Callable
from functools import cached_property
from random import random
from secrets import randbits
from typing import TYPE_CHECKING, Any, Final

from contracts.routes import PARTNERS, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.core.model import JsonDict
from kit.http.authorization import ApplicationKeys
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform import log
from kit.platform.secrets import secret
from kit.platform.settings import is_protected, load
from kit.resources import Resources
from partners.access.keys import PartnerKeys
from partners.adapters.outside import Outside
from partners.api.handlers import PartnersHandlers
from partners.api.program_side import ProgramSide
from partners.api.routes import create_router
from partners.domain.partner_key import KEY_BITS
from partners.domain.ports import ContactMail, Endpoints, WakeQueue
from partners.feed.record_event import Recorder
from partners.repository import PartnersRepository
from partners.settings import PartnersSettings

if TYPE_CHECKING:
    from partners.hooks.deliver import Deliverer


DELIVERY_SECONDS: Final = 15.0
LAST_DELIVERY: Final = 20.0
"""Seconds at the end of the deliverer's time in which no further request is begun."""


class Partners(ServiceBootstrap):
    """The service; `keys_secret` is the text of the secret under which keys are hashed, `chance`
    gives so many bits of it; `outside` takes the place of endpoints and their queue.
    """

    def __init__(
        self,
        resources: Resources,
        *,
        settings: PartnersSettings | None = None,
        keys_secret: Callable[[], str] | None = None,
        chance: Callable[[int], int] = randbits,
        outside: Outside | None = None,
    ) -> None:
        super().__init__(PARTNERS, ROUTES, PUBLISHERS, resources)
        self._settings = settings
        self._keys_secret = keys_secret or self._read_keys_secret
        self._chance = chance
        self._outside = outside

    @cached_property
    def settings(self) -> PartnersSettings:
        """The settings of the functions."""
        settings: PartnersSettings = self._settings or load(PartnersSettings)
        return settings

    @cached_property
    def router(self) -> Router[PartnersHandlers]:
        """The HTTP side: administrators' routes, and those of partners' programs."""
        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        ProgramSide(self).defer(router)
        router.defer("/v1/consents", "/v1/recipients", create=self._consent_router)
        return router

    def _consent_router(self) -> Router[Any]:
        from partners.api.consents.handlers import ConsentHandlers
        from partners.api.consents.routes import create_router

        return create_router(lambda: ConsentHandlers(self.repository), lambda: self.dispatcher)

    def wake(self, partners: list[str]) -> None:
        """Wake the endpoints of partners."""
        from partners.hooks.wake import wake_hooks_of

        wake_hooks_of(partners, self.repository, self.queue)

    def endpoints(self, seconds: float) -> Endpoints:
        """Partners' endpoints, each request within so many seconds."""
        from partners.adapters.endpoint_http import HttpEndpoints

        if self._outside:
            return self._outside.endpoints
        return HttpEndpoints(self.settings.allows_local_endpoints, total_seconds=seconds)

    @cached_property
    def queue(self) -> WakeQueue:
        """The queue of endpoints."""
        from partners.adapters.wake_queue import SqsWakeQueue

        return self._outside.queue if self._outside else SqsWakeQueue(self.settings.hooks_queue)

    @property
    def contact_mail(self) -> ContactMail:
        """Mails to partners' contacts."""
        from partners.adapters.contact_mail import NoContactMail, SesContactMail

        if self._outside:
            return self._outside.mail
        return (
            NoContactMail() if self.settings.training else SesContactMail(self.settings.mail_from)
        )

    @cached_property
    def deliverer(self) -> "Deliverer":
        """What brings endpoints their events."""
        from kit.persistence.parallel import Threads
        from partners.hooks.deliver import Deliverer
        from partners.hooks.disabling_notices import DisablingNotices

        return Deliverer(
            self.repository,
            self.endpoints(DELIVERY_SECONDS),
            self.queue,
            self.clock,
            self.settings.partners_url,
            self._outside.chance if self._outside else random,
            DisablingNotices(self.repository, self.contact_mail),
            self._outside.each_of if self._outside else Threads(),
        )

    def deliver(self, event: JsonDict, context: Any) -> JsonDict:
        """The deliverer function: endpoints of a batch of messages."""
        from partners.adapters.wake_queue import deliver_batch

        budget = Budget.of(context, LAST_DELIVERY)
        return deliver_batch(
            event, context, lambda hook: self.deliverer.run(hook, budget), self.resources.redelivery
        )

    def wake_due(self) -> None:
        """The waker function: endpoints for which something is due."""
        from partners.hooks.wake import wake_due_hooks

        log.info("hooks_woken", hooks=wake_due_hooks(self.repository, self.queue, self.clock()))

    @cached_property
    def handlers(self) -> PartnersHandlers:
        """The handlers of administrators' requests."""
        return PartnersHandlers(self.keys, lambda: self._chance(KEY_BITS), is_live=is_protected())

    @property
    def applications(self) -> ApplicationKeys:
        """The keys of partners' programs."""
        return self.keys

    @cached_property
    def keys(self) -> PartnerKeys:
        """The keys under the secret of the stage."""
        return PartnerKeys(self.repository, self._keys_secret)

    @cached_property
    def repository(self) -> PartnersRepository:
        """The service's table with the keys of partners."""
        return PartnersRepository(self.resources.table, self.resources.vault)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from partners.events import PartnersEvents

        recorder = Recorder(
            self.repository,
            self.resources.directory.tree,
            self.settings.partners_url,
            self.wake,
        )
        return PartnersEvents(recorder, self.clock).handlers()

    def new_secret(self) -> str:
        """A secret of an endpoint."""
        from partners.domain.signature import SECRET_BYTES, new_secret

        return new_secret(self._chance(8 * SECRET_BYTES).to_bytes(SECRET_BYTES))

    def _read_keys_secret(self) -> str:
        return secret(self.settings.keys_secret)
