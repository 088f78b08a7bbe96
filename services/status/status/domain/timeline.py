"""The national codes a dossier has shown, in order."""

from datetime import datetime

from kit.core.model import Model
from status.domain.facts import Fact, Facts, said_by
from status.domain.national_status import BLOCKING_FEE, FILED, OF_STATE, STATE_AFTER


class Shown(Model):
    """A national code and since when it showed."""

    code: int
    at: datetime


def timeline(facts: Facts) -> tuple[Shown, ...]:
    """The codes from filing on; the same code twice running is one entry, with the moment it began."""
    entries: list[Shown] = [
        Shown(code=FILED, at=f.time) for f in said_by(facts, "dossier.filed")[:1]
    ]
    for fact in said_by(facts, *STATE_AFTER, "case.fee_assessed"):
        state = _state_after(fact)
        if state and (not entries or entries[-1].code != OF_STATE[state]):
            entries.append(Shown(code=OF_STATE[state], at=fact.time))
    return tuple(entries)


def _state_after(fact: Fact) -> str | None:
    if fact.type == "case.fee_assessed":
        return BLOCKING_FEE if fact.data["pay"] == "now" else None
    return STATE_AFTER[fact.type]
