"""The attachment: a file of the citizen, announced, uploaded into quarantine, then checked.

Routes, events and problem codes call it a paper, as they have promised.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from contracts.intake import AttachmentState, PaperChecked, PaperRejected, ResultFileChecked
from contracts.required_documents import Component
from contracts.terms import Moment, Sha256, SignatureState
from intake.domain.transitions import ATTACHMENT_GRAPH, next_state
from kit.core.errors import Invalid, TooLarge
from kit.core.model import Aggregate, Model, Sealed

UPLOAD_TIME: Final = timedelta(minutes=10)
"""How long the form of an upload is good for."""
CHECK_TIME: Final = timedelta(minutes=5)
"""How long after the last moment of an upload its check may still come."""
LARGEST_FILE: Final = 20 * 1024 * 1024
"""Bytes."""
MEDIA_TYPES: Final = {
    "application/pdf": "application/pdf",
    "application/x-pdf": "application/pdf",
    "image/jpeg": "image/jpeg",
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/png": "image/png",
    "image/x-png": "image/png",
}
"""What is taken, by the names that programs use for it."""

EXTENSIONS: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
"""How the name of a file of each type ends."""
MOST_PICTURES: Final = 20
"""Pages of a file that are painted: of a longer one a desk opens the file itself."""


class FileTooLarge(TooLarge):
    """The file is larger than 20 MB."""

    code = "file_too_large"
    vi = "Tệp vượt quá 20 MB."
    en = "The file is larger than 20 MB."


class WrongType(Invalid):
    """The file is neither PDF, JPEG nor PNG."""

    code = "wrong_type"
    vi = "Chỉ nhận tệp PDF, JPEG hoặc PNG."
    en = "Only PDF, JPEG and PNG files are taken."


class UnknownComponent(Invalid):
    """The procedure requires and allows no such document."""

    code = "unknown_component"
    vi = "Thủ tục không có thành phần hồ sơ này."
    en = "The procedure has no such component."


class Announcement(Model):
    """A file before its upload: `size` in bytes, `sha256` of the whole file."""

    component: str
    name: str
    media_type: str
    size: int
    sha256: Sha256


class CheckedFile(Model):
    """What the check of an accepted file found, as in `Attachment`."""

    pages: int | None
    shown: Sha256
    signature: SignatureState | None
    scanned: bool


class Attachment(Aggregate):
    """Giấy tờ tải lên. `why` is the stable code of a rejection.

    `sha256` is the digest of the uploaded file, `shown` that of the copy that people are shown.
    `signature`: the state of the signatures of a PDF that bears any; it is kept byte for byte too.
    `scanned`: whether a scanner of viruses looked at it. `painted`: the pages, from 1, of which
    there are pictures; None before they were made. `sheets`: it is an official's scan of an
    original with so many pages. `is_result`: it is an official's file that is to be a result.
    """

    KIND: ClassVar[str] = "ATTACHMENT"

    draft: str
    owner: str | None
    component: str
    name: Sealed[str]
    media_type: str
    size: int
    sha256: Sha256
    state: AttachmentState = "awaiting_upload"
    why: str | None = None
    pages: int | None = None
    shown: Sha256 | None = None
    signature: SignatureState | None = None
    scanned: bool = False
    painted: tuple[int, ...] | None = None
    sheets: int | None = None
    is_result: bool = False
    announced_at: Moment

    @property
    def upload_key(self) -> str:
        """The object key of the upload; the id is random, and only the checker reads there."""
        return f"quarantine/{self.id}"

    def key_of(self, digest: str) -> str:
        """The object key of a checked file: no two dossiers share one."""
        return f"papers/{self.draft}/{digest}"

    def picture_key_of(self, page: int) -> str:
        """The object key of a page's picture, beside the copy that it was made of."""
        return f"{self.key_of(self.shown or '')}/{page:02d}.webp"

    @property
    def needs_pictures(self) -> bool:
        """Whether it was taken and nobody has painted its pages yet."""
        return self.state == "checked" and self.shown is not None and self.painted is None

    @property
    def pages_to_paint(self) -> range:
        """The numbers of the pages that get pictures."""
        return range(1, min(self.pages or 1, MOST_PICTURES) + 1)

    def is_abandoned(self, at: datetime) -> bool:
        """Never uploaded, and too late for it."""
        age = at - self.announced_at
        return self.state == "awaiting_upload" and age > UPLOAD_TIME + CHECK_TIME


def announce(
    announcement: Announcement,
    components: Sequence[Component],
    *,
    id: str,
    draft: str,
    owner: str | None,
    at: Moment,
) -> Attachment:
    """An attachment that awaits its upload; raises UnknownComponent, WrongType, FileTooLarge."""
    if announcement.component not in {component.id for component in components}:
        raise UnknownComponent(field="component")
    media_type = named_type(announcement.media_type)
    if media_type is None:
        raise WrongType(field="media_type")
    if announcement.size > LARGEST_FILE:
        raise FileTooLarge(field="size")
    facts = {**dict(announcement), "media_type": media_type}
    return Attachment(id=id, vault=draft, draft=draft, owner=owner, announced_at=at, **facts)


def named_type(media_type: str) -> str | None:
    """The type by any of its names, in any letters, parameters left out; None: it is not taken."""
    return MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())


def accept(
    attachment: Attachment, file: CheckedFile
) -> tuple[Attachment, PaperChecked | ResultFileChecked]:
    """It passed every check; raises NotInThisState."""
    state = next_state(ATTACHMENT_GRAPH, attachment.state, "accept")
    accepted = attachment.evolve(state=state, **dict(file))
    if attachment.is_result:
        facts = file.model_dump(exclude={"shown"})
        return accepted, ResultFileChecked(draft=attachment.draft, sha256=file.shown, **facts)
    return accepted, PaperChecked(
        draft=attachment.draft,
        sha256=attachment.sha256,
        media_type=attachment.media_type,
        **dict(file),
    )


def reject(attachment: Attachment, why: str) -> tuple[Attachment, PaperRejected]:
    """It failed a check, named by a stable code; raises NotInThisState."""
    state = next_state(ATTACHMENT_GRAPH, attachment.state, "reject")
    event = PaperRejected(
        draft=attachment.draft,
        sha256=attachment.sha256,
        media_type=attachment.media_type,
        why=why,
    )
    return attachment.evolve(state=state, why=why), event


def add_pictures(attachment: Attachment, painted: tuple[int, ...]) -> Attachment:
    """The attachment with the pages of which there are pictures now."""
    return attachment.evolve(painted=painted)
