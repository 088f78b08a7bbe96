"""Supervision data (số liệu giám sát): what the acts of a day say of officials and desks.

Facts without a judgement: the report that uses them sets from where on something is conspicuous.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from casework.domain.acts import Act
from casework.domain.audit_entry import AuditEntry, day_of
from casework.domain.states import CLOSED, DECIDED
from law.calendar import Calendar

JUST_BEFORE_DUE: Final = timedelta(hours=8)
"""Of working time (assumed)."""
BEFORE_CLOSING: Final = timedelta(minutes=30)
"""Before the agency closes (assumed)."""
REOPENINGS: Final[frozenset[Act]] = frozenset({"undo_rejection", "undo_stop", "undo_return"})
ENDINGS: Final = CLOSED | set(DECIDED)


@dataclass(frozen=True, slots=True)
class PerformedAct:
    """An act on the case of a dossier."""

    code: str
    entry: AuditEntry


@dataclass(slots=True)
class Tally:
    """Of one official, or of one desk.

    `timed` acts had a limit that ran, `on_time` ones came before its end. `returned` are proposals
    that came back, `supplements_before_due` requests in the last working hours of a limit,
    `reopened` endings that the head took back, `ended_before_closing` decisions and endings of the
    last half hour of a working day.
    """

    acts: int = 0
    timed: int = 0
    on_time: int = 0
    returned: int = 0
    supplements_before_due: int = 0
    reopened: int = 0
    ended_before_closing: int = 0


@dataclass(frozen=True, slots=True)
class Tallies:
    """By official's subject, and by desk."""

    officials: Mapping[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    desks: Mapping[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def of(self, official: str | None, desk: str | None) -> list[Tally]:
        """Those that a fact counts for."""
        tallies = [self.officials[official]] if official else []
        return [*tallies, self.desks[desk]] if desk else tallies


def tallies_of(acts: Iterable[PerformedAct], calendar: Calendar) -> Tallies:
    """The facts of acts in the order in which they were recorded."""
    tallies, endings = Tallies(), dict[str, AuditEntry]()
    for act in acts:
        entry = act.entry
        for tally in tallies.of(entry.actor, entry.desk):
            _count(tally, entry, calendar)
        if entry.act == "return_for_correction":
            for tally in tallies.of(entry.official, entry.desk):
                tally.returned += 1
        if entry.state_after in CLOSED:
            endings[act.code] = entry
        if entry.act in REOPENINGS:
            ended_by = endings.get(act.code)
            for tally in tallies.of(ended_by.actor if ended_by else None, entry.desk):
                tally.reopened += 1
    return tallies


def _count(tally: Tally, entry: AuditEntry, calendar: Calendar) -> None:
    tally.acts += 1
    if entry.due:
        tally.timed += 1
        tally.on_time += entry.moment <= entry.due
    if entry.act == "request_supplement" and entry.due and entry.moment <= entry.due:
        left = calendar.worked_between(entry.moment, entry.due)
        tally.supplements_before_due += left < JUST_BEFORE_DUE
    if entry.state_after in ENDINGS and entry.state_before != entry.state_after:
        tally.ended_before_closing += _is_before_closing(entry, calendar)


def _is_before_closing(entry: AuditEntry, calendar: Calendar) -> bool:
    spans = calendar.spans(day_of(entry.at))
    return bool(spans) and spans[-1][1] - BEFORE_CLOSING <= entry.at <= spans[-1][1]
