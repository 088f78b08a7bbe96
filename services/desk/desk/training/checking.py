"""The check of an exercise: what the official did on its dossier, against what it wants."""

from dataclasses import dataclass
from typing import Literal

from desk.training.exercises import Exercise
from desk.work.case_models import Case

Progress = Literal["waiting", "begun", "passed", "failed", "others"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far an official is on one dossier: `done` acts were right; of a failed one, the `act`
    that was wrong and the name of what is wrong with it (`fault`), "" where it is the act itself.
    `others`: a colleague has worked on it.
    """

    progress: Progress
    done: int = 0
    act: str = ""
    fault: str = ""


def checked(exercise: Exercise, case: Case, official: str) -> Outcome:
    """The outcome of an official, by the acts of the case in their order."""
    own = [entry for entry in case.audit_entries if entry.actor == official]
    if not own:
        is_waiting = case.state == exercise.state
        return Outcome("waiting" if is_waiting else "others")
    for number, entry in enumerate(own):
        if number == len(exercise.steps):
            return Outcome("failed", number, entry.act)
        step = exercise.steps[number]
        if entry.act != step.act:
            return Outcome("failed", number, entry.act)
        if fault := step.fault(case, entry):
            return Outcome("failed", number, entry.act, fault)
    return Outcome("passed" if len(own) == len(exercise.steps) else "begun", len(own))
