"""The timeline of a dossier: its changes of national status, in order."""

from datetime import datetime

from kit.core.model import Model
from status.domain.facts import Fact, Facts, facts_of_type
from status.domain.national_status import (
    CODE_AT_FILING,
    CODE_OF_STATE,
    STATE_AFTER,
    STATE_WITH_BLOCKING_FEE,
)


class StatusChange(Model):
    """A national status code and the time from which it holds."""

    code: int
    at: datetime


def timeline(facts: Facts) -> tuple[StatusChange, ...]:
    """The changes from filing on; repeats of a code are one change, at the first one's time."""
    changes = [
        StatusChange(code=CODE_AT_FILING, at=fact.time)
        for fact in facts_of_type(facts, "dossier.filed")[:1]
    ]
    for fact in facts_of_type(facts, *STATE_AFTER, "case.fee_assessed"):
        state = _state_after(fact)
        if state and (not changes or changes[-1].code != CODE_OF_STATE[state]):
            changes.append(StatusChange(code=CODE_OF_STATE[state], at=fact.time))
    return tuple(changes)


def _state_after(fact: Fact) -> str | None:
    if fact.type == "case.fee_assessed":
        return STATE_WITH_BLOCKING_FEE if fact.data["pay"] == "now" else None
    if fact.type == "case.reopened":
        return str(fact.data.get("state", STATE_AFTER[fact.type]))
    return STATE_AFTER[fact.type]
