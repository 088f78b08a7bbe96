"""Worked cases for a lawyer to sign: what arrived when, when it is due, and why."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.procedure_terms import Limit
from contracts.terms import Channel, Due, LocalizedText
from docs.lawbook.clock_cases import ClockCase, Moment
from docs.lawbook.rules import ROOT
from infra.yaml_reader import read_yaml
from kit.core.model import Model
from law.calendar import Calendar
from law.time_limit import due_date, latest_due_date, reception_due_date
from law.working_hours import WorkingHours

FOLDER: Final = ROOT / "law" / "cases"


class WorkedCase(Model):
    """An arrival and its expected due date with every sentence of the explanation.

    `limits` are those of the procedure; none means that it states none. With `question`
    "reception" the desk's own limit is asked for. `hours` are the agency's own.
    """

    name: LocalizedText
    question: Literal["due", "reception"] = "due"
    arrival: Moment
    channel: Channel = "online"
    limits: tuple[Limit, ...] = ()
    hours: tuple[WorkingHours, ...] = ()
    due: Moment
    provisional: bool = False
    why: LocalizedText
    explanation: Annotated[tuple[str, ...], Field(min_length=1)]
    explanation_en: Annotated[tuple[str, ...], Field(min_length=1)]

    def answer(self, calendar: Calendar) -> Due:
        """What the code says."""
        own = calendar.with_hours(self.hours)
        if self.question == "reception":
            return reception_due_date(own, self.arrival)
        if len(self.limits) == 1:
            return due_date(own, self.limits[0], self.arrival)
        return latest_due_date(own, self.limits, self.channel, self.arrival)


class SignedOff(Model):
    """Who read a file of cases and agrees, and on which day."""

    name: str
    day: date


class CaseFile(Model):
    """Worked cases of one subject, and the rules that they show."""

    id: str
    position: int
    title: LocalizedText
    rules: Annotated[tuple[str, ...], Field(min_length=1)]
    signed_off: SignedOff | None
    cases: Annotated[tuple[WorkedCase | ClockCase, ...], Field(min_length=1)]


def case_files() -> list[CaseFile]:
    """Every file of worked cases, in the order of the page."""
    files = [_read(path) for path in FOLDER.glob("*.yaml")]
    return sorted(files, key=lambda file: file.position)


def _read(path: Path) -> CaseFile:
    """`source` of a file is that of its cases of the clock that name none."""
    content = {"id": path.stem, **read_yaml(path)}
    if source := content.pop("source", None):
        content["cases"] = [{"source": source, **case} for case in content["cases"]]
    return CaseFile.model_validate_json(json.dumps(content, default=str))
