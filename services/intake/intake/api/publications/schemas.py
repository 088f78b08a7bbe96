"""What intake answers about versions, trials and exports."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import Day, Sha256
from intake.api.schemas import Next
from intake.catalogue.export import ExportLink
from intake.catalogue.trial import PublicationTrial
from intake.domain.catalogue_export import ExportForm
from intake.domain.content_changes import Break, ContentChange
from intake.domain.procedure import Procedure
from kit.core.local_time import LocalTime
from kit.core.model import Model


class VersionSummaryView(Model):
    """One version of a procedure."""

    version: Annotated[int, Field(description="The number of the version")]
    name: Annotated[str, Field(description="Tên thủ tục")]
    valid_from: Annotated[Day, Field(description="The first day in force, Vietnam")]
    published_at: Annotated[LocalTime, Field(description="When it was published")]
    in_force: Annotated[bool, Field(description="Whether it is the one in force today")]

    @classmethod
    def of(cls, procedure: Procedure, in_force: int | None) -> Self:
        return cls(
            version=procedure.version,
            name=procedure.content.name,
            valid_from=procedure.content.valid_from,
            published_at=procedure.published_at,
            in_force=procedure.version == in_force,
        )


class VersionsView(Model):
    """A page of a procedure's versions."""

    items: Annotated[tuple[VersionSummaryView, ...], Field(description="Newest first")]
    next: Next


class BrokenDraftsView(Model):
    """What a publication would do to drafts that are open now."""

    examined: Annotated[int, Field(description="Open drafts that were looked at, of anything")]
    open: Annotated[int, Field(description="Those of this procedure")]
    broken: Annotated[
        int, Field(description="Those that could not be filed as they are: a case or paper is gone")
    ]
    more: Annotated[bool, Field(description="Whether there are drafts that nobody looked at")]


class PublicationTrialView(Model):
    """What a publication would change and break."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    in_force: Annotated[int | None, Field(description="The version in force; null: none")]
    version: Annotated[
        int | None, Field(description="The number it would get; null: it is published already")
    ]
    changes: Annotated[
        tuple[ContentChange, ...], Field(description="Differences to the version in force")
    ]
    breaks: Annotated[tuple[Break, ...], Field(description="What drafts and clients would miss")]
    drafts: Annotated[BrokenDraftsView, Field(description="Open drafts, by number")]

    @classmethod
    def of(cls, code: str, trial: PublicationTrial) -> Self:
        drafts = BrokenDraftsView(**dict(trial.drafts))
        return cls(**{"code": code, **dict(trial), "drafts": drafts})


class ExportView(Model):
    """A link to the catalogue as a file."""

    form: Annotated[ExportForm, Field(description="csv or json")]
    url: Annotated[str, Field(description="Saves the file; no token needed")]
    media_type: Annotated[str, Field(description="As the file is sent")]
    sha256: Annotated[Sha256, Field(description="Of the file, in lower-case hex")]
    created_at: Annotated[LocalTime, Field(description="When it was made: after a publication")]
    expires: Annotated[LocalTime, Field(description="When the URL stops working")]

    @classmethod
    def of(cls, link: ExportLink) -> Self:
        return cls(**dict(link))
