"""The publication of a procedure's next version."""

from dataclasses import dataclass
from datetime import datetime

from contracts.intake import ProcedurePublished
from contracts.intake.procedures import LONGEST_LISTED_NAME, ListedComponent
from contracts.required_documents import held_papers
from contracts.terms import ProcedureRef
from intake.domain.procedure import Procedure
from intake.domain.procedure_content import ProcedureContent
from kit.core.time import VIETNAM


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
        field=content.field,
        field_code=content.field_code,
        components=tuple(
            ListedComponent(id=each.id, name=each.name[:LONGEST_LISTED_NAME], code=each.code)
            for each in content.documents
        ),
        amounts=_amounts(content),
        amounts_open=any(rule.amount is None for rule in content.fee_rules),
    )
    return Publication(procedure, event)


def _amounts(content: ProcedureContent) -> tuple[int, ...]:
    """Those of the rules, each once; what is invented for a demonstration is left out."""
    rules = (rule for rule in content.fee_rules if rule.basis != "synthetic")
    return tuple(sorted({rule.amount for rule in rules if rule.amount}))
