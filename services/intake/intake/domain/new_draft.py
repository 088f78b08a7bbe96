"""The beginning of a draft: what it is made of, and what its procedure must offer."""

from datetime import datetime

from contracts.required_documents import stated
from contracts.terms import Channel
from intake.domain.answers import valid_answers
from intake.domain.completeness import require_statement
from intake.domain.desk_entry import DeskEntry
from intake.domain.draft import LIFETIME, Draft, quote_of
from intake.domain.draft_content import DraftContent
from intake.domain.offered_terms import require_offered
from intake.domain.procedure import Procedure
from intake.domain.written_mandate import DraftMandate


def new_draft(
    content: DraftContent,
    procedure: Procedure,
    *,
    id: str,
    owner: str | None,
    at: datetime,
    under: DeskEntry | DraftMandate | None = None,
) -> Draft:
    """`under`: a desk enters it, or a representative prepares it.

    Raises the refusals of `require_offered`, `require_statement`, `quote` and `valid_answers`.
    """
    entry = under if isinstance(under, DeskEntry) else None
    draft = Draft(
        id=id,
        vault=id,
        owner=owner,
        entry=entry,
        mandate=under if isinstance(under, DraftMandate) else None,
        channel=entry.channel if entry else own_channel(content),
        kiosk=content.kiosk,
        listed_for=owner or "",
        procedure=content.procedure,
        agency=content.agency,
        case=content.case,
        fee_case=content.fee_case,
        group=content.group,
        answers=valid_answers(content.answers),
        counts=content.counts,
        statement=stated(content.statement),
        expires=at + LIFETIME,
    )
    require_offered(procedure, draft.terms)
    require_statement(procedure.content, content.statement)
    quote_of(draft, procedure, at=at)
    return draft


def own_channel(content: DraftContent) -> Channel:
    """By which a citizen files themselves."""
    return "kiosk" if content.kiosk else "online"
