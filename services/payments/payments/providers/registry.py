"""The providers that money can go through: a further one is its file and a line here."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, cast

from contracts.payments import Method
from payments.providers.port import Callback, Gateway


@dataclass(frozen=True, slots=True)
class Adapter:
    """A provider: the method it carries, from `least` to `most` đồng, and the modules that reach it.

    `gateway` and `callback` name a module with a function `from_settings()`; they are imported when first needed.
    """

    provider: str
    method: Method
    least: int
    most: int
    gateway: str
    callback: str | None = None


ADAPTERS: Final = (
    Adapter("stripe", "card", 15_000, 99_999_999, "stripe.checkout", "stripe.webhook"),
    Adapter("bank", "transfer", 1_000, 499_999_999, "bank.transfer", "bank.callback"),
    Adapter("desk", "cash", 1, 99_999_999_999, "cash"),
)
"""Card: Stripe's least charge is worth US$0.50 (about 13,000 đ), held above it so that a rate does not cross it, and it
takes eight digits at most. Transfer: NAPAS carries less than 500,000,000 đ at a time, banks refuse trifles; assumed."""
BY_METHOD: Final[Mapping[Method, Adapter]] = {adapter.method: adapter for adapter in ADAPTERS}
BY_PROVIDER: Final[Mapping[str, Adapter]] = {adapter.provider: adapter for adapter in ADAPTERS}


def gateway(method: Method) -> Gateway:
    """The gateway that carries a method, from this function's settings."""
    return cast(Gateway, _module(BY_METHOD[method].gateway).from_settings())


def callback(provider: str) -> Callback:
    """What reads this provider's callbacks; raises KeyError where it has none."""
    named = BY_PROVIDER[provider].callback
    if named is None:
        raise KeyError(provider)
    return cast(Callback, _module(named).from_settings())


def _module(name: str) -> Any:
    return import_module(f"payments.providers.{name}")
