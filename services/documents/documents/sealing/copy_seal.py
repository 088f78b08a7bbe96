"""The seal of an electronic copy of an original: intake checked the scan, the agency signs it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from contracts.intake import CopyConfirmed
from documents.domain.document import Document, DocumentRequest, failed_document, sealed_document
from documents.domain.dossier import Dossier
from documents.domain.ports import FileStore, PaperMissing
from documents.legal_facts.chain import FactChain
from documents.rendering import file_mark
from documents.rendering.labels import copy_name
from documents.rendering.pdf import GlyphMissing, render_pdf
from documents.repository import document_changes
from documents.sealing.file_seal import FileSealer, RenderedFile
from documents.signing.pades import FileUnsignable
from documents.signing.visible_mark import Mark
from kit.core.events import Envelope
from kit.core.model import Event
from kit.platform import fault_injection, log


class CopyAltered(Exception):
    """The scan is not what intake checked."""


FAILURES: Final[dict[type[Exception], str]] = {
    GlyphMissing: "glyph_missing",
    PaperMissing: "copy_missing",
    CopyAltered: "copy_altered",
    FileUnsignable: "copy_unsignable",
}
"""The stable codes of `document.failed`: a retry mends none, and the official may scan again."""


@dataclass(frozen=True, slots=True)
class CopySealer:
    """Signs scans with the visible mark of a copy; what was stored first stands."""

    papers: FileStore
    files: FileSealer
    chain: FactChain
    stamps: bool = False

    def seal(self, dossier: Dossier, message: Envelope, *, at: datetime) -> None:
        """Raises Conflict, Duplicate."""
        confirmed = message.read(CopyConfirmed)
        document: Document
        event: Event
        request = DocumentRequest(
            cause=message.id,
            kind="copy",
            name=copy_name(confirmed.component_name),
            digitisation=message.subject,
        )
        try:
            content = self._scan(confirmed)
            document, event = self._sealed(dossier, request, content, message.time, at)
        except tuple(FAILURES) as error:
            document, event = failed_document(request, dossier, FAILURES[type(error)], at=at)
        changes = document_changes([(document, event)], at=at, stamps=self.stamps)
        self.chain.commit(dossier, changes, cause=message, at=at)
        fault_injection.point("decide.sealed")
        log.info("copy_sealed", document=request.document, why=document.why)

    def _scan(self, confirmed: CopyConfirmed) -> bytes:
        """Raises PaperMissing, CopyAltered."""
        content = self.papers.read_paper(confirmed.draft, confirmed.sha256)
        if sha256(content).hexdigest() != confirmed.sha256:
            raise CopyAltered
        return content

    def _sealed(
        self,
        dossier: Dossier,
        request: DocumentRequest,
        content: bytes,
        dated: datetime,
        at: datetime,
    ) -> tuple[Document, Event]:
        contents = file_mark.file_mark(dossier, request, at=at, heading=file_mark.COPY)
        mark = render_pdf("file-mark", contents, at=dated)
        file = RenderedFile(content, request, dated, mark=Mark(mark, at))
        return sealed_document(request, dossier, self.files.seal(file, dossier, at=at), at=at)
