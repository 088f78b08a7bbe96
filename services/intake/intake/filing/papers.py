"""The papers of a filing: files and what a desk has got, complete and none too many."""

from collections.abc import Sequence

from contracts.intake import FiledSignature
from contracts.registries import ReplacedPaper
from contracts.required_documents import stated
from contracts.terms import HandedPaper
from intake.domain.attachment import Attachment
from intake.domain.completeness import (
    PaperMissing,
    missing_demands,
    require_grounds,
    require_statement,
)
from intake.domain.data_request import with_grounds
from intake.domain.demanded_papers import recorded
from intake.domain.dossier import FiledPapers
from intake.domain.draft import Draft
from intake.domain.procedure_content import ProcedureContent
from intake.domain.required_documents import filed_papers, handed_papers


def papers_to_file(
    draft: Draft,
    content: ProcedureContent,
    attachments: Sequence[Attachment],
    handed: Sequence[HandedPaper],
    *,
    is_incomplete: bool = False,
    signature: FiledSignature | None = None,
) -> FiledPapers:
    """With the statement about them as it is filed: the draft may be older than the version.

    `is_incomplete`: a letter is filed as it came, with what it lacks, which the agency requests.
    Raises PaperMissing and the refusals of `require_statement`, `missing_demands`,
    `require_grounds` and `handed_papers`.
    """
    situation = draft.situation._replace(is_signed=signature is not None)
    situation = with_grounds(situation, draft.data, content)
    require_statement(content, situation.statement)
    on_paper = handed_papers(handed, content.documents)
    present = {each.component for each in attachments} | {each.component for each in on_paper}
    missing = missing_demands(content, situation, present)
    if missing and not (is_incomplete and draft.channel == "post"):
        raise PaperMissing(missing)
    if draft.entry:
        require_grounds(content, situation.statement, present)
    filed = filed_papers(attachments, content.documents)
    statement = recorded(content, situation).evolve(grounds=())
    return FiledPapers(
        filed,
        on_paper,
        stated(statement),
        situation.statement.grounds,
        data_papers=tuple(
            ReplacedPaper(component=each.component, name=each.name, database=each.database)
            for each in (draft.data.saved(content) if draft.data else ())
            if each.component not in present
        ),
        missing=tuple(demand.first.id for demand in missing),
        signature=signature,
    )
