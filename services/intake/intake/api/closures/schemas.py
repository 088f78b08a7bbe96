"""Closures of a procedure, as editors see them."""

from typing import Annotated, Literal, Self

from pydantic import Field

from intake.domain.closure_log import ClosureEntry, ClosureLog
from intake.domain.procedure_content import Closure
from kit.core.local_time import LocalTime
from kit.core.model import Model


class ClosureEntryView(Model):
    """Somebody closed a procedure, or reopened it."""

    act: Annotated[Literal["closed", "reopened"], Field(description="What was done")]
    closure: Annotated[Closure, Field(description="From when to when, and why")]
    by: Annotated[str, Field(description="The official's subject")]
    at: Annotated[LocalTime, Field(description="When")]

    @classmethod
    def of(cls, entry: ClosureEntry) -> Self:
        return cls(**{name: getattr(entry, name) for name in cls.model_fields})


class ClosuresView(Model):
    """The closures of a procedure that are not over, and who did what."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    closures: Annotated[tuple[Closure, ...], Field(description="Not over, the next one first")]
    entries: Annotated[
        tuple[ClosureEntryView, ...], Field(description="The latest hundred, oldest first")
    ]

    @classmethod
    def of(cls, code: str, closures: tuple[Closure, ...], log: ClosureLog) -> Self:
        entries = tuple(map(ClosureEntryView.of, log.entries))
        return cls(code=code, closures=closures, entries=entries)
