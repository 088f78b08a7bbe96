"""What payments' functions work with, made when first used and shared by their invocations."""

from functools import cache
from typing import TYPE_CHECKING

from kit import ids, runtime
from kit.consumer import Inbox
from payments.settings import settings, stripe_account
from payments.store import Store

if TYPE_CHECKING:
    from payments.gateway.stripe_checkout import StripeCheckout


@cache
def store() -> Store:
    """The store."""
    return Store(runtime.table(), runtime.vault(), cards)


@cache
def ears() -> Inbox:
    """The hearing side; the doors start faster without it."""
    from payments.hears import hears

    return Inbox(hears(store(), ids.now), store().aggregates)


def cards() -> "StripeCheckout":
    """The gateway for card payments; stripe is imported by those who need it."""
    from payments.gateway.stripe_checkout import stripe_checkout

    return stripe_checkout(stripe_account().api_key, settings().stripe_api_base)
