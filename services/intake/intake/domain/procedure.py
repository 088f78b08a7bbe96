"""The procedure (thủ tục hành chính)."""

from typing import TYPE_CHECKING, ClassVar

from contracts.terms import Moment, ProcedureRef
from intake.domain.procedure_content import ProcedureContent
from kit.core.model import Aggregate

if TYPE_CHECKING:
    from intake.domain.procedure_summary import ProcedureSummary


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
    def summary(self) -> "ProcedureSummary":
        from intake.domain.procedure_summary import ProcedureSummary

        content = self.content
        same = ProcedureSummary.model_fields.keys() & ProcedureContent.model_fields.keys()
        facts = {name: getattr(content, name) for name in same if name != "online_level"}
        return ProcedureSummary(
            code=self.id, version=self.version, online_level=content.online_level.value, **facts
        )
