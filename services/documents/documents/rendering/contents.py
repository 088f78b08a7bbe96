"""The contents of forms and results, ready to print: the templates only lay them out."""

from collections import Counter
from collections.abc import Sequence

from contracts.casework import CaseAccepted, CaseDecided
from contracts.terms import FiledPaper, Moment, ProcedureRef
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting, labels
from kit.core.model import JsonDict, Model, SealedValue


class Erased(Exception):
    """The dossier's personal data is unreadable: its key was destroyed."""


class ApplicantDetails(Model):
    """Người nộp hồ sơ with their contact."""

    name: str
    organisation: str | None
    tax_code: str | None
    number: str | None
    passport: str | None
    nationality: str | None
    authenticated: bool
    address: str
    phone: str
    email: str


class AttachmentLine(Model):
    """A line of the list of attachments: `count` files of one component in one form."""

    name: str
    count: int
    form: str


class Contents(Model):
    """The fields of every document. `document` is its own id, `dateline` has the day of the act.

    `data` is the XML that the PDF carries, where there is one.
    """

    document: str
    code: str
    agency: str
    dateline: str
    procedure: ProcedureRef
    data: str | None = None

    @property
    def qr_text(self) -> str:
        """The text of the QR code: the dossier code."""
        return self.code


class ApplicantContents(Contents):
    """The contents of a document that names the applicant; `received` is the time of filing."""

    applicant: ApplicantDetails
    received: str


class AcceptanceFormContents(ApplicantContents):
    """Mẫu số 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

    channel: str
    online: bool
    attachments: tuple[AttachmentLine, ...]
    count: int
    accepted: str
    due: str
    provisional: bool
    steps: tuple[str, ...]
    collection: str
    desk: str


class ResultContents(ApplicantContents):
    """Kết quả giải quyết thủ tục hành chính."""

    name: str
    decision: str
    decided: str
    signer: str


def acceptance_form(
    dossier: Dossier, accepted: CaseAccepted, request: DocumentRequest
) -> AcceptanceFormContents:
    """Mẫu số 01 of an accepted dossier; raises Erased."""
    return AcceptanceFormContents(
        **_applicant_fields(dossier, accepted.at, request),
        channel=labels.CHANNELS[dossier.channel],
        online=dossier.channel == "online",
        attachments=attachment_lines(dossier.attachments),
        count=len(dossier.attachments),
        accepted=formatting.moment(accepted.at),
        due=formatting.moment(accepted.due.at),
        provisional=accepted.due.provisional,
        steps=tuple(step.vi for step in accepted.due.steps),
        collection=labels.COLLECTION[dossier.channel].format(agency=dossier.agency_name),
        desk=accepted.desk,
    )


def result(
    dossier: Dossier, decided: CaseDecided, request: DocumentRequest, *, at: Moment
) -> ResultContents:
    """One result of a decided dossier; raises Erased."""
    return ResultContents(
        **_applicant_fields(dossier, at, request),
        name=request.name,
        decision=labels.DECISION.format(name=request.name),
        decided=formatting.moment(at),
        signer=decided.signer_name if isinstance(decided.signer_name, str) else decided.signer,
    )


def attachment_lines(attachments: Sequence[FiledPaper]) -> tuple[AttachmentLine, ...]:
    """The list of attachments; those of one component in one form are one line."""
    counts = Counter(
        (attachment.name or attachment.component, labels.form_of_attachment(attachment))
        for attachment in attachments
    )
    return tuple(
        AttachmentLine(name=name, count=count, form=form) for (name, form), count in counts.items()
    )


def common_fields(dossier: Dossier, at: Moment, request: DocumentRequest) -> JsonDict:
    """The fields of `Contents`."""
    return {
        "document": request.document,
        "code": dossier.id,
        "agency": dossier.agency_name,
        "dateline": formatting.dateline(dossier.agency, at),
        "procedure": dossier.procedure,
    }


def _applicant_fields(dossier: Dossier, at: Moment, request: DocumentRequest) -> JsonDict:
    own = {"applicant": _applicant(dossier), "received": formatting.moment(dossier.filed_at)}
    return common_fields(dossier, at, request) | own


def _applicant(dossier: Dossier) -> ApplicantDetails:
    applicant, contact = dossier.applicant, dossier.contact
    if isinstance(applicant, SealedValue) or isinstance(contact, SealedValue):
        raise Erased
    return ApplicantDetails(
        name=applicant.full_name,
        organisation=applicant.organisation,
        tax_code=applicant.tax_code,
        number=applicant.identity_number,
        passport=applicant.passport,
        nationality=applicant.nationality,
        authenticated=applicant.authenticated,
        address=applicant.address,
        phone=contact.phone,
        email=contact.email,
    )
