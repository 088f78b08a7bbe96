"""The list of a person's drafts."""

from typing import Annotated, Self

from pydantic import Field

from intake.api.schemas import Next
from intake.domain.draft_content import DraftSummary
from kit.core.local_time import LocalTime
from kit.core.model import Model


class DraftSummaryView(Model):
    """A draft in its owner's list."""

    draft: Annotated[str, Field(description="Its id")]
    procedure: Annotated[str, Field(description="Mã thủ tục hành chính")]
    procedure_name: Annotated[str, Field(description="Tên thủ tục, as it was at the beginning")]
    created_at: Annotated[LocalTime, Field(description="When it was begun")]
    expires: Annotated[LocalTime, Field(description="When it is deleted")]

    @classmethod
    def of(cls, summary: DraftSummary) -> Self:
        return cls(**{name: getattr(summary, name) for name in cls.model_fields})


class DraftsView(Model):
    """A page of the caller's drafts."""

    items: Annotated[tuple[DraftSummaryView, ...], Field(description="Newest first")]
    next: Next
