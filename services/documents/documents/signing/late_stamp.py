"""The stamps that signed documents still lack: sealing waits for no authority, the sweeper does."""

from datetime import datetime
from hashlib import sha256

from documents.domain.document import Document, stamped_document, stamped_key
from documents.domain.ports import FileStore, TimeStampAuthority, TimeStampUnavailable
from documents.domain.retention import locked_until
from documents.repository import DocumentsRepository
from documents.signing.timestamp import stamp_pdf
from kit.core.budget import Budget
from kit.persistence.repository import Conflict
from kit.platform import fault_injection, log


class LateStamps:
    """Stamps documents; whatever was stored first under a document's place stands."""

    def __init__(
        self,
        documents: DocumentsRepository,
        file_store: FileStore,
        authority: TimeStampAuthority,
    ) -> None:
        self._documents = documents
        self._file_store = file_store
        self._authority = authority

    def make_up(self, budget: Budget, *, at: datetime) -> int:
        """How many documents got their stamp; the first that gets none ends the run."""
        count = 0
        for code in self._documents.unstamped_documents():
            if budget.is_spent:
                break
            try:
                self._stamp(self._documents.document(code), at)
            except TimeStampUnavailable:
                log.info("time_stamp_unavailable")
                log.metric("TimeStampUnavailable")
                break
            except Conflict:  # another run was faster
                continue
            count += 1
        return count

    def _stamp(self, document: Document, at: datetime) -> None:
        if document.seal is None or document.seal.stamped_at is not None:
            self._documents.end_stamp_mark(document.id)
            return
        content = self._file_store.read(str(document.file_key))
        stamped = stamp_pdf(content, self._authority)
        fault_injection.point("stamp.made")
        place, lock = stamped_key(document), locked_until(document.kind, document.at)
        stored = self._file_store.put(place, stamped, lock)
        fault_injection.point("stamp.stored")
        digest = sha256(stored).hexdigest()
        seal = document.seal.evolve(sha256=digest, signature=None, stamped_at=at)
        self._documents.add_stamp(stamped_document(document, seal), at=at)
