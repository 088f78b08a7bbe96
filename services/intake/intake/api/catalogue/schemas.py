"""What the catalogue answers."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import (
    Pay,
)
from intake.api.schemas import Next
from intake.catalogue.search import FieldCount
from intake.domain.procedure import Procedure, ProcedureSummary
from intake.domain.procedure_content import ProcedureContent
from intake.forms.general import form_of
from kit.core.local_time import LocalTime
from kit.core.model import Model


class ProcedureSummaryView(Model):
    """A procedure in the catalogue."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="The version in force")]
    name: Annotated[str, Field(description="Tên thủ tục")]
    field: Annotated[str, Field(description="Lĩnh vực")]
    level: Annotated[str, Field(description="Cấp thực hiện")]
    online_level: Annotated[str, Field(description="`full`, `partial` or `information`")]
    pay: Annotated[Pay, Field(description="When the fee is due")]

    @classmethod
    def of(cls, summary: ProcedureSummary) -> Self:
        return cls(**{name: getattr(summary, name) for name in cls.model_fields})


class ProceduresView(Model):
    """A page of the catalogue."""

    items: Annotated[tuple[ProcedureSummaryView, ...], Field(description="The best first")]
    next: Next


class FieldCountView(Model):
    """A field and its procedures."""

    field: Annotated[str, Field(description="Lĩnh vực")]
    field_code: Annotated[str | None, Field(description="Mã lĩnh vực")]
    procedures: Annotated[int, Field(description="How many are in force")]

    @classmethod
    def of(cls, count: FieldCount) -> Self:
        return cls(**dict(count))


class FieldsView(Model):
    """Every field of the catalogue."""

    items: Annotated[tuple[FieldCountView, ...], Field(description="In the order of the names")]


class ProcedureView(ProcedureContent):
    """A procedure in the version in force."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="The number of the version")]
    published_at: Annotated[LocalTime, Field(description="When the version was published")]

    @classmethod
    def of(cls, procedure: Procedure) -> Self:
        return cls(
            code=procedure.id,
            version=procedure.version,
            published_at=procedure.published_at,
            **{**dict(procedure.content), "form": form_of(procedure.content)},
        )


class PublicationView(Model):
    """The version that was published."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="In force from its `valid_from`")]
