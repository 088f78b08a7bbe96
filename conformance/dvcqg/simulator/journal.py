"""The journal: every call with its moment, its payload and what it changed, in order."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from dvcqg.moments import moment_text
from dvcqg.simulator.faults import Fault


class Change(StrEnum):
    """What one item of a call changed."""

    INSERTED = "inserted"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    """The same content once more. A step is stored again, as the real portal is assumed to do."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Effect:
    """A change of one dossier; `sequence` counts all effects, `step` is moment and status."""

    sequence: int
    call: int
    at: datetime
    change: Change
    dossier: str
    step: tuple[str, str] | None = None
    out_of_order: bool = False
    """A step whose moment is before that of the step stored last."""

    def as_json(self) -> dict[str, Any]:
        """For the journal's routes."""
        return {
            "sequence": self.sequence,
            "call": self.call,
            "at": moment_text(self.at),
            "change": self.change.value,
            "dossier": self.dossier,
            "step": list(self.step) if self.step else None,
            "out_of_order": self.out_of_order,
        }


@dataclass(slots=True)
class Call:
    """One call; its effects may come later than its answer, where it hangs."""

    number: int
    at: datetime
    dialect: str
    service: str
    body: bytes
    fault: Fault | None
    dossiers: tuple[str, ...] = ()
    error_code: str = ""
    message: str = ""
    effects: list[Effect] = field(default_factory=list)

    @property
    def payload(self) -> Any:
        """The decoded body; None where it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def as_json(self, *, payload: bool) -> dict[str, Any]:
        """For the journal's routes; a password or session is masked."""
        members: dict[str, Any] = {
            "number": self.number,
            "at": moment_text(self.at),
            "dialect": self.dialect,
            "service": self.service,
            "fault": self.fault.value if self.fault else None,
            "dossiers": list(self.dossiers),
            "error_code": self.error_code,
            "message": self.message,
            "effects": [effect.as_json() for effect in self.effects],
        }
        return {**members, "payload": _masked(self.payload)} if payload else members


def _masked(payload: Any) -> Any:
    if not isinstance(payload, dict):
        return payload
    return {k: "***" if k in ("password", "session") else v for k, v in payload.items()}


class Journal:
    """All calls and effects of a run, in memory."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.effects: list[Effect] = []
        self._calls_of: dict[str, list[Call]] = {}
        self._effects_of: dict[str, list[Effect]] = {}

    def open(
        self, at: datetime, dialect: str, service: str, body: bytes, fault: Fault | None
    ) -> Call:
        """Records a call before anything happens."""
        call = Call(len(self.calls) + 1, at, dialect, service, body, fault)
        self.calls.append(call)
        return call

    def describe(self, call: Call) -> None:
        """Records service and dossiers of a call that the portal does not get to read."""
        payload = call.payload
        items = payload.get("data") if isinstance(payload, dict) else payload
        rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        if isinstance(payload, dict):
            call.service = str(payload.get("service", ""))
            rows.append({"MaHoSo": payload.get("mahoso")})
        codes = (row.get("MaHoSo") for row in rows)
        self.name_dossiers(call, tuple(dict.fromkeys(str(code) for code in codes if code)))

    def name_dossiers(self, call: Call, codes: tuple[str, ...]) -> None:
        """Records which dossiers a call is about."""
        call.dossiers = codes
        for code in codes:
            self._calls_of.setdefault(code, []).append(call)

    def record(
        self,
        call: Call,
        at: datetime,
        change: Change,
        dossier: str,
        step: tuple[str, str] | None = None,
        *,
        out_of_order: bool = False,
    ) -> None:
        """Records what a call changed."""
        effect = Effect(len(self.effects) + 1, call.number, at, change, dossier, step, out_of_order)
        self.effects.append(effect)
        call.effects.append(effect)
        self._effects_of.setdefault(dossier, []).append(effect)

    def calls_of(self, dossier: str) -> list[Call]:
        """The calls about a dossier."""
        return self._calls_of.get(dossier, [])

    def effects_of(self, dossier: str) -> list[Effect]:
        """What changed a dossier, in the order in which it happened."""
        return self._effects_of.get(dossier, [])

    def select(
        self, *, after: int = 0, dossier: str = "", service: str = "", limit: int = 1000
    ) -> Iterator[Call]:
        """Calls with a number after `after`, the oldest first."""
        calls = self.calls_of(dossier) if dossier else self.calls[after:]
        chosen = (c for c in calls if c.number > after and service in ("", c.service))
        for _, call in zip(range(limit), chosen, strict=False):
            yield call

    def counts(self) -> dict[str, dict[str, int]]:
        """How many calls by service, faults and changes."""
        by: dict[str, dict[str, int]] = {"services": {}, "faults": {}, "changes": {}}
        for call in self.calls:
            _count(by["services"], call.service)
            if call.fault:
                _count(by["faults"], call.fault.value)
        for effect in self.effects:
            _count(by["changes"], effect.change.value)
        return by


def _count(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1
