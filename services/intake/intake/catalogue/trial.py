"""The trial of a publication: what it would change and break, and nothing is stored."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from intake.catalogue.publish import PublishProcedure, next_publication
from intake.domain.content_changes import Break, ContentChange, breaks, content_changes
from intake.domain.draft import Draft
from intake.domain.offered_terms import require_offered
from intake.domain.procedure import Procedure
from intake.domain.procedure_content import ProcedureContent
from intake.forms.general import form_of
from intake.repository import IntakeRepository
from kit.core.errors import ServiceError
from kit.core.model import Model

MOST_EXAMINED: Final = 200
"""Open drafts that a trial reads, those that end first."""


class BrokenDrafts(Model):
    """Of the `examined` open drafts `open` are of the procedure, and `broken` could not be filed as
    they are. `more`: there are open drafts that nobody looked at.
    """

    examined: int
    open: int
    broken: int
    more: bool


class PublicationTrial(Model):
    """`version` is the number that the publication would give; None: the content is the one that
    was published last.
    """

    in_force: int | None
    version: int | None
    changes: tuple[ContentChange, ...]
    breaks: tuple[Break, ...]
    drafts: BrokenDrafts


def try_publication(
    intake: IntakeRepository, command: PublishProcedure, *, at: datetime
) -> PublicationTrial:
    """Raises what the publication itself would."""
    publication = next_publication(intake, command, at=at)
    present = intake.version_in_force(command.code, at)
    before = present.content if present else None
    after = publication.procedure.content if publication else command.content
    forms = form_of(before) if before else None, form_of(after)
    broken = breaks(before, after, (form_of(before), form_of(after))) if before else ()
    return PublicationTrial(
        in_force=present.version if present else None,
        version=publication.version if publication else None,
        changes=tuple(content_changes(before, after, forms)),
        breaks=tuple(broken),
        drafts=_broken_drafts(intake, command.code, after),
    )


def _broken_drafts(intake: IntakeRepository, code: str, after: ProcedureContent) -> BrokenDrafts:
    examined, more = intake.open_drafts(MOST_EXAMINED)
    drafts = [draft for draft in examined if draft.procedure == code]
    papers = {paper.id for paper in after.documents}
    broken = sum(_is_broken(intake, draft, after, papers) for draft in drafts)
    return BrokenDrafts(examined=len(examined), open=len(drafts), broken=broken, more=more)


def _is_broken(
    intake: IntakeRepository, draft: Draft, after: ProcedureContent, papers: Collection[str]
) -> bool:
    """Whether its case, group, channel or a paper of it is no more; answers stay sealed."""
    procedure = Procedure(id=draft.procedure, content=after, published_at=draft.expires)
    try:
        require_offered(procedure, draft.terms)
    except ServiceError:
        return True
    if set(draft.counts) - {rule.line for rule in after.fee_rules}:
        return True
    attachments = filter(None, map(intake.sealed_attachment, draft.attachments))
    return any(
        attachment.state != "rejected" and attachment.component not in papers
        for attachment in attachments
    )
