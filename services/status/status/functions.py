"""What the functions of status work with, made from the settings when first used.

The polled look-up must start fast, so what only the hearing side needs is imported where it is made.
"""

from functools import cache, partial
from typing import TYPE_CHECKING

from contracts.routes import STATUS
from kit import ids, runtime
from kit.secrets import secret
from kit.settings import load
from status.lookup import Lookups
from status.settings import StatusSettings
from status.shelf import DynamoShelf

if TYPE_CHECKING:
    from status.hears import Ears
    from status.projection import Projection
    from status.store import Store


@cache
def lookups() -> Lookups:
    """The public look-up."""
    told = load(StatusSettings)
    return Lookups(DynamoShelf(told.table), partial(secret, told.keyhash_secret))


@cache
def store() -> "Store":
    """The projection's table."""
    from status.store import Store

    return Store(runtime.table())


@cache
def projection() -> "Projection":
    """The projection with its archive."""
    from kit.aggregates import Aggregates
    from status.archive import S3Archive
    from status.projection import Projection

    told = load(StatusSettings)
    ciphers = Aggregates(runtime.table(), STATUS, runtime.vault()).cipher
    return Projection(store(), S3Archive(told.archive_bucket), ciphers, partial(secret, told.keyhash_secret))


@cache
def ears() -> "Ears":
    """The hearing side."""
    from kit.aggregates import Aggregates
    from status.hears import Ears

    return Ears(projection(), Aggregates(runtime.table(), STATUS, runtime.vault()), ids.now)
