"""What a correction or a recall of results asks for."""

from contracts.casework import CaseResultCorrected, CaseResultRecalled
from contracts.result_templates import template_of
from documents.domain.document import Document, recalled_document
from documents.domain.dossier import Dossier
from documents.rendering import labels
from documents.rendering.result import corrected_file, corrected_result, corrected_until
from documents.repository import DocumentsRepository
from documents.sealing.jobs import RenderingJob, numbered_result_job
from kit.core.events import Envelope


def correction_job(documents: DocumentsRepository, message: Envelope) -> RenderingJob:
    """The corrected result; it names the mistaken one."""
    corrected = documents.open_event(message, CaseResultCorrected)
    mistaken = documents.document_or_none(corrected.document)
    number = mistaken.number if mistaken else None
    replaces = labels.replaced_result(number, corrected.document)
    template, at = template_of(corrected.result.code), message.time
    job = numbered_result_job(
        message,
        corrected.result,
        template,
        lambda opened, request: corrected_result(
            opened, corrected, template, request, replaces=replaces, at=at
        ),
        official=corrected.signer,
        file=corrected_file(corrected),
    )
    return job.valid_until(corrected_until(corrected))


def recalled_documents(
    documents: DocumentsRepository, dossier: Dossier, message: Envelope
) -> list[Document]:
    """The results of the dossier that hold no more from the moment of the recall."""
    codes = [each.document for each in message.read(CaseResultRecalled).results]
    return [
        recalled_document(documents.document(each.id), at=message.time)
        for each in documents.documents_of(dossier.id)
        if each.id in codes
    ]
