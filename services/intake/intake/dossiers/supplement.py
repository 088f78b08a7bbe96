"""Supplements of a filed dossier (bổ sung hồ sơ): what its agency requested."""

from datetime import datetime

from intake.domain.dossier import Dossier
from intake.domain.filed_dossier import supplement
from intake.domain.form import Answers
from intake.domain.required_documents import attachments_to_file, filed_papers
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from kit.platform import fault_injection
from kit.security.people import PersonLink


class SupplementDossier(Model):
    """`request` is the id of the request: a repeat changes nothing.

    `attachments` chooses among those that were not filed yet; None: all but the rejected and the
    abandoned.
    """

    code: str
    owner: PersonLink
    request: str
    attachments: tuple[str, ...] | None
    answers: Answers


@retry_on_conflict
def supplement_dossier(
    intake: IntakeRepository, command: SupplementDossier, *, at: datetime
) -> Dossier:
    """Raises NotFound, PaperForeign, PaperUnchecked and the refusals of `supplement`."""
    dossier = intake.dossier_of(command.owner, command.code)
    if command.request in {sent.key for sent in dossier.supplements}:
        return dossier
    draft = required(intake.draft(dossier.draft))
    filed = {paper.id for paper in dossier.attachments}
    unfiled = [each for each in intake.attachments_of(draft) if each.id not in filed]
    procedure = intake.procedure(dossier.procedure.code, at)

    to_file = attachments_to_file(draft, unfiled, command.attachments, at=at)
    papers = filed_papers(to_file, procedure.content.documents if procedure else ())
    supplemented, event = supplement(dossier, papers, command.answers, key=command.request, at=at)

    intake.commit([Change(supplemented, event)], at=at)
    fault_injection.point("supplement.committed")
    return supplemented
