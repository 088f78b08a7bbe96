"""Items that are written only where nobody changed them since they were read."""

from collections.abc import Mapping, Sequence
from typing import Final

from kit.core.model import Model
from kit.persistence.items import Absent, AtVersion, ConditionFailed, Item, Put, Write
from kit.persistence.repository import Conflict
from kit.persistence.table import Table
from kit.platform import fault_injection

WRITES_AT_ONCE: Final = 90
"""A transaction takes a hundred."""
NO_INDEX: Final[dict[str, str | int]] = {}


def revised_put(
    pk: str, sk: str, state: Model, revision: int, attributes: Mapping[str, str | int] = NO_INDEX
) -> Put:
    """The next revision; `revision` 0: there is none yet."""
    item = Item(pk, sk, state.model_dump_json(), revision + 1, attributes)
    return Put(item, AtVersion(revision) if revision else Absent())


def write_in_parts(table: Table, writes: Sequence[Write]) -> None:
    """In the order given, many in several transactions: the last write stands only after all
    others. Raises Conflict where somebody else changed one of them.
    """
    try:
        for place in range(0, len(writes), WRITES_AT_ONCE):
            fault_injection.point("revision.before")
            table.write(writes[place : place + WRITES_AT_ONCE])
            fault_injection.point("revision.after")
    except ConditionFailed:
        raise Conflict(table.pause) from None
