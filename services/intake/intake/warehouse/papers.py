"""What is in a person's data warehouse, from the dossiers that they own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.attachment import Attachment
from intake.domain.dossier import Dossier
from intake.domain.warehouse import StoredPaper, stored_copies, stored_results
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.security.people import PersonLink


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The papers of a page of dossiers, and where the rest begins."""

    papers: Sequence[StoredPaper]
    after: str | None


class PaperUse(Model):
    """Where a paper is used: in a draft, and in its dossier once that is filed."""

    draft: str
    procedure: str
    agency: str
    dossier: str | None


def list_papers(
    intake: IntakeRepository, owner: PersonLink, *, after: str | None, limit: int, at: datetime
) -> PapersPage:
    """Those of the newest dossiers first; a page reads no more, however many dossiers there are."""
    summaries, rest = intake.dossiers_of(owner.ids, after=after, limit=limit)
    papers: list[StoredPaper] = []
    for summary in summaries:
        dossier = intake.sealed_dossier(summary.code)
        papers += papers_of(intake, dossier, at) if dossier else []
    return PapersPage(papers, rest)


def papers_of(intake: IntakeRepository, dossier: Dossier, at: datetime) -> list[StoredPaper]:
    """Of an erased dossier there is none."""
    if dossier.erasure_ordered_at is not None:
        return []
    results = stored_results(dossier, intake.result_facts(dossier), at)
    return [*results, *stored_copies(dossier, intake.digitisations_of(dossier), at)]


def paper_of(intake: IntakeRepository, code: str, document: str, at: datetime) -> StoredPaper:
    """Whoever asks; raises NotFound."""
    dossier = intake.sealed_dossier(code)
    for paper in papers_of(intake, dossier, at) if dossier else ():
        if paper.document == document:
            return paper
    raise NotFound


def own_paper(
    intake: IntakeRepository, owner: PersonLink, code: str, document: str, *, at: datetime
) -> StoredPaper:
    """Raises NotFound, also for somebody else's."""
    dossier = intake.sealed_dossier(code)
    if dossier is None or dossier.owner is None or not owner.owns(dossier.owner):
        raise NotFound
    return paper_of(intake, code, document, at)


def uses_of(intake: IntakeRepository, code: str, document: str) -> list[PaperUse]:
    """What was removed again from its draft is not used."""
    uses: list[PaperUse] = []
    for draft_id, attachment in intake.uses_of(code, document):
        draft = intake.sealed_draft(draft_id)
        if draft is not None and attachment in draft.attachments:
            uses.append(
                PaperUse(
                    draft=draft.id,
                    procedure=draft.procedure,
                    agency=draft.agency,
                    dossier=draft.code,
                )
            )
    return uses


def require_stored_papers(
    intake: IntakeRepository, attachments: Sequence[Attachment], *, at: datetime
) -> None:
    """Papers that are used again hold on this day; raises NotFound, StoredPaperNotValid."""
    for attachment in attachments:
        if (reference := attachment.reused) is not None:
            paper_of(intake, reference.dossier, reference.document, at).require_usable()
