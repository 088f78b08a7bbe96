"""The procedures as published: limit and calendar follow the version in force at acceptance."""

from collections.abc import Sequence
from datetime import datetime

from contracts.intake import ProcedurePublished
from contracts.procedure_terms import Step


def in_force(versions: Sequence[ProcedurePublished], at: datetime) -> ProcedurePublished | None:
    """Of versions, newest first, the one in force; before the first is in force, the first."""
    begun = (version for version in versions if version.valid_from <= at)
    return next(begun, versions[-1] if versions else None)


def step_named(procedure: ProcedurePublished | None, name: str) -> Step | None:
    """The step of that name, if the procedure has it."""
    steps = procedure.steps if procedure else ()
    return next((step for step in steps if step.name == name), None)
