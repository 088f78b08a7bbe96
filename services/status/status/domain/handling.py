"""Who receives, solves and returns a dossier, and when (NĐ 224/2026/NĐ-CP Điều 15 khoản 1.g)."""

from datetime import datetime
from typing import Final

from kit.core.model import Model
from status.domain.facts import Fact, Facts, facts_of_type

WORK: Final = ("case.assigned", "case.handed_over")
"""Events after which a case is at another desk."""
RETURN: Final = ("case.returned", "case.reopened", "case.completed", "case.result_recalled")
"""A return, and the events after which an earlier one no longer holds."""


class Handling(Model):
    """An official at work; `official` is the name, None where no event names one."""

    at: datetime
    desk: str | None = None
    official: str | None = None


class Agency(Model):
    """The agency that has a dossier."""

    code: str
    name: str


def agency(facts: Facts) -> Agency:
    """The one to which it was handed over last, else the one where it was filed."""
    last = facts_of_type(facts, "case.handed_over") or facts_of_type(facts, "dossier.filed")[:1]
    data = last[-1].data
    return Agency(code=data["agency"], name=data["agency_name"])


def received(facts: Facts) -> Handling | None:
    """The acceptance, at the moment at which it happened."""
    accepted = facts_of_type(facts, "case.accepted")
    if not accepted:
        return None
    at = datetime.fromisoformat(accepted[-1].data["at"])
    return _handling(accepted[-1], at)


def processing(facts: Facts) -> Handling | None:
    """Since when it is worked on, and who has it now."""
    work = facts_of_type(facts, *WORK)
    return _handling(work[-1], work[0].time) if work else None


def returned(facts: Facts) -> Handling | None:
    """The return of the result that the applicant has, unless it was taken back, recalled or
    replaced.
    """
    last = facts_of_type(facts, *RETURN)[-1:]
    if not last or last[0].type != "case.returned":
        return None
    return _handling(last[0], last[0].time)


def _handling(fact: Fact, at: datetime) -> Handling:
    return Handling(at=at, desk=fact.data.get("desk"), official=fact.data.get("official"))
