"""The registry of providers: another provider is its own package and one line here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, cast

from contracts.payments import Method
from payments.domain.payment_attempt import TrainingTakesNoPayment
from payments.providers.port import Callback, Gateway


@dataclass(frozen=True, slots=True)
class Adapter:
    """A provider: the method that it carries, from `least` to `most` đồng, and its modules.

    `gateway` and `callback` name modules with a function `from_settings()`, which are imported when
    they are first needed. Several providers may carry one method. `is_billed`: it must be told what
    is paid for, and whom it bills.
    """

    provider: str
    method: Method
    least: int
    most: int
    gateway: str
    callback: str | None = None
    is_billed: bool = False


BANK: Final = "bank"
DESK: Final = "desk"
PLATFORM: Final = "platform"
HERE: Final = "payments.providers"
ADAPTERS: Final = (
    Adapter(
        "stripe", "card", 15_000, 99_999_999, f"{HERE}.stripe.checkout", f"{HERE}.stripe.webhook"
    ),
    Adapter(
        BANK, "transfer", 1_000, 499_999_999, f"{HERE}.bank.transfer", f"{HERE}.bank.bank_callback"
    ),
    Adapter(DESK, "cash", 1, 99_999_999_999, f"{HERE}.cash"),
    Adapter(
        PLATFORM,
        "platform",
        1_000,
        499_999_999,
        f"{HERE}.platform.gateway",
        f"{HERE}.platform.callback",
        is_billed=True,
    ),
)
"""The first provider of a method is its default.

Card: the least charge is worth US$0.50 (about 13,000 đ), held above it so that a rate does not
cross it; at most eight digits are taken. Transfer: NAPAS carries less than 500,000,000 đ at a time,
banks refuse trifles; assumed. The payment platform: as the transfer; assumed.
"""


def gateway_from_settings(adapter: Adapter) -> Gateway:
    """The gateway of a provider, by this function's settings."""
    return cast(Gateway, _module(adapter.gateway).from_settings())


def callback_from_settings(adapter: Adapter) -> Callback:
    """The reader of a provider's callbacks; raises KeyError where it has none."""
    if adapter.callback is None:
        raise KeyError(adapter.provider)
    return cast(Callback, _module(adapter.callback).from_settings())


class Providers:
    """The providers that this service works with, and the ways to them."""

    def __init__(
        self,
        adapters: Sequence[Adapter] = ADAPTERS,
        gateways: Callable[[Adapter], Gateway] = gateway_from_settings,
        callbacks: Callable[[Adapter], Callback] = callback_from_settings,
        is_training: Callable[[], bool] = lambda: False,
        is_platform_on: Callable[[], bool] = lambda: False,
    ) -> None:
        """`is_training`: officials practise here, and money reaches no provider. `is_platform_on`:
        payers are offered the payment platform of the national portal.
        """
        self._adapters = tuple(adapters)
        self._gateways = gateways
        self._callbacks = callbacks
        self._is_training = is_training
        self._is_platform_on = is_platform_on

    def __iter__(self) -> Iterator[Adapter]:
        return iter(self._adapters)

    def adapter(self, provider: str) -> Adapter:
        """Raises KeyError for a provider that is not registered."""
        return {each.provider: each for each in self._adapters}[provider]

    def choose(self, method: Method, provider: str | None = None) -> Adapter:
        """The provider that carries a method: the named one, or the default.

        Raises KeyError where none does.
        """
        for each in self._adapters:
            if each.method == method and provider in (None, each.provider):
                return each
        raise KeyError(provider or method)

    def offers(self, method: Method) -> bool:
        """Whether payers may choose a method on this stage."""
        return method != PLATFORM or self._is_platform_on()

    def gateway(self, provider: str) -> Gateway:
        """The gateway of a provider; made for each use, because its key may be rotated.

        Raises TrainingTakesNoPayment for any but the desk, where officials practise.
        """
        self.require_taken(provider)
        return self._gateways(self.adapter(provider))

    def require_taken(self, provider: str) -> None:
        """Raises TrainingTakesNoPayment where nothing may reach the provider."""
        if provider != DESK and self._is_training():
            raise TrainingTakesNoPayment(field="method")

    def callback(self, provider: str) -> Callback:
        """The reader of a provider's callbacks; raises KeyError where there is none."""
        return self._callbacks(self.adapter(provider))


def _module(name: str) -> Any:
    return import_module(name)
