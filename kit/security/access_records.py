"""Who read personal data: a record for each answer that opened a sealed field, never changed.

The records of all services lie in one table, by dossier. A record holds nothing personal of the
citizen.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from pydantic import AwareDatetime

from kit.core.ids import new_ulid
from kit.core.model import Model
from kit.core.time import VIETNAM, stamp
from kit.persistence.items import Absent, ConditionFailed, Item, Put
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.platform import log, tracing
from kit.security.principal import Kind, Principal
from kit.security.staff_rights import Staff

MUCH: Final = 100
"""Rows that one official may read of one function in an hour before an alarm rings. Assumed: a busy
desk opens a dossier every three minutes.
"""
LISTED: Final = 10
"""People in a list that count as one whose dossier was read: a page of names is five. Assumed."""
MOST_REMEMBERED: Final = 4096


class Disclosure(NamedTuple):
    """An answer that opens sealed fields: of one `dossier`, or (None) of `rows` people.

    `object` names a file of the dossier that it opens, `purpose` what for; "" where there is none.
    `reader`: who reads by a link that was given to them; None: the caller.
    """

    dossier: str | None
    rows: int = 1
    object: str = ""
    purpose: str = ""
    reader: Principal | None = None

    @property
    def weight(self) -> int:
        """How much of an hour's reading it is: a list shows little of each person."""
        return self.rows if self.dossier else -(-self.rows // LISTED)


class AccessRecord(Model):
    """One reading. `operation` is what was asked for, `rows` how many people's data it held.

    `dossier` is None for a list over several. `name` and `agencies` are the official's at that
    time, "" and none for a citizen. `object` and `purpose` are those of the disclosure.
    """

    id: str
    dossier: str | None
    by: str
    kind: Kind
    name: str = ""
    agencies: tuple[str, ...] = ()
    operation: str
    rows: int
    object: str = ""
    purpose: str = ""
    trace: str
    at: AwareDatetime


class AccessRecords:
    """Writes the records of one service, and reads those of a dossier."""

    def __init__(self, table: Table, service: str) -> None:
        self._table = table
        self._service = service
        self._volume = Volume(log.metric)
        self._own_today: dict[tuple[str, str, str], None] = {}

    def write(
        self,
        reader: Principal,
        official: Staff | None,
        disclosure: Disclosure,
        *,
        operation: str,
        at: datetime,
    ) -> None:
        """The record is there when this returns.

        A citizen's is one a day and dossier; each opening of a file is a record of its own.

        Raises Busy or Ambiguous where it could not be written: then nothing may be answered.
        """
        record = AccessRecord(
            id=new_ulid(at),
            dossier=disclosure.dossier,
            by=reader.sub,
            kind=reader.kind,
            name=official.name if official else "",
            agencies=official.agencies if official else (),
            operation=f"{self._service}.{operation}",
            rows=disclosure.rows,
            object=disclosure.object,
            purpose=disclosure.purpose,
            trace=tracing.current(),
            at=at,
        )
        if official is None and not disclosure.object:
            self._write_daily(record)
            return
        self._put(record, f"AT#{stamp(at)}#{record.id}")
        if official is not None:
            self._volume.add(reader.sub, disclosure.weight, at)

    def of_dossier(
        self, dossier: str, after: str | None, limit: int
    ) -> tuple[list[AccessRecord], str | None]:
        """A page, newest first, and where the rest begins."""
        query = Query(partition=f"ACCESS#{dossier}", newest_first=True, after=after, limit=limit)
        page = self._table.query(query)
        return [AccessRecord.model_validate_json(item.doc) for item in page.items], page.after

    def _write_daily(self, record: AccessRecord) -> None:
        day = f"{record.at.astimezone(VIETNAM):%Y-%m-%d}"
        reading = (record.by, record.dossier or "", day)
        if reading in self._own_today:
            return
        self._put(record, f"AT#{day}#{record.by}")
        if len(self._own_today) >= MOST_REMEMBERED:
            self._own_today.clear()
        self._own_today[reading] = None

    def _put(self, record: AccessRecord, sort_key: str) -> None:
        place = f"ACCESS#{record.dossier}" if record.dossier else f"READER#{record.by}"
        try:
            item = Item(place, sort_key, record.model_dump_json())
            self._table.write([Put(item, Absent())])
        except ConditionFailed:  # the day's record of this reader is there
            return


class Volume:
    """How much each official read of this function in an hour; too much is a metric.

    Each running function counts for itself: a list of what an official read is in the records.
    """

    def __init__(self, metric: Callable[[str], None]) -> None:
        self._metric = metric
        self._hour: datetime | None = None
        self._rows: dict[str, int] = {}

    def add(self, sub: str, rows: int, at: datetime) -> None:
        """Count what was read; the metric comes once an hour for an official."""
        if self._hour is None or at - self._hour >= timedelta(hours=1):
            self._hour, self._rows = at, {}
        before = self._rows.get(sub, 0)
        self._rows[sub] = before + rows
        if before <= MUCH < self._rows[sub]:
            log.warning("reads_much", reader=sub, rows=self._rows[sub])
            self._metric("PersonalDataReadMuch")
