"""The marks of what has not been sent: an event, or an event's copy for one subscriber.

They are values of the index attribute `waiting`. An event gets its mark with its commit; where a
subscriber's queue did not take it, an item of its own keeps the mark for that subscriber alone, so
that nobody else gets the event again. Each kind of mark has four values, since one value is one
partition of the index.
"""

import json
from datetime import datetime
from typing import Final
from zlib import crc32

from kit.core.time import stamp
from kit.persistence.items import Item

SHARDS: Final = 4
_COPY: Final = "UNSENT#"


def event_mark(pk: str) -> str:
    """The mark of an event of this partition that has not been sent to anybody."""
    return f"unsent#{_shard(pk)}"


def event_values() -> list[str]:
    """Every mark that an event may have."""
    return [f"unsent#{shard}" for shard in range(SHARDS)]


def copy_values(subscriber: str) -> list[str]:
    """Every mark of events that one subscriber has not got."""
    return [f"unsent#{subscriber}#{shard}" for shard in range(SHARDS)]


def copy_for(subscriber: str, event: Item) -> Item:
    """The item that remembers that a subscriber has not got an event."""
    committed = datetime.fromisoformat(json.loads(event.doc)["time"])
    return Item(
        event.pk,
        f"{_COPY}{event.sk}#{subscriber}",
        "{}",
        index_attributes={
            "waiting": f"unsent#{subscriber}#{_shard(event.pk)}",
            "since": stamp(committed),
        },
    )


def event_key(copy: Item) -> tuple[str, str]:
    """Where the event of such an item is."""
    sk, _, _ = copy.sk.removeprefix(_COPY).rpartition("#")
    return copy.pk, sk


def _shard(pk: str) -> int:
    return crc32(pk.encode()) % SHARDS
