"""The procedures as published: limit and calendar follow the version in force at acceptance."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the functions that answer requests import no events of intake
    from contracts.intake import ProcedurePublished


def in_force(versions: Sequence["ProcedurePublished"], at: datetime) -> "ProcedurePublished | None":
    """Of versions, newest first, the one in force; before the first is in force, the first."""
    begun = (version for version in versions if version.valid_from <= at)
    return next(begun, versions[-1] if versions else None)
