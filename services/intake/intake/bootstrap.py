"""The composition root of intake: everything is made when first used.

What few requests or only messages need is imported where it is made: the HTTP functions must start
fast.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from contracts.routes import INTAKE, PUBLISHERS, ROUTES
from intake.adapters.attachment_bucket import S3AttachmentBucket
from intake.api.filed import routes as filed_routes
from intake.api.filed.handlers import FiledDossierHandlers
from intake.api.handlers import IntakeHandlers
from intake.api.routes import create_router
from intake.attachments.ports import (
    AttachmentBucket,
    FilePorts,
    Inspector,
    PictureQueue,
    Scanner,
)
from intake.domain.daily_limits import DailyLimits
from intake.domain.lookup_key import LookupKeys
from intake.filing.file import DraftFiler
from intake.profile.identify import Identification
from intake.repository import IntakeRepository
from intake.settings import IntakeSettings
from kit.bootstrap import ServiceBootstrap
from kit.core.model import JsonDict
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform.secrets import Secrets
from kit.platform.settings import load
from kit.resources import Resources
from kit.security.versioned_secret import VersionedSecret, versioned

if TYPE_CHECKING:
    from intake.attachments.check import AttachmentChecker
    from intake.attachments.paint import AttachmentPainter


@dataclass(frozen=True, slots=True)
class IntakeKeys:
    """What intake makes look-up keys and the fingerprints of identity numbers with."""

    lookup: LookupKeys
    identity: VersionedSecret


class Intake(ServiceBootstrap):
    """The service; S3's bucket, the configured scanner and secret where none is given."""

    def __init__(
        self,
        resources: Resources,
        *,
        files: FilePorts | None = None,
        keys: IntakeKeys | None = None,
        limits: DailyLimits | None = None,
    ) -> None:
        super().__init__(INTAKE, ROUTES, PUBLISHERS, resources)
        self._files = files or FilePorts()
        self._keys = keys
        self._limits = limits

    @cached_property
    def intake(self) -> IntakeRepository:
        """With the vault: what citizens declared is opened for them."""
        return IntakeRepository(self.resources.table, self.resources.vault)

    @cached_property
    def keyless_intake(self) -> IntakeRepository:
        """Without the vault: messages and checks leave sealed what is sealed."""
        return IntakeRepository(self.resources.table)

    @cached_property
    def settings(self) -> IntakeSettings:
        settings: IntakeSettings = load(IntakeSettings)
        return settings

    @cached_property
    def secrets(self) -> Secrets:
        return Secrets()

    @cached_property
    def bucket(self) -> AttachmentBucket:
        return self._files.bucket or S3AttachmentBucket(self.settings.papers_bucket)

    @cached_property
    def scanner(self) -> Scanner:
        """clamd where the stage has one."""
        from intake.adapters.scanner import ClamdScanner, TestStringScanner

        if self._files.scanner is not None:
            return self._files.scanner
        host, _, port = self.settings.clamd.rpartition(":")
        return ClamdScanner(host, int(port)) if host else TestStringScanner()

    @cached_property
    def inspector(self) -> Inspector:
        """In a process of its own, for which the readers are loaded here once."""
        from intake.adapters.inspection_process import ForkedInspector, load_readers
        from intake.attachments.inspection import inspect

        if self._files.inspector is not None:
            return self._files.inspector
        load_readers()
        return ForkedInspector(inspect)

    def lookup_keys(self) -> LookupKeys:
        """Of the secret as it is now: it may be rotated."""
        if self._keys is not None:
            return self._keys.lookup
        return LookupKeys(self.secrets.text(self.settings.lookup_secret))

    @cached_property
    def limits(self) -> DailyLimits:
        """How much one citizen may do on one day."""
        if self._limits is not None:
            return self._limits
        return DailyLimits(drafts=self.settings.drafts_a_day, filings=self.settings.filings_a_day)

    @cached_property
    def filer(self) -> DraftFiler:
        return DraftFiler(self.intake, self.resources.directory, self.lookup_keys, self.limits)

    @cached_property
    def identification(self) -> Identification:
        return Identification(self.resources.people, self.identity_secret)

    def identity_secret(self) -> VersionedSecret:
        """As it is now: it may be rotated."""
        if self._keys is not None:
            return self._keys.identity
        return versioned(self.secrets.text(self.settings.identity_secret))

    @cached_property
    def handlers(self) -> IntakeHandlers:
        return IntakeHandlers(
            intake=self.intake,
            directory=self.resources.directory,
            cursors=self.resources.cursors,
            bucket=lambda: self.bucket,
            filer=self.filer,
            limits=self.limits,
            access_records=self.access_records,
            verifier=self.resources.verifier,
            identification=self.identification,
        )

    @cached_property
    def router(self) -> Router[IntakeHandlers]:
        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        filed = filed_routes.create_router(
            lambda: FiledDossierHandlers(self.intake), lambda: self.dispatcher
        )
        router.include(filed)
        return router

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from intake.events import IntakeEvents

        return IntakeEvents(self.keyless_intake, self.clock).handlers()

    @cached_property
    def checker(self) -> "AttachmentChecker":
        from intake.adapters.trust_store import S3TrustStore
        from intake.attachments.check import AttachmentChecker

        return AttachmentChecker(
            self.keyless_intake,
            self.bucket,
            self.inspector,
            self.scanner,
            self.pictures,
            self._files.trust or S3TrustStore(self.settings.papers_bucket),
        )

    @cached_property
    def pictures(self) -> PictureQueue:
        from intake.adapters.picture_queue import SqsPictureQueue

        return self._files.pictures or SqsPictureQueue(f"{self.settings.queue_prefix}pictures")

    @cached_property
    def painter(self) -> "AttachmentPainter":
        """Each page in a process of its own, for which the painter's library is loaded here."""
        from intake.adapters.page_process import ForkedPainter, load_painter
        from intake.attachments.paint import AttachmentPainter

        if self._files.painter is None:
            load_painter()
        painter = self._files.painter or ForkedPainter()
        return AttachmentPainter(self.keyless_intake, self.bucket, painter)

    def check_uploads(self, event: JsonDict, context: object) -> JsonDict:
        """The checker function: check the uploads of a batch of S3 notifications."""
        from intake.adapters.upload_notifications import check_uploads

        return check_uploads(event, context, self.checker, self.clock, self.resources.redelivery)

    def paint_attachments(self, event: JsonDict, context: object) -> JsonDict:
        """The pictures function: paint the pages of a batch of attachments."""
        from intake.adapters.picture_queue import paint_attachments

        redelivery = self.resources.redelivery
        return paint_attachments(event, context, self.painter, self.clock, redelivery)
