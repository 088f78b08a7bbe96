"""The papers of a dossier of the National Portal as their files come: checked, or rejected."""

from contracts.intake import DossierPaperReceived
from intake.domain.attachment import Attachment
from intake.domain.awaited_paper import AwaitedPaper
from intake.domain.dossier import Dossier
from intake.domain.required_documents import filed_paper


def receive_paper(
    dossier: Dossier, attachment: Attachment
) -> tuple[Dossier, DossierPaperReceived] | None:
    """The dossier with a checked paper that it awaited; None where it does not await it."""
    awaited = _awaited(dossier, attachment.id)
    if awaited is None:
        return None
    paper = filed_paper(attachment, awaited.name).evolve(
        digitised=awaited.digitised, reused=awaited.reused, from_registry=awaited.from_registry
    )
    left = tuple(each for each in dossier.awaited_papers if each.id != awaited.id)
    papers = (*dossier.attachments, paper)
    return dossier.evolve(attachments=papers, awaited_papers=left), DossierPaperReceived(
        paper=paper
    )


def reject_paper(dossier: Dossier, attachment: str, why: str) -> Dossier:
    """The paper stays in the list, with why its file was not taken; the agency asks for another."""
    awaited = tuple(
        each.evolve(state="rejected", why=why) if each.id == attachment else each
        for each in dossier.awaited_papers
    )
    return dossier.evolve(awaited_papers=awaited)


def _awaited(dossier: Dossier, attachment: str) -> AwaitedPaper | None:
    return next((each for each in dossier.awaited_papers if each.id == attachment), None)
