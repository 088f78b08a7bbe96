"""What the functions of status work with, made from the settings when first used."""

from functools import cache, partial

from contracts.routes import STATUS
from kit import ids, runtime
from kit.aggregates import Aggregates
from kit.secrets import secret
from kit.settings import load
from status.archive import S3Archive
from status.hears import Ears
from status.lookup import Lookups
from status.projection import Projection
from status.settings import StatusSettings
from status.shelf import DynamoShelf
from status.store import Store


@cache
def lookups() -> Lookups:
    """The public look-up."""
    told = load(StatusSettings)
    return Lookups(DynamoShelf(told.table), partial(secret, told.keyhash_secret))


@cache
def store() -> Store:
    """The projection's table."""
    return Store(runtime.table())


@cache
def projection() -> Projection:
    """The projection with its archive."""
    told = load(StatusSettings)
    ciphers = Aggregates(runtime.table(), STATUS, runtime.vault()).cipher
    return Projection(store(), S3Archive(told.archive_bucket), ciphers, partial(secret, told.keyhash_secret))


@cache
def ears() -> Ears:
    """The hearing side."""
    return Ears(projection(), Aggregates(runtime.table(), STATUS, runtime.vault()), ids.now)
