"""The procedure (thủ tục hành chính), and how its next version is published."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contracts.intake import ProcedurePublished
from contracts.terms import Moment, ProcedureRef
from intake.domain.procedure_content import ProcedureContent
from kit.core.model import Aggregate, Model
from kit.core.time import VIETNAM


class ProcedureSummary(Model):
    """One procedure in the list."""

    code: str
    version: int
    name: str
    field: str
    level: str
    online_level: str
    pay: str


class CatalogueEntry(ProcedureSummary):
    """The summary of the version published last, with what tells whether it is in force."""

    valid_from: str = ""
    begins_last: str = ""

    def is_surely_in_force(self, day: str) -> bool:
        """As `Procedure.is_surely_in_force`."""
        return self.begins_last <= self.valid_from <= day


class Procedure(Aggregate):
    """One version; the one published last is stored, and the aggregate's version is its number."""

    KIND: ClassVar[str] = "PROC"

    content: ProcedureContent
    published_at: Moment
    begins_last: str = ""
    """The latest `valid_from` of the versions before; "" where there is none."""

    def is_surely_in_force(self, day: str) -> bool:
        """Whether it is the one in force on a day, whatever the other versions say."""
        return self.begins_last <= self.content.valid_from <= day

    @property
    def sourced(self) -> "Procedure":
        """Without the amounts that have no source: the agency assesses those."""
        content = self.content.without_invented_amounts
        return self if content is self.content else self.evolve(content=content)

    @property
    def reference(self) -> ProcedureRef:
        return ProcedureRef(code=self.id, name=self.content.name, version=self.version)

    @property
    def summary(self) -> ProcedureSummary:
        content = self.content
        return ProcedureSummary(
            code=self.id,
            version=self.version,
            name=content.name,
            field=content.field,
            level=content.level,
            online_level=content.online_level.value,
            pay=content.pay,
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """The next version of a procedure and the event of its publication."""

    procedure: Procedure
    event: ProcedurePublished

    @property
    def version(self) -> int:
        """The number that the commit gives."""
        return self.procedure.version + 1


def publish(
    existing: Procedure | None, code: str, content: ProcedureContent, *, at: datetime
) -> Publication | None:
    """None where the existing version says the same already."""
    if existing and existing.content == content:
        return None
    version = existing.version if existing else 0
    begins_last = max(existing.begins_last, existing.content.valid_from) if existing else ""
    procedure = Procedure(
        id=code, version=version, content=content, published_at=at, begins_last=begins_last
    )
    event = ProcedurePublished(
        procedure=ProcedureRef(code=code, name=content.name, version=version + 1),
        valid_from=datetime.fromisoformat(content.valid_from).replace(tzinfo=VIETNAM),
        limits=content.limits,
        steps=content.steps,
        pay=content.pay,
        results=content.results,
        supplements=content.supplements,
        approval=content.approval,
        content_sha256=content.digest,
    )
    return Publication(procedure, event)
