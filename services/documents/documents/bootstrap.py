"""The composition root of documents: everything is made when first used."""

from functools import cached_property

from contracts.routes import DOCUMENTS, ROUTES
from documents.api.handlers import DocumentsHandlers
from documents.api.routes import create_router
from documents.domain.ports import FileStore, Signer
from documents.repository import DocumentsRepository
from documents.settings import DocumentsSettings
from kit.bootstrap import Resources, ServiceBootstrap
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform.settings import load


class DocumentsBootstrap(ServiceBootstrap):
    def __init__(
        self,
        resources: Resources,
        *,
        file_store: FileStore | None = None,
        signer: Signer | None = None,
    ) -> None:
        """Without `file_store` and `signer` those of the settings are used: S3 and KMS."""
        super().__init__(DOCUMENTS, ROUTES, resources)
        self._file_store = file_store
        self._signer = signer

    @cached_property
    def settings(self) -> DocumentsSettings:
        return load(DocumentsSettings)

    @cached_property
    def file_store(self) -> FileStore:
        from documents.adapters.s3_file_store import S3FileStore

        return self._file_store or S3FileStore(self.settings.documents_bucket)

    @cached_property
    def signer(self) -> Signer:
        from documents.adapters.kms_signer import KmsSigner

        return self._signer or KmsSigner(self.settings.seal_key)

    @cached_property
    def documents(self) -> DocumentsRepository:
        return DocumentsRepository(self.resources.table, self.resources.vault)

    @cached_property
    def handlers(self) -> DocumentsHandlers:
        return DocumentsHandlers(self.documents, self.file_store, self.signer)

    @cached_property
    def router(self) -> Router[DocumentsHandlers]:
        return create_router(lambda: self.handlers, lambda: self.dispatcher)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from documents.events import event_handlers  # HTTP functions start faster without it
        from documents.sealing.seal import DocumentSealer

        sealer = DocumentSealer(self.documents, self.file_store, self.signer)
        return event_handlers(self.documents, sealer, self.clock)
