"""The composition root of the exchange."""

import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from contracts.routes import EXCHANGE, PUBLISHERS, ROUTES
from exchange.api.handlers import ExchangeHandlers
from exchange.api.routes import create_router
from exchange.domain.ports import NationalPortal
from exchange.push.worker import WORKERS, Worker, work
from exchange.repository import ExchangeRepository
from exchange.settings import ExchangeSettings
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform import log
from kit.platform.settings import load
from kit.resources import Resources

LAST_PUSH = 70.0
"""Seconds at the end of the pusher's time in which no further lane is begun: a portal that is slow
takes a minute."""


class Exchange(ServiceBootstrap):
    """The service; its portal is that of the settings where none is given."""

    def __init__(self, resources: Resources, *, portal: NationalPortal | None = None) -> None:
        super().__init__(EXCHANGE, ROUTES, PUBLISHERS, resources)
        self._portal = portal

    @cached_property
    def settings(self) -> ExchangeSettings:
        """The settings of the functions."""
        settings: ExchangeSettings = load(ExchangeSettings)
        return settings

    @property
    def is_connected(self) -> bool:
        """Whether the stage has a portal to send to."""
        return self._portal is not None or bool(self.settings.portal_url)

    @cached_property
    def router(self) -> Router[ExchangeHandlers]:
        """The HTTP side."""
        return create_router(lambda: self.handlers, lambda: self.dispatcher)

    @cached_property
    def handlers(self) -> ExchangeHandlers:
        """The handlers of officials' requests."""
        return ExchangeHandlers(self.repository, self.is_connected)

    @cached_property
    def repository(self) -> ExchangeRepository:
        """The service's table with the keys of dossiers."""
        return ExchangeRepository(self.resources.table, self.resources.vault)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from exchange.events import ExchangeEvents

        return ExchangeEvents(self.repository, self.clock).handlers()

    @cached_property
    def portal(self) -> NationalPortal:
        """The National Portal in the dialect of the settings."""
        from exchange.adapters.from_settings import portal_from_settings

        return self._portal or portal_from_settings(self.settings)

    def worker(self, number: int) -> Worker:
        """One of the workers that send lanes."""
        from exchange.push.lane_changes import LaneChanges
        from exchange.push.portal_calls import PortalCalls
        from exchange.push.send_lane import LanePush
        from exchange.push.shared_session import SharedSession

        repository, clock = self.repository, self.clock
        session = SharedSession(repository, self.portal, clock)
        calls = PortalCalls(repository, self.portal, session, clock)
        push = LanePush(repository, calls, LaneChanges(repository, clock), clock)
        return Worker(number, repository, push, clock)

    def push(self, context: Any = None) -> None:
        """The pusher function: four workers send what is due, until the time is over."""
        if not self.is_connected:
            return
        from concurrent.futures import ThreadPoolExecutor

        budget = Budget.of(context, LAST_PUSH)
        self.portal  # noqa: B018 - made once, before the workers share it

        def one(number: int) -> Mapping[Any, int]:
            return work(
                self.worker(number),
                may_go_on=lambda: not budget.is_spent,
                pause=lambda: time.sleep(1),
            )

        with ThreadPoolExecutor(WORKERS) as workers:
            turns = list(workers.map(one, range(WORKERS)))
        log.info("pushed", turns=[{turn.value: n for turn, n in each.items()} for each in turns])
