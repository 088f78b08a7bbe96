"""What handles files on a stage: made when first used, unless a port stands in its place."""

from collections.abc import Callable
from functools import cached_property

from intake.attachments.ports import (
    AttachmentBucket,
    FilePorts,
    Inspector,
    ListingStore,
    PagePainter,
    PhotoBinder,
    PictureQueue,
    Scanner,
    TrustStore,
)
from intake.settings import IntakeSettings


class StageFiles:
    """S3's bucket, SQS's queue, and processes for what reads files of strangers."""

    def __init__(self, ports: FilePorts, settings: Callable[[], IntakeSettings]) -> None:
        self._ports = ports
        self._settings = settings

    @cached_property
    def bucket(self) -> AttachmentBucket:
        from intake.adapters.attachment_bucket import S3AttachmentBucket

        if self._ports.bucket is not None:
            return self._ports.bucket
        settings = self._settings()
        return S3AttachmentBucket(settings.papers_bucket, settings.documents_bucket)

    @property
    def return_origins(self) -> tuple[str, ...]:
        """The origins to which S3 may send a browser back after an upload."""
        own = self._ports.return_origins
        return self._settings().allowed_returns if own is None else own

    @cached_property
    def lists(self) -> ListingStore:
        from intake.adapters.listing_store import S3ListingStore

        return self._ports.lists or S3ListingStore(self._settings().papers_bucket)

    @cached_property
    def scanner(self) -> Scanner:
        """clamd where the stage has one."""
        from intake.adapters.scanner import ClamdScanner, TestStringScanner

        if self._ports.scanner is not None:
            return self._ports.scanner
        host, _, port = self._settings().clamd.rpartition(":")
        return ClamdScanner(host, int(port)) if host else TestStringScanner()

    @cached_property
    def inspector(self) -> Inspector:
        """In a process of its own, for which the readers are loaded here once."""
        from intake.adapters.inspection_process import ForkedInspector, load_readers
        from intake.attachments.inspection import inspect

        if self._ports.inspector is not None:
            return self._ports.inspector
        load_readers()
        return ForkedInspector(inspect)

    @cached_property
    def trust(self) -> TrustStore:
        from intake.adapters.trust_store import S3TrustStore

        return self._ports.trust or S3TrustStore(self._settings().papers_bucket)

    @cached_property
    def pictures(self) -> PictureQueue:
        from intake.adapters.picture_queue import SqsPictureQueue

        return self._ports.pictures or SqsPictureQueue(f"{self._settings().queue_prefix}pictures")

    @cached_property
    def painter(self) -> PagePainter:
        """Each page in a process of its own, for which the painter's library is loaded here."""
        from intake.adapters.page_process import ForkedPainter, load_painter

        if self._ports.painter is not None:
            return self._ports.painter
        load_painter()
        return ForkedPainter()

    @cached_property
    def binder(self) -> PhotoBinder:
        """Each picture in a process of its own, for which the libraries are loaded here."""
        from intake.adapters.photo_process import ForkedPhotoBinder, load_binder

        if self._ports.binder is not None:
            return self._ports.binder
        load_binder()
        return ForkedPhotoBinder()
