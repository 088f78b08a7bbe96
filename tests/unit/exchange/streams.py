"""Events of many dossiers in the order of their moments, and what the portal is to have of each."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from contracts.testing.dossier_events import (
    free_dossier,
    paid_dossier,
)
from dvcqg.moments import moment_text
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.time import VIETNAM
from kit.persistence.vault import Vault

STATUSES: Final = {
    "dossier.filed": "1",
    "case.awaiting_payment": "6",
    "case.awaiting_reception": "1",
    "case.accepted": "2",
    "case.assigned": "4",
    "case.papers_requested": "5",
    "case.resumed": "4",
    "case.decided": "4",
    "case.completed": "9",
    "case.returned": "10",
}
"""TrangThai after each event, stated here a second time: what is expected follows from events, not
from the code under test."""
COURSES: Final = (paid_dossier, free_dossier)


def code_of(number: int) -> str:
    """The code of a dossier by its number."""
    return f"H49.61.01-261123-{number:05}"


def moment(at: datetime) -> str:
    """As the portal has it."""
    return moment_text(at.astimezone(VIETNAM))


def shifted(message: Envelope, begin: timedelta) -> Envelope:
    """The event at a later moment; what it states of moments moves with it."""
    data = dict(message.data)
    for name in ("at", "since", "reception_due"):
        if isinstance(data.get(name), str):
            data[name] = (datetime.fromisoformat(data[name]) + begin).isoformat()
    at = message.time + begin
    return message.evolve(time=at, data=data, id=new_ulid(at))


def stream(vault: Vault, count: int, *, every: timedelta, seed: int = 1) -> list[Envelope]:
    """Dossiers that are filed one after another; a twentieth of the events comes twice."""
    chance = random.Random(seed)
    messages: list[Envelope] = []
    for number in range(count):
        course = COURSES[number % len(COURSES)]
        draft = f"01KAQ{number:021}"
        events = course(vault, code_of(number), draft)
        messages += [shifted(each, every * number) for each in events]
    twice = [each for each in messages if chance.random() < 0.05]
    return sorted([*messages, *twice], key=lambda each: each.time)


def minutes(messages: list[Envelope], seed: int = 2) -> Iterator[tuple[datetime, list[Envelope]]]:
    """The messages of each minute in any order, with the minute's end."""
    chance = random.Random(seed)
    waiting = list(reversed(messages))
    end = messages[0].time
    while waiting:
        end += timedelta(minutes=1)
        batch = []
        while waiting and waiting[-1].time <= end:
            batch.append(waiting.pop())
        chance.shuffle(batch)
        yield end, batch


def expected(messages: list[Envelope]) -> dict[str, Any]:
    """What the portal is to have, for its audit."""
    wanted: dict[str, Any] = {}
    for message in messages:
        status = STATUSES.get(message.type)
        if status is None or message.dossier is None:
            continue
        at = datetime.fromisoformat(message.data.get("at") or message.time.isoformat())
        dossier = wanted.setdefault(message.dossier, {"fields": {}, "steps": []})
        step = [moment(at), status]
        if step not in dossier["steps"]:
            dossier["steps"].append(step)
        dossier["fields"]["TrangThaiHoSo"] = status
        if message.type == "dossier.filed":
            dossier["fields"]["NgayNopHoSo"] = moment(at)
        if message.type == "case.completed":
            dossier["fields"]["NgayKetThucXuLy"] = moment(at)
        if message.type == "case.returned":
            dossier["fields"]["NgayTra"] = moment(at)
    return wanted
