"""The contents of Mẫu số 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

from contracts.casework import CaseAccepted
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting, labels
from documents.rendering.contents import (
    ApplicantContents,
    AttachmentLine,
    applicant_fields,
    attachment_lines,
    opened,
)


class AcceptanceFormContents(ApplicantContents):
    """Mẫu số 01. `receiver` is the official's name, None in events older than it."""

    channel: str
    online: bool
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
        attachments=attachment_lines(dossier.attachments),
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
