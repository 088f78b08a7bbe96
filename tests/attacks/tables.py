"""The tables of attacks, one module for what is attacked."""

from collections.abc import Mapping
from typing import Final

from tests.attacks import (
    files,
    identity,
    keys,
    messages,
    notices,
    partners,
    platform_notifications,
    portal,
    readers,
    rights,
    tokens,
    uploads,
    webhooks,
)
from tests.attacks.attack import Attack

TABLES: Final[Mapping[str, tuple[Attack, ...]]] = {
    "rights": rights.ATTACKS,
    "keys": keys.ATTACKS,
    "tokens": tokens.ATTACKS,
    "identity": identity.ATTACKS,
    "readers": readers.ATTACKS,
    "portal": portal.ATTACKS,
    "files": files.ATTACKS,
    "uploads": uploads.ATTACKS,
    "webhooks": (*webhooks.ATTACKS, *platform_notifications.ATTACKS),
    "messages": messages.ATTACKS,
    "notices": notices.ATTACKS,
    "partners": partners.ATTACKS,
}
ATTACKS: Final = tuple(attack for table in TABLES.values() for attack in table)
