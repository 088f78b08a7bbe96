"""Seals documents: render, sign, store, sign the digest, commit.

A crash between two steps loses nothing: the next delivery repeats them, and what was
stored first stands.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.payments import FeeSettled, ReceiptCorrected
from documents.domain.book import Page
from documents.domain.document import (
    Document,
    failed_document,
    sealed_document,
)
from documents.domain.dossier import Dossier
from documents.domain.ports import PaperMissing
from documents.legal_facts.chain import FactChain
from documents.rendering.contents import Paper
from documents.rendering.pdf import GlyphMissing
from documents.rendering.people import Erased
from documents.rendering.result import ContentMissing
from documents.repository import DocumentsRepository, document_changes
from documents.sealing.file_seal import FileSealer
from documents.sealing.jobs import RenderingJob, receipt_job
from documents.sealing.renderer import JobRenderer
from documents.sealing.uploaded_result import ResultAltered
from documents.signing.pades import FileUnsignable
from kit.core.events import Envelope
from kit.core.model import Event
from kit.platform import fault_injection, log
from kit.security.remote_signing import SignatureAwaited, SignatureDeclined

FAILURES: Final[dict[type[Exception], str]] = {
    GlyphMissing: "glyph_missing",
    Erased: "erased",
    ContentMissing: "content_missing",
    ResultAltered: "result_altered",
    PaperMissing: "result_missing",
    FileUnsignable: "result_unsignable",
    SignatureDeclined: "signature_declined",
}
"""The stable codes of `document.failed`: errors that a retry cannot mend."""


class DocumentSealer:
    """Seals the documents that an event causes, all of them in one commit."""

    def __init__(
        self,
        documents: DocumentsRepository,
        files: FileSealer,
        chain: FactChain,
        renderer: JobRenderer,
        *,
        stamps: bool = False,
    ) -> None:
        """`stamps`: the stage has an authority for time stamps."""
        self._documents = documents
        self._files = files
        self._chain = chain
        self._renderer = renderer
        self._stamps = stamps

    def seal_replacing_receipt(self, dossier: Dossier, message: Envelope, *, at: datetime) -> None:
        """The receipt that replaces a mistaken one; raises Conflict, Duplicate."""
        corrected = self._documents.open_event(message, ReceiptCorrected)
        if corrected.receipt is None:
            self._chain.commit(dossier, (), cause=message, at=at)
            return
        settled = FeeSettled(
            amount=corrected.amount,
            method=corrected.method,
            receipt=corrected.receipt,
            paid_by=corrected.paid_by,
        )
        self.seal_all(dossier, [receipt_job(message, settled)], message, at=at)

    def register(
        self, dossier: Dossier, job: RenderingJob, message: Envelope, *, at: datetime
    ) -> None:
        """The number of a form that nobody wants: the register has a line of the dossier.

        Raises Conflict, Duplicate.
        """
        if page := _page(dossier, job):
            self._documents.take_number(page, job.request.document, dossier.id)
        self._chain.commit(dossier, (), cause=message, at=at)

    def seal_all(
        self, dossier: Dossier, jobs: Sequence[RenderingJob], message: Envelope, *, at: datetime
    ) -> None:
        """Every document of an event; raises Conflict, Duplicate, and SignatureAwaited after all
        signatures were asked for.
        """
        opened = self._documents.open(dossier)

        documents = [each for job in jobs if (each := self._seal_or_wait(opened, job, at))]
        if len(documents) < len(jobs):
            raise SignatureAwaited

        changes = document_changes(documents, at=at, stamps=self._stamps)
        self._chain.commit(dossier, changes, cause=message, at=at)
        fault_injection.point("decide.sealed")
        for document, _ in documents:
            log.info(
                f"document_{document.state}",
                document=document.id,
                kind=document.kind,
                why=document.why,
            )
            log.metric("DocumentSealed" if document.seal else "DocumentFailed")

    def _seal_or_wait(
        self, dossier: Dossier, job: RenderingJob, at: datetime
    ) -> tuple[Document, Event] | None:
        """None while a signature is awaited."""
        try:
            return self._seal_or_fail(dossier, job, at)
        except SignatureAwaited:
            return None

    def _seal_or_fail(
        self, dossier: Dossier, job: RenderingJob, at: datetime
    ) -> tuple[Document, Event]:
        page = _page(dossier, job)
        try:
            contents = self._numbered(dossier, job, page)
            file = self._renderer.render(contents, job, dossier.agency, at=at)
            fault_injection.point("decide.rendered")
            seal = self._files.seal(file, dossier, at=at)
        except tuple(FAILURES) as error:
            if page:
                self._documents.give_number_back(page, job.request.document)
            return failed_document(job.request, dossier, FAILURES[type(error)], at=at)
        return sealed_document(job.request, dossier, seal, at=at, number=contents.book_number)

    def _numbered(self, dossier: Dossier, job: RenderingJob, page: Page | None) -> Paper:
        """The contents with their number, which a repeat finds again; raises Conflict, Erased."""
        contents = job.contents(dossier, job.request)
        if page is None or job.number is None:
            return contents
        number = self._documents.take_number(page, job.request.document, dossier.id)
        fault_injection.point("decide.numbered")
        return contents.evolve(book_number=job.number(number, dossier))


def _page(dossier: Dossier, job: RenderingJob) -> Page | None:
    book = job.request.book
    return Page.of(dossier.agency, book, job.dated) if book else None
