"""Supplements of a filed dossier (bổ sung hồ sơ): what its agency requested."""

from datetime import datetime

from contracts.terms import HandedPaper
from intake.domain.dossier import Dossier, FiledPapers
from intake.domain.filed_dossier import supplement
from intake.domain.form import Answers
from intake.domain.required_documents import attachments_to_file, filed_papers, handed_papers
from intake.forms.filed import require_right_supplement
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from intake.warehouse.papers import require_stored_papers
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from kit.platform import fault_injection


class SupplementDossier(Model):
    """`request` is the id of the request: a repeat changes nothing.

    `attachments` chooses among those that were not filed yet; None: all but the rejected and the
    abandoned. `handed` are papers that a desk has got.
    """

    code: str
    owner: Drafter
    request: str
    attachments: tuple[str, ...] | None
    answers: Answers
    handed: tuple[HandedPaper, ...] = ()


@retry_on_conflict
def supplement_dossier(
    intake: IntakeRepository, command: SupplementDossier, *, at: datetime
) -> Dossier:
    """Raises NotFound, PaperForeign, PaperUnchecked, AnswersRejected, StoredPaperNotValid and the
    refusals of `supplement`.
    """
    dossier = intake.dossier_of(command.owner, command.code)
    if command.request in {sent.key for sent in dossier.supplements}:
        return dossier
    draft = required(intake.draft(dossier.draft))
    filed = {paper.id for paper in dossier.attachments}
    filed |= {paper.id for paper in dossier.awaited_papers}
    unfiled = [each for each in intake.attachments_of(draft) if each.id not in filed]
    procedure = intake.procedure(dossier.procedure.code, at)
    content = procedure.content if procedure else None
    components = content.documents if content else ()

    to_file = attachments_to_file(draft, unfiled, command.attachments, at=at)
    require_stored_papers(intake, to_file, at=at)
    papers = FiledPapers(
        filed_papers(to_file, components), handed_papers(command.handed, components)
    )
    supplemented, event = supplement(dossier, papers, command.answers, key=command.request, at=at)
    require_right_supplement(content, command.answers, at=at)

    intake.commit([Change(supplemented, event)], at=at)
    fault_injection.point("supplement.committed")
    return supplemented
