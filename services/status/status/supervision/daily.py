"""The report of supervision: made once a day of the acts on the dossiers of four months."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from kit.core.local_time import LocalTime
from kit.core.model import Model
from kit.core.time import VIETNAM
from status.domain.figure_ports import ActTables, Objects
from status.figures.manifest import Manifest
from status.supervision.handled import handled_dossiers
from status.supervision.report import SignStatistics, SignTotals, compared

KEY: Final = "supervision/report.json"
JSON: Final = "application/json"
SPAN: Final = timedelta(days=120)
"""Long enough for twenty dossiers, short enough for the memory of the function; and a habit that
ended is listed no longer.
"""
SPARE: Final = timedelta(days=31)
"""So much longer acts are kept than a report looks back: a run may be late."""
FROM_HOUR: Final = 1
"""In Vietnam: a day is over, and nobody waits for figures."""


class SupervisionReport(Model):
    """What stood out on a day. `since`: of the dossiers that were filed from then on; `rows` is how
    many there are, one for each official and dossier.
    """

    day: date
    as_of: LocalTime
    since: LocalTime
    rows: int
    officials: int
    totals: tuple[SignTotals, ...]
    listed: tuple[SignStatistics, ...]

    def of_official(self, official: str) -> tuple[SignStatistics, ...]:
        """The signs of one official."""
        return tuple(each for each in self.listed if each.official == official)


def is_due(manifest: Manifest, at: datetime) -> bool:
    """Whether the day has no report yet, and anything was ever recorded."""
    local = at.astimezone(VIETNAM)
    return local.hour >= FROM_HOUR and manifest.reported < f"{local.date()}" and bool(manifest.acts)


def keys_of_acts(manifest: Manifest, at: datetime) -> list[str]:
    """Where the acts are of which a report is made."""
    return [key for _, key in sorted(_since(manifest, at - SPAN).items())]


def retained_acts(manifest: Manifest, at: datetime) -> dict[str, str]:
    """The tables that a report may still be made of, by day; the others are removed."""
    return _since(manifest, at - SPAN - SPARE)


def _since(manifest: Manifest, moment: datetime) -> dict[str, str]:
    first = f"{moment.astimezone(VIETNAM).date()}"
    return {day: key for day, key in manifest.acts.items() if day >= first}


def report_of(tables: ActTables, parts: Sequence[bytes], at: datetime) -> SupervisionReport:
    """The report, from the tables of acts."""
    since = at - SPAN
    rows = handled_dossiers(tables.acts(parts, since), at)
    comparison = compared(rows)
    return SupervisionReport(
        day=at.astimezone(VIETNAM).date(),
        as_of=at,
        since=since,
        rows=len(rows),
        officials=len({row.official for row in rows}),
        totals=tuple(comparison.totals),
        listed=tuple(comparison.listed),
    )


def store_report(report: SupervisionReport, objects: Objects) -> None:
    """In the place of the one before: nobody is held to what no longer stands out."""
    objects.put(KEY, report.model_dump_json().encode(), JSON)


def stored_report(objects: Objects) -> SupervisionReport | None:
    """The latest report; None before the first."""
    stored = objects.get(KEY)
    return SupervisionReport.model_validate_json(stored.body) if stored else None
