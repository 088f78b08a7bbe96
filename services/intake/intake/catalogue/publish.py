"""Publication of a procedure's version in the catalogue."""

from datetime import datetime
from typing import Final

from contracts.terms import ProcedureCode
from intake.domain.closures import with_closures
from intake.domain.council_fees import require_no_council_amount
from intake.domain.fee_amount import with_council_amounts
from intake.domain.procedure_content import ProcedureContent
from intake.domain.publication import Publication, publish
from intake.forms.accept import require_acceptable
from intake.repository import IntakeRepository
from kit.core.errors import TooLarge
from kit.core.events import LARGEST, TooLargeToSend
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict

LARGEST_CONTENT: Final = 300 * 1024
"""Bytes of JSON text: an item of the table takes 400 KB; the longest procedure has 130 KB."""
LARGEST_EVENT: Final = LARGEST - 1024
"""Bytes of what subscribers get of it, beside the envelope."""


class ProcedureTooLarge(TooLarge):
    """The procedure does not fit into an item, or what subscribers need of it not into an event."""

    code = "procedure_too_large"
    vi = "Nội dung thủ tục quá lớn."
    en = "The content of the procedure is too large."


class PublishProcedure(Model):
    """The version is in force from the content's `valid_from`. `editor` is who publishes it alone;
    None: the load of what the portal states.
    """

    code: ProcedureCode
    content: ProcedureContent
    editor: str | None = None


@retry_on_conflict
def publish_procedure(intake: IntakeRepository, command: PublishProcedure, *, at: datetime) -> int:
    """The version's number; the same content again changes nothing.

    Raises what `next_publication` does.
    """
    publication = next_publication(intake, command, at=at)
    if publication is None:
        existing = intake.newest_procedure(command.code)
        return existing.version if existing else 0

    try:
        intake.commit_publication(publication, at=at)
    except TooLargeToSend:
        raise ProcedureTooLarge from None
    return publication.version


def next_publication(
    intake: IntakeRepository, command: PublishProcedure, *, at: datetime
) -> Publication | None:
    """The next version, not stored yet; None where the content is the one published last.

    What two editors agreed on stays, and what is closed. Raises ProcedureTooLarge, FormMalformed,
    CouncilAmountNotAgreed.
    """
    if len(command.content.text.encode()) > LARGEST_CONTENT:
        raise ProcedureTooLarge
    if command.content.form is not None:
        require_acceptable(command.content.form)
    existing = intake.newest_procedure(command.code)
    before = existing.content if existing else None
    content = with_closures(before, with_council_amounts(before, command.content))
    if command.editor is not None:
        require_no_council_amount(before, command.content)
    publication = publish(existing, command.code, content, at=at)
    if publication and len(publication.event.model_dump_json().encode()) > LARGEST_EVENT:
        raise ProcedureTooLarge
    return publication
