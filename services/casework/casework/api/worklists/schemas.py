"""What the worklists and the search answer."""

from typing import Annotated, Self

from pydantic import Field

from casework.api.case_parts import OfficialView
from casework.api.schemas import Next
from casework.domain.listed_case import ListedCase
from casework.domain.stages import Stage
from casework.worklist.definitions import ListName
from contracts.terms import AgencyCode, LocalizedText
from kit.core.local_time import LocalTime
from kit.core.model import Model


class CountView(Model):
    """How much a list holds."""

    list: Annotated[ListName, Field(description="Its name in addresses")]
    title: Annotated[LocalizedText, Field(description="Its title")]
    count: Annotated[int, Field(description="How many cases it has, as far as it is counted: 50")]
    more: Annotated[bool, Field(description="Whether it has more than those")]


class CountsView(Model):
    """Every list of a desk."""

    items: Annotated[tuple[CountView, ...], Field(description="In the order of the work")]


class ProcedureBrief(Model):
    """A procedure of a row."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    name: Annotated[str, Field(description="Its name in the version at filing")]


class RowView(Model):
    """A case in a list."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    agency: Annotated[AgencyCode, Field(description="The agency that has the case")]
    procedure: Annotated[ProcedureBrief, Field(description="What was filed")]
    stage: Annotated[Stage, Field(description="Where the work on it stands")]
    applicant: Annotated[
        str | None,
        Field(
            description="Người nộp hồ sơ; null once the case has ended, and to whom it is no "
            "business"
        ),
    ]
    due: Annotated[LocalTime | None, Field(description="The end of the limit that runs")]
    step: Annotated[str | None, Field(description="The step that it is at")]
    desk: Annotated[str | None, Field(description="The desk that has it")]
    official: Annotated[OfficialView | None, Field(description="The official who has it, if any")]

    @classmethod
    def of(cls, row: ListedCase, official: OfficialView | None) -> Self:
        shown = row.model_dump(
            exclude={"vault", "procedure", "procedure_name", "applicant", "official"}
        )
        return cls(
            **shown,
            procedure=ProcedureBrief(code=row.procedure, name=row.procedure_name),
            applicant=row.applicant if isinstance(row.applicant, str) else None,
            official=official,
        )


class ListView(Model):
    """A page of a list."""

    items: Annotated[
        tuple[RowView, ...],
        Field(description="What is due first comes first; in `done` what ended last"),
    ]
    next: Next


class SearchView(Model):
    """What was found."""

    items: Annotated[
        tuple[RowView, ...], Field(description="At most twenty, those filed last first")
    ]
