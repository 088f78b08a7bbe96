"""What the functions of notifications work with.

What only messages need is imported where it is made: the HTTP functions must start fast.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from contracts.routes import NOTIFICATIONS, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.core.model import JsonDict
from kit.http.router import Router
from kit.platform import log
from kit.platform.secrets import Secrets
from kit.platform.settings import load
from kit.resources import Resources
from notifications.api.handlers import NotificationsHandlers
from notifications.api.own_notices import OwnNoticesHandlers
from notifications.api.routes import create_own_notices_router, create_router
from notifications.repository import NotificationsRepository

if TYPE_CHECKING:
    from kit.messaging.inbox import EventHandlers
    from kit.messaging.sweeper import Sweep
    from notifications.adapters.message_sender import MessageSender
    from notifications.api.desk.handlers import DeskHandlers
    from notifications.domain.message_prices import MessagePrices
    from notifications.domain.portal_address import PortalAddress
    from notifications.domain.sms_policy import SmsPolicy
    from notifications.settings import NotificationsSettings


class Notifications(ServiceBootstrap):
    """The service; SNS, SES and the function's environment where nothing else is given."""

    def __init__(
        self,
        resources: Resources,
        *,
        sender: "MessageSender | None" = None,
        portal: "PortalAddress | None" = None,
        prices: "MessagePrices | None" = None,
        sms_policy: "SmsPolicy | None" = None,
        sms_secrets: Sequence[str] | None = None,
    ) -> None:
        super().__init__(NOTIFICATIONS, ROUTES, PUBLISHERS, resources)
        self._sender = sender
        self._portal = portal
        self._prices = prices
        self._sms_policy = sms_policy
        self._sms_secrets = sms_secrets

    @cached_property
    def router(self) -> Router[Any]:
        """The HTTP side."""
        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        router.defer("/v1/desk-tasks", create=self._desk_router)
        router.include(create_own_notices_router(lambda: self.own_notices, lambda: self.dispatcher))
        return router

    def _desk_router(self) -> Router[Any]:
        from notifications.api.desk.routes import create_router as create_desk_router

        return create_desk_router(lambda: self.desk, lambda: self.dispatcher)

    @cached_property
    def handlers(self) -> NotificationsHandlers:
        """Without the vault, so that contact data stays sealed."""
        return NotificationsHandlers(
            self.keyless_repository, self.resources.cursors, self.sms_secrets
        )

    @cached_property
    def own_notices(self) -> OwnNoticesHandlers:
        """With the vault: citizens read the texts of their own notices."""
        repository = NotificationsRepository(self.resources.table, self.name, self.resources.vault)
        return OwnNoticesHandlers(repository, lambda: self.resources.cursors)

    @cached_property
    def keyless_repository(self) -> NotificationsRepository:
        """Without the vault: what is sealed stays sealed."""
        return NotificationsRepository(self.resources.table, self.name)

    @cached_property
    def secrets(self) -> Secrets:
        """The secrets that the function's role may read."""
        return Secrets()

    def sms_secrets(self) -> Sequence[str]:
        """What is shared with the aggregator, the one in use first; none without an aggregator."""
        if self._sms_secrets is not None:
            return self._sms_secrets
        name = self.settings.sms_secret
        if self.settings.sms_carrier != "aggregator" or not name:
            return ()
        versions: dict[str, str] = json.loads(self.secrets.text(name))
        current = versions.pop("current")
        return (versions.pop(current), *versions.values())

    @cached_property
    def settings(self) -> "NotificationsSettings":
        """What only this service is told."""
        from notifications.settings import NotificationsSettings

        settings: NotificationsSettings = load(NotificationsSettings)
        return settings

    @cached_property
    def portal(self) -> "PortalAddress":
        """What notices call the portal."""
        from notifications.domain.portal_address import PortalAddress

        return self._portal or PortalAddress(url=self.settings.public_url)

    @cached_property
    def sender(self) -> "MessageSender":
        """What notices leave by."""
        from notifications.adapters.carriers import carriers

        return self._sender or carriers(self.settings, self.sms_secrets, self.clock)

    @cached_property
    def prices(self) -> "MessagePrices":
        """What messages cost with the carriers of the stage."""
        from notifications.adapters.carriers import PRICED_AS
        from notifications.delivery.price_list import price_list

        return self._prices or price_list(PRICED_AS[self.settings.sms_carrier])

    @cached_property
    def sms_policy(self) -> "SmsPolicy":
        """To whom SMS go, and how many."""
        from notifications.domain.sms_policy import SmsPolicy

        if self._sms_policy is not None:
            return self._sms_policy
        settings = self.settings
        return SmsPolicy(
            countries=frozenset(settings.sms_countries.split(",")),
            unverified=settings.sms_to_unverified,
            a_number=settings.sms_per_number,
            budget=settings.sms_budget,
        )

    @cached_property
    def event_handlers(self) -> "EventHandlers":
        from law.holidays import vietnam
        from notifications.delivery.deliver_notices import NoticeDelivery
        from notifications.delivery.recipient import Recipients
        from notifications.delivery.sms_allowance import SmsAllowance
        from notifications.desk.open import DeskNotices
        from notifications.events import NotificationsEvents

        outside = self.resources
        repository = NotificationsRepository(outside.table, self.name, outside.vault)
        recipients = Recipients(repository, outside.directory, self.portal)
        delivery = NoticeDelivery(
            repository,
            recipients,
            self.sender,
            SmsAllowance(repository, self.sms_policy, self.clock),
            DeskNotices(repository, vietnam, self.clock),
            self.prices,
            self.clock,
        )
        return NotificationsEvents(repository, delivery).handlers()

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        return {**super().sweeps, "tasks": self._escalate_tasks}

    def _escalate_tasks(self, budget: Budget) -> None:
        from notifications.desk.escalate import escalate_tasks

        escalated = escalate_tasks(self.keyless_repository, self.clock(), budget)
        log.info("tasks_escalated", tasks=escalated)

    @cached_property
    def desk(self) -> "DeskHandlers":
        """Routes of a desk's tasks: with the vault, because it opens their letters."""
        from notifications.api.desk.handlers import DeskHandlers

        outside = self.resources
        repository = NotificationsRepository(outside.table, self.name, outside.vault)
        return DeskHandlers(repository, outside.cursors)

    def record_reports(self, event: JsonDict, context: object) -> JsonDict:
        """The reports function: record a batch of the carriers' delivery reports."""
        from notifications.adapters.aws_reports import record_reports

        repository, redelivery = self.keyless_repository, self.resources.redelivery
        return record_reports(event, context, repository, self.clock, redelivery)
