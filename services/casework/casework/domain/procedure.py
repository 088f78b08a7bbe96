"""The procedures as published, version by version: the limit in force at acceptance is the one that applies."""

from datetime import datetime

from contracts.intake import ProcedurePublished
from contracts.terms import Step
from kit.core.ids import stamp
from kit.persistence.items import Item

NEWEST = "FROM#"


def stored(published: ProcedurePublished) -> Item:
    """A version as an item; the newest sorts last."""
    sk = f"{NEWEST}{stamp(published.valid_from)}#{published.procedure.version:06d}"
    return Item(partition(published.procedure.code), sk, published.model_dump_json())


def partition(code: str) -> str:
    """Where the versions of a procedure lie."""
    return f"PROCEDURE#{code}"


def in_force(versions: list[ProcedurePublished], at: datetime) -> ProcedurePublished | None:
    """Of versions, newest first, the one in force; before the first comes into force, the first."""
    return next((v for v in versions if v.valid_from <= at), versions[-1] if versions else None)


def step_named(procedure: ProcedurePublished | None, name: str) -> Step | None:
    """The step of that name, if the procedure has it."""
    return next((s for s in procedure.steps if s.name == name), None) if procedure else None
