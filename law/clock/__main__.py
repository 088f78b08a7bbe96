"""`python -m law.clock`: when a dossier is due, and why, sentence by sentence."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from contracts.terms import Due
from law.calendar import VIETNAM, Calendar
from law.clock.count import count
from law.clock.facts import ClockFacts, Pause, Restart
from law.clock.limit import TimeLimit
from law.holidays import vietnam
from law.working_hours import WeeklyHours


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the due date; 2 for arguments that make no sense."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        due = count(_calendar(options.hours), _facts(options)).due
    except ValidationError as error:
        parser.error("; ".join(detail["msg"] for detail in error.errors()))
    text = _as_json(due) if options.json else "\n".join(step.vi for step in due.steps)
    sys.stdout.write(text + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m law.clock", description=__doc__)
    add = parser.add_argument
    add("--received", required=True, type=_moment, help="2026-02-13T16:00+07:00")
    add("--limit", required=True, type=_limit, help="3wd, 8wh, 0.5wd, 10cd, 2mo; 0wd: the same day")
    add("--pause", action="append", default=[], type=_pause, metavar="FROM/TO", help="not counted")
    add(
        "--restart",
        action="append",
        default=[],
        type=_moment,
        metavar="AT",
        help="the moment at which all papers are there: the limit starts anew",
    )
    add("--hours", type=Path, metavar="FILE", help="the agency's own hours by day of the week")
    add("--json", action="store_true", help="due, provisional and steps as JSON")
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _limit(text: str) -> TimeLimit:
    return TimeLimit.parse(text)


def _pause(text: str) -> Pause:
    start, _, end = text.partition("/")
    return Pause(kind="supplement", start=_moment(start), end=_moment(end))


def _facts(options: argparse.Namespace) -> ClockFacts:
    events = sorted(
        [*options.pause, *(_restart(options, at) for at in options.restart)],
        key=lambda event: event.start,
    )
    return ClockFacts(limit=options.limit, arrival=options.received, events=tuple(events))


def _restart(options: argparse.Namespace, at: datetime) -> Restart:
    """The request is not an argument: it came at the last pause before, else at once."""
    starts = [pause.start for pause in options.pause if pause.start <= at]
    return Restart(start=max([options.received, *starts]), end=at)


def _calendar(hours: Path | None) -> Calendar:
    if hours is None:
        return vietnam()
    return vietnam().with_weekly_hours(WeeklyHours.model_validate_json(hours.read_bytes()))


def _as_json(due: Due) -> str:
    steps = [step.model_dump(exclude_none=True) for step in due.steps]
    result = {"due": due.at.isoformat(), "provisional": due.provisional, "steps": steps}
    return json.dumps(result, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    sys.exit(main())
