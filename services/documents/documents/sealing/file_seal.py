"""The seal of a rendered file: the agency's signature in it and its place in the store; where it
bears none, a detached signature over the digest of what is stored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from documents.domain.document import DocumentRequest, Seal, file_key
from documents.domain.dossier import Dossier
from documents.domain.ports import FileStore, Signer
from documents.domain.retention import locked_until
from documents.repository import DocumentsRepository
from documents.signing.agency_signature import AgencySignature, SignedFile
from documents.signing.personal_signature import PersonalSignature
from documents.signing.published_keys import PublishedKeys
from documents.signing.visible_mark import Mark
from kit.platform import fault_injection
from kit.security.remote_signing import SigningService


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A file that is to be sealed: `key` is the ARN of a collecting body's own key, if any;
    `official` is whose decision it is, `mark` what the agency's signature shows. An `uploaded` file
    names no document, so that two documents may be of it.
    """

    pdf: bytes
    request: DocumentRequest
    dated: datetime
    key: str | None = None
    official: str | None = None
    mark: Mark | None = None
    uploaded: bool = False

    @property
    def digest(self) -> str:
        """Equal for every repeat, as a signature is not: the file's place in the store."""
        own = self.request.document.encode() if self.uploaded else b""
        return sha256(self.pdf + own).hexdigest()


class FileSealer:
    """Seals files: what is stored first under the digest of a rendered file stands."""

    def __init__(
        self,
        documents: DocumentsRepository,
        file_store: FileStore,
        signer: Signer,
        signer_of: Callable[[str], Signer],
        signing_service: SigningService | None = None,
    ) -> None:
        """`signer_of` gives the signer of another key than the system's; without a service
        officials do not sign.
        """
        self._file_store = file_store
        self._signer = signer
        self._signer_of = signer_of
        self._agency_signature = AgencySignature(documents, signer, signer_of)
        self._personal = PersonalSignature(signing_service) if signing_service else None
        self._keys = PublishedKeys(documents)

    def seal(self, file: RenderedFile, dossier: Dossier, *, at: datetime) -> Seal:
        """The seal over the stored file; raises SignatureAwaited, SignatureDeclined."""
        signed = self._signed(file, dossier, at)
        lock = locked_until(file.request.kind, file.dated)
        place = file_key(dossier.vault or dossier.id, file.digest)
        stored = self._file_store.put(place, signed.content, lock)
        fault_injection.point("decide.stored")
        digest = sha256(stored).hexdigest()
        rendered = None if digest == file.digest else file.digest
        if signed.key:
            fault_injection.point("decide.signed")
            return Seal(
                sha256=digest, key=signed.key, rendered=rendered, certificate=signed.certificate
            )
        signer = self._signer_of(file.key) if file.key else self._signer
        return self._detached(stored, signer).evolve(rendered=rendered)

    def _signed(self, file: RenderedFile, dossier: Dossier, at: datetime) -> SignedFile:
        """First the official's, then the agency's. A receipt bears none: its collecting body seals
        it.
        """
        if file.request.kind == "receipt":
            return SignedFile(content=file.pdf)
        pdf, title = file.pdf, f"{file.request.name} ({dossier.id})"
        if self._personal and file.official:
            pdf = self._personal.sign(pdf, file.official, file.request.document, title, file.dated)
        return self._agency_signature.sign(pdf, dossier.agency, at=at, mark=file.mark)

    def _detached(self, content: bytes, signer: Signer) -> Seal:
        digest = sha256(content)
        self._keys.publish(signer)
        signature = signer.sign(digest.digest())
        fault_injection.point("decide.signed")
        return Seal(sha256=digest.hexdigest(), signature=signature, key=signer.key)
