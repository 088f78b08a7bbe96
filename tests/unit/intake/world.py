"""Intake in memory, and builders of procedures, profiles, files and uploads."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from io import BytesIO
from typing import Any, Final

from pypdf import PdfWriter
from pypdf.generic import NameObject

from contracts.procedure_terms import Limit, ResultKind
from contracts.required_documents import Component
from contracts.terms import LocalizedText
from intake.adapters.scanner import TestStringScanner
from intake.adapters.stage_keys import IntakeKeys
from intake.attachments.check import AttachmentChecker
from intake.attachments.create import CreateAttachment, create_attachment
from intake.attachments.finding import Finding
from intake.attachments.inspection import inspect
from intake.attachments.page_picture import paint_page
from intake.attachments.photo_pdf import photo_pdf, photo_sheet
from intake.attachments.ports import FilePorts, Scanner, SignatureJudge, Upload
from intake.attachments.stored_file import BucketFile
from intake.bootstrap import Intake
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.announcement import Announcement
from intake.domain.attachment import Attachment
from intake.domain.daily_limits import DailyLimits
from intake.domain.dossier import Dossier
from intake.domain.draft import Draft, quote_of
from intake.domain.draft_content import DraftContent
from intake.domain.fee_rules import FeeRule
from intake.domain.form import Answers, Form, FormPage
from intake.domain.lookup_key import LookupKeys
from intake.domain.person import Person
from intake.domain.procedure_content import OnlineLevel, ProcedureContent
from intake.domain.profile import Profile
from intake.drafts.create import CreateDraft, create_draft
from intake.drafts.update import UpdateDraft, update_draft
from intake.filing.file import FileDraft
from intake.forms.meta_schema import DIALECT
from intake.profile.update import UpdateProfile, update_profile
from kit.core.ids import new_ulid
from kit.security.people import PersonLink
from kit.security.remote_signing import SigningService
from kit.security.staff_directory import Agency
from kit.security.trust_list import TrustList
from kit.security.versioned_secret import VersionedSecret
from kit.testing.clock import NOW
from kit.testing.http_client import HttpClient
from kit.testing.world import ServiceWorld

CODE: Final = "1.001612"
PROVINCE: Final = "H49"
AGENCY: Final = "H49.61.01"
AN: Final = Profile(
    full_name="Nguyễn Thị An",
    identity_number="022190001234",
    address="Số 8A, đường 25/4, phường Hồng Gai",
    phone="0912345678",
    email="an@example.vn",
)
PAGES: Final = "https://dichvu.example.vn"
"""Where the pages of the tests are."""
ANSWERS: Final = {"request": "Đăng ký bán phở"}
"""Right ones to the general form."""
NEW_DRAFT: Final = DraftContent(procedure=CODE, agency=AGENCY, answers=ANSWERS)


def a_pdf(**objects: Any) -> bytes:
    """An honest one-page PDF; `objects` are put into its catalogue under their names."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    writer.add_blank_page(595, 842)
    for name, value in objects.items():
        writer.root_object[NameObject(f"/{name}")] = value
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


PDF: Final = a_pdf()


def lookup_keys(version: str = "v1", **secrets: str) -> LookupKeys:
    """Keys of a secret; hex by version."""
    return LookupKeys(json.dumps({"current": version, "v1": "00" * 32, **secrets}))


def intake_keys() -> IntakeKeys:
    """Secrets of the tests."""
    return IntakeKeys(lookup_keys(), VersionedSecret("v1", {"v1": b"of the tests"}))


def an_announcement(
    content: bytes = PDF, component: str = "tp01", media_type: str = "application/pdf"
) -> Announcement:
    """A file before its upload."""
    return Announcement(
        component=component,
        name="don.pdf",
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def a_rule(**changes: object) -> FeeRule:
    """150,000 đ whatever the case."""
    fields = {
        "id": "1.001612-1",
        "line": "le-phi",
        "name": "Lệ phí",
        "amount": 150_000,
        "basis": "page",
        "source": "page",
    }
    return FeeRule.model_validate(fields | changes)


def a_form(*names: str) -> Form:
    """One page that asks for texts by these names."""
    text = {
        "type": "string",
        "minLength": 1,
        "maxLength": 2000,
        "x-title": {"vi": "Ô", "en": "Box"},
    }
    schema = {
        "$schema": DIALECT,
        "type": "object",
        "properties": dict.fromkeys(names, text),
        "required": list(names),
        "additionalProperties": False,
    }
    heading = LocalizedText(vi="Trang", en="Page")
    return Form(answer_schema=schema, pages=(FormPage(id="page", title=heading, fields=names),))


def a_procedure(**changes: object) -> ProcedureContent:
    """A procedure with one required document and one fee."""
    fields: dict[str, object] = {
        "name": "Đăng ký thành lập hộ kinh doanh",
        "short_name": "Đăng ký thành lập hộ kinh doanh",
        "field": "Hộ kinh doanh",
        "level": "Cấp xã",
        "channels": ("online", "counter"),
        "online_level": OnlineLevel(value="full", basis="memory"),
        "valid_from": "2026-11-21",
        "limits": (Limit(value=3, unit="working_day"),),
        "pay": "before_acceptance",
        "pay_basis": "assumed",
        "documents": (
            Component(id="tp01", name="Giấy đề nghị", required=True),
            Component(id="tp02", name="Văn bản ủy quyền", required=False),
        ),
        "results": (ResultKind(code="KQ.G12.001041", name="Giấy chứng nhận"),),
        "fee_rules": (a_rule(),),
        "source": "page",
        "confidence": "page",
    }
    return ProcedureContent.model_validate(fields | changes)


@dataclass
class MemoryAttachmentBucket:
    """Uploads by key and version, and the checked files by key; every `upload` makes a version."""

    uploads: dict[tuple[str, str], bytes] = field(default_factory=dict)
    stored: dict[str, bytes] = field(default_factory=dict)
    documents: Mapping[str, bytes] = field(default_factory=dict)
    address: str = "http://127.0.0.1/papers"
    links: str = "http://127.0.0.1"

    def upload_form(
        self, attachment: Attachment, return_to: str | None = None
    ) -> tuple[str, Mapping[str, str]]:
        back = {"success_action_redirect": return_to} if return_to else {}
        return self.address, {"key": attachment.upload_key, **back}

    def upload(self, key: str, content: bytes) -> Upload:
        """The citizen's browser posts a file."""
        upload = Upload(key, f"v{len(self.uploads) + 1}")
        self.uploads[upload.key, str(upload.version)] = content
        return upload

    def read(self, upload: Upload, most: int) -> bytes:
        return self.uploads[upload.key, str(upload.version)][:most]

    def store(self, attachment: Attachment, digest: str, content: bytes) -> None:
        self.stored[attachment.key_of(digest)] = content

    def keep_original(self, attachment: Attachment, content: bytes) -> None:
        self.stored[attachment.key_of(attachment.sha256)] = content

    def read_copy(self, attachment: Attachment) -> bytes:
        return self.stored[attachment.key_of(attachment.shown or "")]

    def read_file(self, file: BucketFile) -> bytes | None:
        return (self.documents if file.is_document else self.stored).get(file.key)

    def store_picture(self, attachment: Attachment, page: int, content: bytes) -> None:
        self.stored[attachment.picture_key_of(page)] = content

    def store_export(self, key: str, content: bytes) -> None:
        self.stored[key] = content

    def delete(self, keys: Collection[str]) -> None:
        for key in keys:
            self.stored.pop(key, None)

    def erase(self, draft: str) -> int:
        keys = [key for key in self.stored if key.startswith(f"papers/{draft}/")]
        for key in keys:
            del self.stored[key]
        return len(keys)

    def link(self, file: BucketFile, lifetime: timedelta) -> str:
        return f"{self.links}/{file.key}?seconds={lifetime.total_seconds():.0f}"

    def at(self, url: str) -> bytes:
        """What a browser gets at a link."""
        return self.stored[url.removeprefix(f"{self.links}/").partition("?")[0]]


@dataclass
class MemoryListingStore:
    """The lists of procedures that were made; counts how many were read."""

    stored: dict[str, bytes] = field(default_factory=dict)
    read_lists: int = 0

    def read(self, sha256: str) -> bytes:
        self.read_lists += 1
        return self.stored[sha256]

    def store(self, sha256: str, content: bytes) -> None:
        self.stored[sha256] = content

    def link(self, sha256: str, media_type: str, filename: str, lifetime: timedelta) -> str:
        return f"https://bucket.example/{sha256}?{filename}"


class DirectInspector:
    """`Inspector` in this process."""

    def inspect(
        self,
        media_type: str,
        content: bytes,
        judge: SignatureJudge | None = None,
        *,
        sheets: int | None = None,
    ) -> Finding:
        return inspect(media_type, content, judge, sheets=sheets)


@dataclass
class MemoryTrustStore:
    """Trusts nobody, until a test says whom."""

    trusted: TrustList = field(default_factory=TrustList)

    def trust_list(self, at: datetime) -> TrustList:
        return self.trusted


class DirectPainter:
    """`PagePainter` in this process."""

    def paint(self, media_type: str, content: bytes, page: int) -> bytes | None:
        return paint_page(page, media_type, content).shown


class DirectBinder:
    """`PhotoBinder` in this process."""

    def sheet(self, media_type: str, content: bytes) -> Finding:
        return photo_sheet(media_type, content)

    def bind(self, sheets: Sequence[bytes]) -> Finding:
        return photo_pdf(sheets)


@dataclass
class MemoryPictureQueue:
    """The ids of attachments that wait for their pictures; takes none while it is `down`."""

    waiting: list[str] = field(default_factory=list)
    down: bool = False

    def request(self, attachment: str) -> None:
        if self.down:
            raise ConnectionError
        self.waiting.append(attachment)


class World(ServiceWorld):
    """Intake with one agency; citizens are named by the subjects of their tokens."""

    def __init__(
        self,
        *,
        limits: DailyLimits | None = None,
        scanner: Scanner | None = None,
        is_demo: bool = False,
        signing_service: SigningService | None = None,
    ) -> None:
        super().__init__()
        self.bucket = MemoryAttachmentBucket()
        self.pictures = MemoryPictureQueue()
        self.trust = MemoryTrustStore()
        self.lists = MemoryListingStore()
        self.service = Intake(
            self.resources,
            files=FilePorts(
                bucket=self.bucket,
                scanner=scanner or TestStringScanner(),
                inspector=DirectInspector(),
                painter=DirectPainter(),
                binder=DirectBinder(),
                pictures=self.pictures,
                trust=self.trust,
                return_origins=(PAGES,),
                lists=self.lists,
            ),
            keys=intake_keys(),
            limits=limits or DailyLimits(),
            is_demo=is_demo,
            signing_service=signing_service,
        )
        self.intake = self.service.intake
        for code, name in ((PROVINCE, "UBND tỉnh"), (AGENCY, "Trung tâm phường Hạ Long")):
            self.directory.put_agency(Agency(code=code, name=name, valid_from="2025-07-01"))

    @cached_property
    def client(self) -> HttpClient:
        """A caller of intake's routes."""
        return HttpClient(self.service.router)

    @property
    def checker(self) -> AttachmentChecker:
        return self.service.checker

    @property
    def event_types(self) -> list[str]:
        """Of every event that intake published."""
        return [event.type for event in self.events()]

    def publish(self, content: ProcedureContent, code: str = CODE) -> int:
        command = PublishProcedure(code=code, content=content)
        return publish_procedure(self.intake, command, at=self.clock())

    def update_profile(self, profile: Profile = AN, sub: str = "an") -> Person:
        command = UpdateProfile(owner=PersonLink(person=sub), profile=profile)
        return update_profile(self.intake, command, at=self.clock())

    def create_draft(
        self, content: DraftContent = NEW_DRAFT, sub: str = "an", request: str = ""
    ) -> Draft:
        """`request`: the id of an earlier request that is repeated."""
        owner = PersonLink(person=sub)
        command = CreateDraft(id=request or new_ulid(self.clock()), owner=owner, content=content)
        return create_draft(
            self.intake,
            self.directory,
            command,
            limits=self.service.limits,
            at=self.clock(),
        )

    def prepare_draft(self, content: ProcedureContent | None = None, sub: str = "an") -> Draft:
        """A new draft of a person with a profile, for a published procedure."""
        self.publish(content or a_procedure())
        self.update_profile(sub=sub)
        return self.create_draft(sub=sub)

    def update_draft(self, draft: Draft, answers: Answers, sub: str = "an") -> Draft:
        command = UpdateDraft(draft=draft.id, owner=PersonLink(person=sub), answers=answers)
        return update_draft(self.intake, command, at=self.clock())

    def announce(
        self, draft: Draft, announcement: Announcement | None = None, sub: str = ""
    ) -> Attachment:
        """`sub` is the draft's owner unless it says otherwise."""
        command = CreateAttachment(
            id=new_ulid(self.clock()),
            draft=draft.id,
            owner=PersonLink(person=sub or draft.owner),
            announcement=announcement or an_announcement(),
        )
        return create_attachment(self.intake, self.directory, command, at=self.clock())

    def upload(self, attachment: Attachment, content: bytes = PDF) -> Attachment:
        """The file is uploaded and checked."""
        upload = self.bucket.upload(attachment.upload_key, content)
        self.checker.check(upload, at=self.clock())
        checked = self.intake.attachment(attachment.id)
        assert checked is not None
        return checked

    def attach(self, draft: Draft, content: bytes = PDF, component: str = "tp01") -> Attachment:
        """A file is announced, uploaded and checked."""
        return self.upload(self.announce(draft, an_announcement(content, component)), content)

    def file(
        self, draft: Draft, *attachments: str, sub: str = "an", at: datetime | None = None
    ) -> Dossier:
        """With the named attachments; with none named, all that can be filed."""
        owner = PersonLink(person=sub)
        command = FileDraft(draft=draft.id, owner=owner, attachments=attachments or None)
        return self.service.filer.file(command, at=at or self.clock())

    def file_dossier(self, sub: str = "an") -> Dossier:
        """A dossier from its draft to its filing."""
        draft = self.prepare_draft(sub=sub)
        self.attach(draft)
        return self.file(draft, sub=sub)

    def quoted_total(self, draft: Draft, at: datetime = NOW) -> int:
        """đồng that filing the draft costs at a moment."""
        procedure = self.intake.procedure(draft.procedure, at)
        assert procedure is not None
        return quote_of(draft, procedure, at=at).total
