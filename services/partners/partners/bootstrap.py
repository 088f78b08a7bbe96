"""The composition root of partners."""

from collections.abc import Callable
from functools import cached_property
from secrets import randbits
from typing import Any

from contracts.routes import PARTNERS, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.http.authorization import ApplicationKeys
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform.secrets import secret
from kit.platform.settings import is_protected, load
from kit.resources import Resources
from partners.access.admission import Admission
from partners.access.keys import PartnerKeys
from partners.api.handlers import PartnersHandlers
from partners.api.routes import create_router
from partners.domain.partner_key import KEY_BITS
from partners.feed.record_event import Recorder
from partners.repository import PartnersRepository
from partners.settings import PartnersSettings


class Partners(ServiceBootstrap):
    """The service; `keys_secret` is the text of the secret under which keys are hashed, `chance`
    gives so many bits of it.
    """

    def __init__(
        self,
        resources: Resources,
        *,
        settings: PartnersSettings | None = None,
        keys_secret: Callable[[], str] | None = None,
        chance: Callable[[int], int] = randbits,
    ) -> None:
        super().__init__(PARTNERS, ROUTES, PUBLISHERS, resources)
        self._settings = settings
        self._keys_secret = keys_secret or self._read_keys_secret
        self._chance = chance

    @cached_property
    def settings(self) -> PartnersSettings:
        """The settings of the functions."""
        settings: PartnersSettings = self._settings or load(PartnersSettings)
        return settings

    @cached_property
    def router(self) -> Router[PartnersHandlers]:
        """The HTTP side: administrators' routes, and those of partners' programs."""
        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        router.defer("/v1/me", "/v1/events", "/v1/dossiers", create=self._program_router)
        return router

    def _program_router(self) -> Router[Any]:
        from partners.api.programs.handlers import ProgramHandlers
        from partners.api.programs.routes import create_router

        def handlers() -> ProgramHandlers:
            return ProgramHandlers(Admission(self.repository), self.resources.directory.tree)

        return create_router(handlers, lambda: self.dispatcher)

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
            self.repository, self.resources.directory.tree, self.settings.partners_url
        )
        return PartnersEvents(recorder, self.clock).handlers()

    def _read_keys_secret(self) -> str:
        return secret(self.settings.keys_secret)
