"""What payments' functions work with, made when first used and shared by their invocations."""

from functools import cache

from kit import aws, ids, runtime
from kit.consumer import Inbox
from kit.guessing import DynamoTries, Guard
from kit.secrets import secret
from payments.gateway.registry import gateway
from payments.lookups import Lookups
from payments.settings import settings
from payments.store import Store


@cache
def store() -> Store:
    """The store."""
    return Store(runtime.table(), runtime.vault(), gateway)


@cache
def guard() -> Guard:
    """Counts wrong look-up keys."""
    return Guard(DynamoTries(settings().table, aws.client("dynamodb")), keyhash)


def keyhash() -> str:
    """The secret of look-up keys' hashes."""
    return secret(settings().keyhash_secret)


def lookups() -> Lookups:
    """Who may look at what."""
    return Lookups(store(), guard())


@cache
def ears() -> Inbox:
    """The hearing side; the doors start faster without it."""
    from payments.hears import hears

    return Inbox(hears(store(), ids.now, keyhash), store().aggregates)
