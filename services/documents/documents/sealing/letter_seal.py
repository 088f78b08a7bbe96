"""The agency's signature in the file of a letter, which the service letters asks for."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from contracts.documents import LetterFileFailed, LetterFileSealed
from contracts.letters import LetterSealRequested
from documents.domain.letter_file import LetterFile, letter_file_key
from documents.domain.ports import FileStore, PaperMissing
from documents.repository import DocumentsRepository
from documents.signing.agency_signature import AgencySignature
from documents.signing.pades import FileUnsignable
from kit.core.events import Change, Envelope
from kit.core.model import Event
from kit.persistence.repository import Duplicate
from kit.platform import fault_injection, log

MISSING: Final = "letter_file_missing"
ALTERED: Final = "letter_file_altered"
UNSIGNABLE: Final = "letter_file_unsignable"
NO_SEAL: Final = "no_valid_seal"
"""The stable codes of `document.letter_failed`: a leader may sign again once it is mended."""


@dataclass(frozen=True, slots=True)
class LetterSealer:
    """Signs what letters uploaded; what was stored first stands."""

    documents: DocumentsRepository
    files: FileStore
    signature: AgencySignature

    def seal(self, message: Envelope, *, at: datetime) -> None:
        """Raises Conflict, Duplicate."""
        if self.documents.has_handled(message):
            raise Duplicate
        wanted = message.read(LetterSealRequested)
        before = self.documents.letter_file(message.subject)
        file = self._file_of(message.subject, wanted, at)
        state = file.evolve(version=before.version if before else 0)
        self.documents.commit([Change(state, _event(file))], at=at, cause=message)
        log.info("letter_sealed", letter=message.subject, why=file.why)

    def _file_of(self, letter: str, wanted: LetterSealRequested, at: datetime) -> LetterFile:
        file = LetterFile(id=letter, agency=wanted.agency, file=wanted.file, at=at)
        try:
            content = self.files.read_letter(wanted.file)
        except PaperMissing:
            return file.evolve(why=MISSING)
        if sha256(content).hexdigest() != wanted.file:
            return file.evolve(why=ALTERED)
        try:
            signed = self.signature.sign(content, wanted.agency, at=at)
        except FileUnsignable:
            return file.evolve(why=UNSIGNABLE)
        if signed.key is None:
            return file.evolve(why=NO_SEAL)
        stored = self.files.put(letter_file_key(letter, wanted.file), signed.content, None)
        fault_injection.point("decide.stored")
        digest = sha256(stored).hexdigest()
        return file.evolve(sha256=digest, key=signed.key, certificate=signed.certificate)


def _event(file: LetterFile) -> Event:
    if file.sha256 is None or file.key is None:
        return LetterFileFailed(file=file.file, why=file.why or UNSIGNABLE)
    return LetterFileSealed(file=file.file, sha256=file.sha256, key=file.key)
