"""The attachment: a file of the citizen, announced, uploaded into quarantine, then checked.

Routes, events and problem codes call it a paper, as they have promised.
"""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from contracts.intake import AttachmentState
from contracts.terms import Moment, Sha256, SignatureState
from intake.domain.paper_reference import PaperReference
from kit.core.model import Aggregate, Model, Sealed

UPLOAD_TIME: Final = timedelta(minutes=10)
"""How long the form of an upload is good for."""
LOOSE_UPLOAD_TIME: Final = timedelta(minutes=60)
"""Of a form in a page without a script: it lies open while papers are sought."""
CHECK_TIME: Final = timedelta(minutes=5)
"""How long after the last moment of an upload its check may still come."""
PDF_TYPE: Final = "application/pdf"
EXTENSIONS: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
"""How the name of a file of each type ends."""
MOST_PICTURES: Final = 20
"""Pages of a file that are painted: of a longer one a desk opens the file itself."""


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
    `is_loose`: nobody announced type, size and digest; the check measures them. `photos`: it is
    a PDF of these attachments, a page each. `reused`: it is a paper of the data warehouse, and
    nothing of it was uploaded.
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
    is_loose: bool = False
    photos: tuple[str, ...] = ()
    reused: PaperReference | None = None
    announced_at: Moment

    @property
    def upload_key(self) -> str:
        """The object key of the upload; the id is random, and only the checker reads there."""
        return f"quarantine/{self.id}"

    def key_of(self, digest: str) -> str:
        """The object key of a checked file: no two dossiers share one.

        What is made of pictures lies apart from what was uploaded.
        """
        place = "combined/" if self.photos else ""
        return f"{files_below(self.draft)}{place}{digest}"

    def picture_key_of(self, page: int) -> str:
        """The object key of a page's picture, beside the copy that it was made of."""
        return f"{self.key_of(self.shown or '')}/{page:02d}.webp"

    @property
    def stored_keys(self) -> frozenset[str]:
        """The object keys of what was stored of it, whether it is there or not."""
        if self.shown is None:
            return frozenset()
        pictures = map(self.picture_key_of, self.pages_to_paint)
        return frozenset((self.key_of(self.shown), self.key_of(self.sha256), *pictures))

    @property
    def is_signed_copy(self) -> bool:
        """Whether an office digitised it (DuocSoHoa)."""
        return self.reused is not None and self.reused.kind == "digitised_copy"

    @property
    def is_photo(self) -> bool:
        """Whether it is a picture, not a PDF."""
        return self.media_type.startswith("image/")

    @property
    def needs_pictures(self) -> bool:
        """Whether it was taken and nobody has painted its pages yet."""
        return self.state == "checked" and self.shown is not None and self.painted is None

    @property
    def pages_to_paint(self) -> range:
        """The numbers of the pages that get pictures."""
        return range(1, min(self.pages or 1, MOST_PICTURES) + 1)

    @property
    def upload_time(self) -> timedelta:
        """How long the form of its upload is good for."""
        return LOOSE_UPLOAD_TIME if self.is_loose else UPLOAD_TIME

    def measured(self, media_type: str, size: int, sha256: Sha256) -> "Attachment":
        """A loose one with what arrived."""
        return self.evolve(media_type=media_type, size=size, sha256=sha256)

    def is_abandoned(self, at: datetime) -> bool:
        """Never uploaded, and too late for it."""
        age = at - self.announced_at
        return self.state == "awaiting_upload" and age > self.upload_time + CHECK_TIME


def files_below(draft: str) -> str:
    """How the object keys of a dossier's checked files begin, and of no other's."""
    return f"papers/{draft}/"


def add_pictures(attachment: Attachment, painted: tuple[int, ...]) -> Attachment:
    """The attachment with the pages of which there are pictures now."""
    return attachment.evolve(painted=painted)
