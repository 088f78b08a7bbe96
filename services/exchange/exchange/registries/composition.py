"""What asks registries, made of the settings when it is first used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from exchange.domain.inquiry import Inquiry
from exchange.domain.registry import Registries, Registry
from exchange.domain.registry_answer import RegistryPort
from exchange.registries.ask import Inquiryer
from exchange.repository import ExchangeRepository
from exchange.settings import ExchangeSettings
from kit.core.budget import Budget
from kit.core.time import Clock

if TYPE_CHECKING:
    from exchange.registries.answer import Asker

NOTIFIED_AFTER: Final = timedelta(minutes=1)
MOST_NOTIFIED: Final = 200


@dataclass(frozen=True)
class RegistryPorts:
    """What stands in the place of AWS and the registries in a test."""

    port: RegistryPort
    wake: Callable[[Inquiry], None]


class RegistryLookUps:
    """The parts that ask, and those that answer."""

    def __init__(
        self,
        repository: Callable[[], ExchangeRepository],
        clock: Clock,
        settings: Callable[[], ExchangeSettings],
        ports: RegistryPorts | None = None,
    ) -> None:
        self._repository, self._clock, self._settings = repository, clock, settings
        self._ports = ports

    @cached_property
    def registries(self) -> Registries:
        """All that there are, connected or not."""
        from exchange.adapters.registry_list import listed_registries

        return listed_registries()

    def is_connected(self, registry: Registry) -> bool:
        """Whether this stage may call it."""
        reaches = self._ports is not None or bool(self._settings().registries_url)
        return registry.connected and reaches

    @cached_property
    def inquiryer(self) -> Inquiryer:
        """Puts inquiries on record."""
        return Inquiryer(self._repository(), self.is_connected, self._wake)

    @cached_property
    def asker(self) -> "Asker":
        """Calls registries."""
        import time

        from exchange.registries.answer import Asker

        return Asker(
            self._repository(),
            self.registries,
            self._port,
            self._clock,
            lambda: time.sleep(0.3),
        )

    def notify_again(self, budget: Budget) -> int:
        """Tell the asker of inquiries that have waited for a minute; how many there were."""
        repository, notified = self._repository(), 0
        for each in repository.open_inquiries(self._clock() - NOTIFIED_AFTER, MOST_NOTIFIED):
            if budget.is_spent:
                break
            inquiry = repository.sealed_inquiry(each)
            if inquiry is not None and inquiry.is_open:
                self._wake(inquiry)
                notified += 1
        return notified

    @property
    def _port(self) -> RegistryPort:
        if self._ports is not None:
            return self._ports.port
        from exchange.adapters.registry_http import RegistriesHttp
        from kit.platform.secrets import secret

        settings = self._settings()
        tokens: dict[str, Any] = _tokens(secret(settings.registries_secret))
        return RegistriesHttp(settings.registries_url, tokens)

    def _wake(self, inquiry: Inquiry) -> None:
        if self._ports is not None:
            self._ports.wake(inquiry)
            return
        from exchange.adapters.inquiry_queue import SqsInquiryQueue

        SqsInquiryQueue(f"{self._settings().queue_prefix}inquiries").notify(inquiry)


def _tokens(text: str) -> dict[str, Any]:
    import json

    tokens = json.loads(text or "{}").get("tokens", {})
    return tokens if isinstance(tokens, dict) else {}
