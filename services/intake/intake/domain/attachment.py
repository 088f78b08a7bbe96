"""A paper: announced, uploaded into quarantine, checked or rejected."""

from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from contracts.intake import PaperChecked, PaperRejected, PaperState
from contracts.terms import Component, Moment, Sha256
from intake.domain.transitions import PAPER_GRAPH, step
from kit.core.errors import Invalid, TooLarge
from kit.core.model import Aggregate, Body, Sealed

UPLOAD_FOR = timedelta(minutes=10)
LATEST_CHECK = timedelta(minutes=5)
"""How long after the last moment of uploading a check may still come."""
LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
TYPES = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}


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
    """The procedure asks for no such paper."""

    code = "unknown_component"
    vi = "Thủ tục không có thành phần hồ sơ này."
    en = "The procedure has no such component."


class NewPaper(Body):
    """What is announced before an upload: `size` in bytes, `sha256` of the whole file in lower-case hex."""

    component: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    media_type: Annotated[str, StringConstraints(max_length=100)]
    size: Annotated[int, Field(ge=1, le=2**40)]
    sha256: Sha256


class Paper(Aggregate):
    """Giấy tờ. Its object waits at `quarantine/<id>`; the id is random, and only the checker reads there."""

    KIND: ClassVar[str] = "PAPER"

    draft: str
    owner: str
    component: str
    name: Sealed[str]
    media_type: str
    size: int
    sha256: Sha256
    state: PaperState = "awaiting_upload"
    why: str | None = None
    pages: int | None = None
    announced_at: Moment

    @property
    def upload_key(self) -> str:
        """Where it is uploaded to."""
        return f"quarantine/{self.id}"

    def abandoned(self, at: datetime) -> bool:
        """Never uploaded, and too late for it."""
        return (
            self.state == "awaiting_upload" and at - self.announced_at > UPLOAD_FOR + LATEST_CHECK
        )

    @property
    def kept_key(self) -> str:
        """Where it lies once it is checked."""
        return f"papers/{self.sha256}"


def announce(
    new: NewPaper, components: tuple[Component, ...], *, id: str, draft: str, owner: str, at: Moment
) -> Paper:
    """A paper that awaits its upload; raises UnknownComponent, WrongType, FileTooLarge."""
    if new.component not in {component.id for component in components}:
        raise UnknownComponent(field="component")
    if new.media_type not in TYPES:
        raise WrongType(field="media_type")
    if new.size > LARGEST:
        raise FileTooLarge(field="size")
    return Paper(
        id=id,
        vault=draft,
        draft=draft,
        owner=owner,
        component=new.component,
        name=new.name,
        media_type=new.media_type,
        size=new.size,
        sha256=new.sha256,
        announced_at=at,
    )


def accept(paper: Paper, *, pages: int | None) -> tuple[Paper, PaperChecked]:
    """It passed every check; raises NotInThisState."""
    state = step(PAPER_GRAPH, paper.state, "accept")
    checked = paper.evolve(state=state, pages=pages)
    event = PaperChecked(
        draft=paper.draft, sha256=paper.sha256, media_type=paper.media_type, pages=pages
    )
    return checked, event


def reject(paper: Paper, why: str) -> tuple[Paper, PaperRejected]:
    """It failed a check, named by a stable code; raises NotInThisState."""
    state = step(PAPER_GRAPH, paper.state, "reject")
    rejected = paper.evolve(state=state, why=why)
    event = PaperRejected(
        draft=paper.draft, sha256=paper.sha256, media_type=paper.media_type, why=why
    )
    return rejected, event
