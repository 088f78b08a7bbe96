"""The messages that commits name as their causes, stored so that none is handled twice."""

import json
from datetime import datetime, timedelta
from typing import Final

from kit.core.events import Envelope
from kit.core.items import Absent, Item, Put, Write
from kit.persistence.table import Table

HANDLED_FOR: Final = timedelta(days=400)
"""A year and a month: whoever sends the events of a year again finds them handled."""


def was_handled(table: Table, message: Envelope) -> bool:
    """Whether a commit names the message as its cause."""
    return table.get(*_key(message)) is not None


def cause_write(message: Envelope, token: str, at: datetime) -> Write:
    """Fails where a commit names the message already; `token` is that of the present one."""
    pk, sk = _key(message)
    doc = json.dumps({"type": message.type, "by": token})
    expires = int((at + HANDLED_FOR).timestamp())
    return Put(Item(pk, sk, doc, index_attributes={"ttl": expires}), Absent())


def _key(message: Envelope) -> tuple[str, str]:
    return f"HEARD#{message.id}", "HEARD"
