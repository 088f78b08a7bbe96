"""What the functions of status work with, made from the settings when first used.

The polled look-up must start fast, so what only the hearing side needs is imported where it is made.
"""

from functools import cache, partial
from typing import TYPE_CHECKING

from contracts.routes import STATUS
from kit import bootstrap
from kit.core import ids
from kit.platform.secrets import secret
from kit.platform.settings import load
from status.adapters.view_store import DynamoShelf
from status.lookup.look_up import Lookups
from status.settings import StatusSettings

if TYPE_CHECKING:
    from status.events import Ears
    from status.projection.project import Projection
    from status.repository import Store


@cache
def lookups() -> Lookups:
    """The public look-up."""
    told = load(StatusSettings)
    return Lookups(DynamoShelf(told.table), partial(secret, told.keyhash_secret))


@cache
def store() -> "Store":
    """The projection's table."""
    from status.repository import Store

    return Store(bootstrap.table())


@cache
def projection() -> "Projection":
    """The projection with its archive."""
    from kit.persistence.repository import Repository
    from status.adapters.archive import S3Archive
    from status.projection.project import Projection

    told = load(StatusSettings)
    ciphers = Repository(bootstrap.table(), STATUS, bootstrap.vault()).cipher
    return Projection(
        store(), S3Archive(told.archive_bucket), ciphers, partial(secret, told.keyhash_secret)
    )


@cache
def ears() -> "Ears":
    """The hearing side."""
    from kit.persistence.repository import Repository
    from status.events import Ears

    return Ears(projection(), Repository(bootstrap.table(), STATUS, bootstrap.vault()), ids.now)
