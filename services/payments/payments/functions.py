"""What payments' functions work with, made when first used and shared by their invocations."""

from functools import cache

from kit import ids, runtime
from kit.consumer import Inbox
from payments.gateway.registry import gateway
from payments.store import Store


@cache
def store() -> Store:
    """The store."""
    return Store(runtime.table(), runtime.vault(), gateway)


@cache
def ears() -> Inbox:
    """The hearing side; the doors start faster without it."""
    from payments.hears import hears

    return Inbox(hears(store(), ids.now), store().aggregates)
