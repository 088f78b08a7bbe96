"""The procedure (thủ tục hành chính), and how its next version is published."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contracts.intake import ProcedurePublished
from contracts.required_documents import held_papers
from contracts.terms import Moment, ProcedureRef
from intake.domain.procedure_content import Closure, Offer, ProcedureContent
from kit.core.model import Aggregate, Model
from kit.core.time import VIETNAM


class ProcedureSummary(Model):
    """One procedure in the list: what it is found and filtered by."""

    code: str
    version: int
    valid_from: str = ""
    name: str
    short_name: str = ""
    synonyms: tuple[str, ...] = ()
    demand: int = 0
    field: str
    field_code: str | None = None
    level: str
    levels: tuple[str, ...] = ()
    online_level: str
    online_filing: str = "own"
    pay: str
    channels: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    offered_by: tuple[Offer, ...] = ()
    closures: tuple[Closure, ...] = ()


class CatalogueEntry(ProcedureSummary):
    """The summary of the version published last, with what tells whether it is in force."""

    begins_last: str = ""

    @property
    def summary(self) -> ProcedureSummary:
        return ProcedureSummary(
            **{name: getattr(self, name) for name in ProcedureSummary.model_fields}
        )

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
        same = ProcedureSummary.model_fields.keys() & ProcedureContent.model_fields.keys()
        facts = {name: getattr(content, name) for name in same if name != "online_level"}
        return ProcedureSummary(
            code=self.id, version=self.version, online_level=content.online_level.value, **facts
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
        held_papers=held_papers(content.documents),
        results=content.results,
        supplements=content.supplements,
        approval=content.approval,
        content_sha256=content.digest,
    )
    return Publication(procedure, event)
