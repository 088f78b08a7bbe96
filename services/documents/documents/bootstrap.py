"""The composition root of documents.

What only messages need is imported where it is made: the HTTP functions must start fast.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from contracts.routes import DOCUMENTS, PUBLISHERS, ROUTES
from documents.api.handlers import DocumentsHandlers
from documents.api.official_side import OfficialSide
from documents.api.routes import create_router
from documents.domain.ports import FileStore, Signer, TimeStampAuthority
from documents.repository import DocumentsRepository
from documents.settings import DocumentsSettings
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.http.router import Router
from kit.platform import log
from kit.platform.secrets import secret
from kit.platform.settings import load
from kit.resources import Resources

if TYPE_CHECKING:
    from documents.sealing.letter_seal import LetterSealer
    from kit.core.events import Envelope
    from kit.messaging.inbox import EventHandlers
    from kit.messaging.sweeper import Sweep
    from kit.security.remote_signing import SigningService

LETTER: Final = "letter.seal_requested"
"""The one event that is of no dossier: what it needs is imported with the first."""


class Documents(ServiceBootstrap):
    """The service; its file store is S3 and its signer KMS where none is given."""

    def __init__(
        self,
        resources: Resources,
        *,
        file_store: FileStore | None = None,
        signer: Signer | None = None,
        body_signer: Callable[[str], Signer] | None = None,
        authority: TimeStampAuthority | None = None,
        signing_service: "SigningService | None" = None,
    ) -> None:
        super().__init__(DOCUMENTS, ROUTES, PUBLISHERS, resources)
        self._file_store = file_store
        self._signer = signer
        self._body_signer = body_signer
        self._authority = authority
        self._signing_service = signing_service

    @cached_property
    def router(self) -> Router[DocumentsHandlers]:
        """The HTTP side."""
        official = OfficialSide(
            lambda: self.repository, lambda: self.resources.directory, lambda: self.dispatcher
        )
        return create_router(
            lambda: self.handlers,
            lambda: self.dispatcher,
            official.drafts,
            official.registers,
            official.legal_facts,
        )

    @cached_property
    def handlers(self) -> DocumentsHandlers:
        """The HTTP handlers."""
        return DocumentsHandlers(self.repository, self.file_store, self.signer)

    @cached_property
    def repository(self) -> DocumentsRepository:
        """The service's table."""
        resources = self.resources
        return DocumentsRepository(resources.table, resources.vault, resources.directory.tree)

    @cached_property
    def file_store(self) -> FileStore:
        """The store of sealed files."""
        from documents.adapters.s3_file_store import S3FileStore

        if self._file_store is not None:
            return self._file_store
        settings = load(DocumentsSettings)
        return S3FileStore(
            settings.documents_bucket,
            papers=settings.papers_bucket,
            letters=settings.letters_bucket,
            locks=settings.lock_files,
        )

    @cached_property
    def signer(self) -> Signer:
        """The signer of sealed files."""
        from documents.adapters.kms_signer import KmsSigner

        return self._signer or KmsSigner(load(DocumentsSettings).seal_key)

    def body_signer(self, key: str) -> Signer:
        """The signer of a collecting body's or agency's own key; its policy admits this service."""
        from documents.adapters.kms_signer import KmsSigner

        return self._body_signer(key) if self._body_signer else KmsSigner(key)

    @cached_property
    def signing_service(self) -> "SigningService | None":
        """Where the stage has one."""
        from kit.security.remote_signing import HttpSigningService

        if self._signing_service is not None or self._signer is not None:
            return self._signing_service
        settings = load(DocumentsSettings)
        if not settings.signing_url:
            return None
        name = settings.signing_secret
        return HttpSigningService(settings.signing_url, lambda: secret(name), self.clock)

    @cached_property
    def time_stamp_authority(self) -> TimeStampAuthority | None:
        """Where the stage has one."""
        from documents.adapters.http_time_stamp_authority import HttpTimeStampAuthority

        if self._authority is not None or self._signer is not None:
            return self._authority
        url = load(DocumentsSettings).tsa_url
        return HttpTimeStampAuthority(url) if url else None

    @cached_property
    def verification_url(self) -> str:
        """Where anybody verifies documents; empty where the stage has no address."""
        return load(DocumentsSettings).verification_url if self._signer is None else ""

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        """Events and messages first: a stamp may wait for the next run."""
        return {**super().sweeps, "unstamped": self._make_up_stamps}

    def _make_up_stamps(self, budget: Budget) -> None:
        authority = self.time_stamp_authority
        if authority is None:
            return
        from documents.signing.late_stamp import LateStamps

        stamps = LateStamps(self.repository, self.file_store, authority)
        log.info("documents_stamped", documents=stamps.make_up(budget, at=self.clock()))

    @cached_property
    def event_handlers(self) -> "EventHandlers":
        from documents.events import DocumentsEvents
        from documents.legal_facts.chain import FactChain
        from documents.sealing.copy_seal import CopySealer
        from documents.sealing.file_seal import FileSealer
        from documents.sealing.renderer import JobRenderer
        from documents.sealing.seal import DocumentSealer
        from documents.sealing.uploaded_result import UploadedResults
        from documents.signing.head_signature import HeadSignature
        from documents.signing.pictures import PresentPictures

        files = FileSealer(
            self.repository,
            self.file_store,
            self.signer,
            self.body_signer,
            self.signing_service,
        )
        stamps = self.time_stamp_authority is not None
        heads = HeadSignature(self.repository, self.signer, self.body_signer)
        chain = FactChain(self.repository, heads)
        sealer = DocumentSealer(
            self.repository,
            files,
            chain,
            JobRenderer(
                UploadedResults(self.file_store),
                PresentPictures(self.repository, self.file_store),
                self.verification_url,
            ),
            stamps=stamps,
        )
        copies = CopySealer(self.file_store, files, chain, stamps=stamps)
        store = self.file_store
        events = DocumentsEvents(self.repository, sealer, copies, chain, store, self.clock)
        return {**events.handlers(), LETTER: self._seal_letter}

    def _seal_letter(self, message: "Envelope") -> None:
        self._letter_sealer.seal(message, at=self.clock())

    @cached_property
    def _letter_sealer(self) -> "LetterSealer":
        from documents.sealing.letter_seal import LetterSealer
        from documents.signing.agency_signature import AgencySignature

        signature = AgencySignature(self.repository, self.signer, self.body_signer)
        return LetterSealer(self.repository, self.file_store, signature)
