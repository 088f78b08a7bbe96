"""What the catalogue answers."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import Day, LocalizedText, Pay
from intake.api.schemas import Next
from intake.catalogue.search import FieldCount
from intake.domain.agency_kinds import WORDS
from intake.domain.closures import closure_on, closures_from
from intake.domain.offered_terms import online_address
from intake.domain.procedure import Procedure
from intake.domain.procedure_content import Closure, ProcedureContent
from intake.domain.procedure_summary import ProcedureSummary
from intake.forms.general import form_of
from kit.core.local_time import LocalTime
from kit.core.model import Model
from kit.security.staff_directory import Agency


class ProcedureSummaryView(Model):
    """A procedure in the catalogue."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="The version in force")]
    name: Annotated[str, Field(description="Tên thủ tục")]
    field: Annotated[str, Field(description="Lĩnh vực")]
    level: Annotated[str, Field(description="Cấp thực hiện")]
    online_level: Annotated[str, Field(description="`full`, `partial` or `information`")]
    online_filing: Annotated[
        str, Field(description="`central`: online at the National Portal alone; `own`: here too")
    ]
    pay: Annotated[Pay, Field(description="When the fee is due")]
    closure: Annotated[
        Closure | None,
        Field(description="When it takes no dossier, now or next, and why; null: it is open"),
    ]

    @classmethod
    def of(cls, summary: ProcedureSummary, day: str) -> Self:
        same = cls.model_fields.keys() - {"closure"}
        closures = closures_from(summary.closures, day)
        facts = {name: getattr(summary, name) for name in same}
        return cls(**facts, closure=next(iter(closures), None))


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


class OfferingAgencyView(Model):
    """An agency that offers a procedure."""

    code: Annotated[str, Field(description="Mã định danh cơ quan")]
    name: Annotated[str, Field(description="Its name")]
    kind: Annotated[str | None, Field(description="What it is in the State")]
    address: Annotated[str | None, Field(description="Where it is")]

    @classmethod
    def of(cls, agency: Agency) -> Self:
        return cls(**{name: getattr(agency, name) for name in cls.model_fields})


class OfferingAgenciesView(Model):
    """A page of the agencies that offer a procedure."""

    day: Annotated[Day, Field(description="The day on which they do, Vietnam: today")]
    items: Annotated[
        tuple[OfferingAgencyView, ...],
        Field(description="In the order of their codes; a page may be empty and not the last"),
    ]
    next: Next


class ProcedureView(ProcedureContent):
    """A procedure in the version in force."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="The number of the version")]
    published_at: Annotated[LocalTime, Field(description="When the version was published")]
    closure: Annotated[
        Closure | None, Field(description="Why it takes no dossier today; null: it is open")
    ]
    offices: Annotated[
        tuple[LocalizedText, ...], Field(description="Who offers it, in words; empty: not known")
    ]
    online_address: Annotated[
        str | None,
        Field(description="Where it is filed online, if only at the National Portal"),
    ]

    @classmethod
    def of(cls, procedure: Procedure, day: str) -> Self:
        content = procedure.content
        return cls(
            code=procedure.id,
            version=procedure.version,
            published_at=procedure.published_at,
            closure=closure_on(content.closures, day),
            offices=tuple(WORDS[offer.kind] for offer in content.offered_by),
            online_address=online_address(procedure),
            **{**dict(procedure.content), "form": form_of(procedure.content)},
        )


class PublicationView(Model):
    """The version that was published."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="In force from its `valid_from`")]
