"""The composition root of intake: everything is made when first used.

What few requests or only messages need is imported where it is made: the HTTP functions must start
fast.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from contracts.routes import INTAKE, PUBLISHERS, ROUTES
from intake.adapters.stage_keys import IntakeKeys, StageKeys
from intake.api.routes import create_router
from intake.domain.daily_limits import DailyLimits
from intake.profile.identify import Identification
from intake.repository import IntakeRepository
from intake.settings import IntakeSettings
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.core.model import JsonDict
from kit.http.router import Router
from kit.platform import log
from kit.platform.settings import load
from kit.resources import Resources

if TYPE_CHECKING:
    from intake.adapters.stage_files import StageFiles
    from intake.attachments.check import AttachmentChecker
    from intake.attachments.paint import AttachmentPainter
    from intake.attachments.ports import FilePorts
    from intake.domain.catalogue_listing import CatalogueListing
    from intake.filing.file import DraftFiler
    from intake.form_signatures.sign import FormSigning
    from intake.national.register import NationalRegistrar
    from kit.messaging.inbox import EventHandlers
    from kit.messaging.sweeper import Sweep
    from kit.security.remote_signing import SigningService


class Intake(ServiceBootstrap):
    """The service; S3's bucket, the configured scanner and secret where none is given."""

    def __init__(
        self,
        resources: Resources,
        *,
        files: "FilePorts | None" = None,
        keys: IntakeKeys | None = None,
        limits: DailyLimits | None = None,
        is_demo: bool | None = None,
        signing_service: "SigningService | None" = None,
    ) -> None:
        super().__init__(INTAKE, ROUTES, PUBLISHERS, resources)
        self._files = files
        self.keys = StageKeys(keys, lambda: self.settings)
        self._limits = limits
        self._is_demo = is_demo
        self._signing_service = signing_service

    @cached_property
    def files(self) -> "StageFiles":
        """What handles files."""
        from intake.adapters.stage_files import StageFiles
        from intake.attachments.ports import FilePorts

        return StageFiles(self._files or FilePorts(), lambda: self.settings)

    @cached_property
    def intake(self) -> IntakeRepository:
        """With the vault: what citizens declared is opened for them."""
        return IntakeRepository(self.resources.table, self.resources.vault, is_demo=self.is_demo)

    @cached_property
    def keyless_intake(self) -> IntakeRepository:
        """Without the vault: messages and checks leave sealed what is sealed."""
        return IntakeRepository(self.resources.table)

    @cached_property
    def settings(self) -> IntakeSettings:
        settings: IntakeSettings = load(IntakeSettings)
        return settings

    @cached_property
    def is_demo(self) -> bool:
        """Whether invented amounts are quoted: in a demonstration only."""
        return self.settings.demo if self._is_demo is None else self._is_demo

    @cached_property
    def limits(self) -> DailyLimits:
        """How much one citizen may do on one day."""
        if self._limits is not None:
            return self._limits
        return DailyLimits(drafts=self.settings.drafts_a_day, filings=self.settings.filings_a_day)

    @cached_property
    def filer(self) -> "DraftFiler":
        from intake.filing.file import DraftFiler

        return DraftFiler(
            self.intake,
            self.resources.directory,
            self.keys.lookup,
            self.keys.identity,
            self.limits,
            self.resources.people.mandates,
        )

    @cached_property
    def form_signing(self) -> "FormSigning":
        from intake.form_signatures.follow import FollowedSignatures
        from intake.form_signatures.sign import FormSigning

        followed = FollowedSignatures(
            self.intake, lambda: self.signing_service, lambda: self.files.trust
        )
        return FormSigning(self.intake, self.resources.directory, followed, self.limits)

    @cached_property
    def signing_service(self) -> "SigningService | None":
        """Where citizens' keys lie; None where the stage names none."""
        from intake.adapters.stage_signing import stage_signing

        if self._signing_service is not None or self._files is not None:
            return self._signing_service
        return stage_signing(self.settings, self.clock)

    @cached_property
    def identification(self) -> Identification:
        return Identification(self.resources.people, self.keys.identity)

    @cached_property
    def listing(self) -> "CatalogueListing":
        """The list of procedures, as this process keeps it."""
        from intake.domain.catalogue_listing import CatalogueListing

        return CatalogueListing(self.intake.listing_head, self._read_list)

    def _read_list(self, sha256: str) -> bytes:
        return self.files.lists.read(sha256)

    def refresh_listing(self, pause: timedelta = timedelta()) -> None:
        """Have the list of procedures made anew, where something was published since."""
        from intake.catalogue.listing import refresh_listing

        refresh_listing(self.keyless_intake, self.files.lists, at=self.clock(), pause=pause)

    @cached_property
    def router(self) -> Router[Any]:
        return create_router(self)

    @cached_property
    def event_handlers(self) -> "EventHandlers":
        from intake.events import IntakeEvents
        from intake.personal_data.erase import DossierEraser
        from intake.personal_data.erase_person import PersonEraser
        from intake.profile.announce_reply import ReplyAnnouncer

        resources = self.resources
        eraser = DossierEraser(self.keyless_intake, lambda: self.files.bucket, resources.vault)
        person_eraser = PersonEraser(
            self.keyless_intake, lambda: self.files.bucket, resources.vault, resources.people
        )
        events = IntakeEvents(
            self.keyless_intake,
            self.refresh_listing,
            eraser,
            person_eraser,
            self.registrar,
            ReplyAnnouncer(self.intake),
            self.clock,
        )
        return events.handlers()

    @cached_property
    def registrar(self) -> "NationalRegistrar":
        """Registers what was filed at the National Portal: with the vault."""
        from intake.national.register import NationalRegistrar

        return NationalRegistrar(
            self.intake, self.resources.directory, self.keys.lookup, self.keys.identity
        )

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        """Beside what every service's sweeper does: drafts and requests of signatures whose time
        came, void numbers, and the list of procedures."""
        return {
            **super().sweeps,
            "drafts": self._sweep_drafts,
            "voids": self._record_voids,
            "form_signatures": self._sweep_form_signatures,
            "listing": lambda _: self.refresh_listing(),
        }

    def _sweep_drafts(self, budget: Budget) -> None:
        from intake.attachments.sweep_drafts import sweep_drafts

        due = sweep_drafts(self.keyless_intake, self.files.bucket, self.clock(), budget)
        log.info("drafts_swept", due=due)

    def _sweep_form_signatures(self, budget: Budget) -> None:
        from intake.form_signatures.sweep import sweep_form_signatures

        due = sweep_form_signatures(self.keyless_intake, self.clock(), budget)
        log.info("form_signatures_swept", due=due)

    def _record_voids(self, budget: Budget) -> None:
        from intake.filing.voids import record_voids

        voids = record_voids(self.keyless_intake, self.clock(), budget)
        log.info("numbers_void", numbers=voids)

    @cached_property
    def checker(self) -> "AttachmentChecker":
        from intake.attachments.check import AttachmentChecker

        files = self.files
        return AttachmentChecker(
            self.keyless_intake,
            files.bucket,
            files.inspector,
            files.scanner,
            files.pictures,
            files.trust,
        )

    @cached_property
    def painter(self) -> "AttachmentPainter":
        from intake.attachments.bind_photos import PhotoCombiner
        from intake.attachments.paint import AttachmentPainter

        intake, files = self.keyless_intake, self.files
        combiner = PhotoCombiner(intake, files.bucket, lambda: files.binder, files.pictures)
        return AttachmentPainter(intake, files.bucket, files.painter, combiner)

    def check_uploads(self, event: JsonDict, context: object) -> JsonDict:
        """The checker function: check the uploads of a batch of S3 notifications."""
        from intake.adapters.upload_notifications import check_uploads

        return check_uploads(event, context, self.checker, self.clock, self.resources.redelivery)

    def paint_attachments(self, event: JsonDict, context: object) -> JsonDict:
        """The pictures function: paint the pages of a batch of attachments."""
        from intake.adapters.picture_queue import paint_attachments

        redelivery = self.resources.redelivery
        return paint_attachments(event, context, self.painter, self.clock, redelivery)
