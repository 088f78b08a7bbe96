"""The composition root of voice."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from contracts.routes import PUBLISHERS, ROUTES, VOICE
from kit.bootstrap import ServiceBootstrap
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform.secrets import secret
from kit.platform.settings import load
from kit.resources import Resources
from voice.api.handlers import VoiceHandlers
from voice.api.routes import create_router
from voice.repository import VoiceRepository
from voice.settings import VoiceSettings


class Voice(ServiceBootstrap):
    """The service; `visitor_secret` is the text of the secret of the proofs of networks."""

    def __init__(
        self, resources: Resources, *, visitor_secret: Callable[[], str] | None = None
    ) -> None:
        super().__init__(VOICE, ROUTES, PUBLISHERS, resources)
        self._visitor_secret = visitor_secret or self._read_visitor_secret

    @cached_property
    def settings(self) -> VoiceSettings:
        """The settings of the functions."""
        settings: VoiceSettings = load(VoiceSettings)
        return settings

    def _read_visitor_secret(self) -> str:
        return secret(self.settings.visitor_secret)

    @cached_property
    def router(self) -> Router[VoiceHandlers]:
        """The HTTP side."""
        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        feedback = ("/v1/feedback", "/v1/me/feedback", "/v1/published-feedback")
        router.defer(*feedback, create=self._feedback_router)
        return router

    def _feedback_router(self) -> Router[Any]:
        from voice.api.feedback.handlers import FeedbackHandlers
        from voice.api.feedback.routes import create_router

        def handlers() -> FeedbackHandlers:
            return FeedbackHandlers(
                self.repository, self.resources.cursors, self.resources.directory
            )

        return create_router(handlers, lambda: self.dispatcher)

    @cached_property
    def handlers(self) -> VoiceHandlers:
        """The handlers of requests about ratings."""
        return VoiceHandlers(self.repository, self.resources.cursors, self._visitor_secret)

    @cached_property
    def repository(self) -> VoiceRepository:
        """The service's table with the keys of dossiers."""
        return VoiceRepository(self.resources.table, self.resources.vault)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from voice.events import VoiceEvents

        return VoiceEvents(self.repository, self.clock).handlers()
