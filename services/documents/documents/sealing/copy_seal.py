"""The seal of an electronic copy of an original: intake checked the scan, the agency signs it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from contracts.intake import CopyConfirmed
from documents.domain.document import Document, DocumentRequest, failed_document, sealed_document
from documents.domain.dossier import Dossier
from documents.domain.ports import FileStore
from documents.legal_facts.chain import FactChain
from documents.rendering import file_mark
from documents.rendering.labels import COPY
from documents.rendering.pdf import GlyphMissing, render_pdf
from documents.repository import document_changes
from documents.sealing.file_seal import FileSealer, RenderedFile
from documents.signing.visible_mark import Mark
from kit.core.events import Envelope
from kit.core.model import Event
from kit.platform import fault_injection, log


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
            name=COPY.format(kind=confirmed.kind),
            digitisation=message.subject,
        )
        content = self.papers.read_paper(confirmed.draft, confirmed.sha256)
        if sha256(content).hexdigest() != confirmed.sha256:
            document, event = failed_document(request, dossier, "copy_altered", at=at)
        else:
            document, event = self._sealed(dossier, request, content, message.time, at)
        changes = document_changes([(document, event)], at=at, stamps=self.stamps)
        self.chain.commit(dossier, changes, cause=message, at=at)
        fault_injection.point("decide.sealed")
        log.info("copy_sealed", document=request.document, why=document.why)

    def _sealed(
        self,
        dossier: Dossier,
        request: DocumentRequest,
        content: bytes,
        dated: datetime,
        at: datetime,
    ) -> tuple[Document, Event]:
        try:
            heading = file_mark.COPY
            contents = file_mark.file_mark(dossier, request, at=at, heading=heading)
            mark = render_pdf("file-mark", contents, at=dated)
        except GlyphMissing:
            return failed_document(request, dossier, "glyph_missing", at=at)
        file = RenderedFile(content, request, dated, mark=Mark(mark, at))
        return sealed_document(request, dossier, self.files.seal(file, dossier, at=at), at=at)
