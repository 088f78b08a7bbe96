"""What payments' functions work with, made when first used and shared by their invocations."""

from functools import cache

from kit import bootstrap
from kit.core import ids
from kit.http.lookup_rate_limit import DynamoFailedAttempts, LookupRateLimit
from kit.messaging.inbox import Inbox
from kit.platform import aws_clients
from kit.platform.secrets import secret
from payments.checkout.access import Lookups
from payments.providers.registry import gateway
from payments.repository import Store
from payments.settings import settings


@cache
def store() -> Store:
    """The store."""
    return Store(bootstrap.table(), bootstrap.vault(), gateway)


@cache
def guard() -> LookupRateLimit:
    """Counts wrong look-up keys."""
    return LookupRateLimit(
        DynamoFailedAttempts(settings().table, aws_clients.client("dynamodb")), keyhash
    )


def keyhash() -> str:
    """The secret of look-up keys' hashes."""
    return secret(settings().keyhash_secret)


def lookups() -> Lookups:
    """Who may look at what."""
    return Lookups(store(), guard())


@cache
def ears() -> Inbox:
    """The hearing side; the doors start faster without it."""
    from payments.events import event_handlers

    return Inbox(event_handlers(store(), ids.now, keyhash), store().aggregates)
