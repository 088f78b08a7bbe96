"""The contents of Mẫu số 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

from datetime import datetime

from contracts.casework import CaseAccepted
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting, labels
from documents.rendering.contents import (
    ApplicantContents,
    AttachmentLine,
    applicant_fields,
    attachment_lines,
)
from documents.rendering.people import opened
from kit.core.time import VIETNAM


class AcceptanceFormContents(ApplicantContents):
    """Mẫu số 01. `receiver` is the official's name, None in events older than it."""

    channel: str
    online: bool
    arrival: str | None
    attachments: tuple[AttachmentLine, ...]
    count: int
    term: str | None
    accepted: str
    due: str
    provisional: bool
    steps: tuple[str, ...]
    collection: str
    desk: str
    receiver: str | None
    book: str


def acceptance_form(
    dossier: Dossier, accepted: CaseAccepted, request: DocumentRequest
) -> AcceptanceFormContents:
    """Mẫu số 01 of an accepted dossier; raises Erased."""
    return AcceptanceFormContents(
        **applicant_fields(dossier, accepted.at, request),
        channel=labels.CHANNELS[dossier.channel],
        online=dossier.channel == "online",
        arrival=_arrival(dossier),
        attachments=attachment_lines(dossier.attachments, dossier.handed_papers),
        count=len(dossier.attachments),
        term=formatting.term(accepted.limit) if accepted.limit else None,
        accepted=formatting.moment(accepted.at),
        due=formatting.moment(accepted.due.at),
        provisional=accepted.due.provisional,
        steps=tuple(step.vi for step in accepted.due.steps),
        collection=labels.COLLECTION[dossier.channel].format(agency=dossier.agency_name),
        desk=accepted.desk,
        receiver=opened(accepted.by_name),
        book=formatting.month(accepted.at),
    )


def _arrival(dossier: Dossier) -> str | None:
    """When a dossier that came by post was posted and arrived."""
    if dossier.posted_on is None or dossier.received_at is None:
        return None
    posted = formatting.day(datetime.fromisoformat(dossier.posted_on).replace(tzinfo=VIETNAM))
    return f"gửi {posted}, đến {formatting.day(dossier.received_at)}"
