"""The locks of cases: an item beside the case, which ends by itself."""

from datetime import timedelta
from typing import Final

from casework.domain.case import Case
from casework.domain.lock import Lock
from casework.repositories.listings import CaseListings
from kit.persistence.items import Absent, AtVersion, ConditionFailed, Item, Put, Remove
from kit.persistence.repository import Conflict

LOCK: Final = "LOCK"
RETAINED: Final = timedelta(days=1)


class CaseLocks(CaseListings):
    """What casework's repository knows of locks."""

    def lock_of(self, case: Case) -> Lock | None:
        """The last lock, whether it holds or not."""
        item = self._table.get(case.pk, LOCK)
        return Lock.model_validate_json(item.doc) if item else None

    def put_lock(self, case: Case, lock: Lock) -> None:
        """Raises Conflict where another official took it since it was read."""
        ends = {"ttl": int((lock.until + RETAINED).timestamp())}
        item = Item(case.pk, LOCK, lock.model_dump_json(), lock.version, ends)
        unchanged = AtVersion(lock.version - 1) if lock.version > 1 else Absent()
        try:
            self._table.write([Put(item, unchanged)])
        except ConditionFailed:
            raise Conflict(self._table.pause) from None

    def remove_lock(self, case: Case, lock: Lock) -> None:
        """Raises Conflict likewise."""
        try:
            self._table.write([Remove(case.pk, LOCK, AtVersion(lock.version))])
        except ConditionFailed:
            raise Conflict(self._table.pause) from None
