"""What intake answers."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field

from contracts.intake import AttachmentState
from contracts.terms import (
    Applicant,
    Contact,
    FiledPaper,
    Pay,
    ProcedureRef,
    Quote,
    Sha256,
    SignatureState,
)
from intake.attachments.open import Link
from intake.attachments.stored_file import Disposition
from intake.domain.attachment import Attachment
from intake.domain.dossier import Dossier, DossierSummary
from intake.domain.draft import Draft
from intake.domain.filed_dossier import open_request
from intake.domain.person import Person
from intake.domain.procedure import Procedure, ProcedureContent, ProcedureSummary
from intake.domain.profile import Profile
from intake.domain.rejections import rejection_sentence
from intake.domain.supplement import SupplementRequest
from intake.domain.transitions import DraftState
from intake.dossiers.get import FiledDossier
from kit.core.local_time import LocalTime
from kit.core.model import Model
from kit.security.access_records import AccessRecord

Next = Annotated[str | None, Field(description="The cursor of the next page; null: the last one")]
Answers = Annotated[dict[str, Any], Field(description="What was declared in the form")]


class ProcedureSummaryView(Model):
    """A procedure in the catalogue."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="The version in force")]
    name: Annotated[str, Field(description="Tên thủ tục")]
    field: Annotated[str, Field(description="Lĩnh vực")]
    level: Annotated[str, Field(description="Cấp thực hiện")]
    online_level: Annotated[str, Field(description="`full` or `partial`")]
    pay: Annotated[Pay, Field(description="When the fee is due")]

    @classmethod
    def of(cls, summary: ProcedureSummary) -> Self:
        return cls(**{name: getattr(summary, name) for name in cls.model_fields})


class ProceduresView(Model):
    """A page of the catalogue."""

    items: Annotated[
        tuple[ProcedureSummaryView, ...], Field(description="In the order of their codes")
    ]
    next: Next


class ProcedureView(ProcedureContent):
    """A procedure in the version in force."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="The number of the version")]
    published_at: Annotated[LocalTime, Field(description="When the version was published")]

    @classmethod
    def of(cls, procedure: Procedure) -> Self:
        return cls(
            code=procedure.id,
            version=procedure.version,
            published_at=procedure.published_at,
            **dict(procedure.content),
        )


class PublicationView(Model):
    """The version that was published."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="In force from its `valid_from`")]


class ProfileView(Profile):
    """The caller's profile."""

    verified: Annotated[
        tuple[str, ...],
        Field(
            description="The fields that the issuer of the account verified; they can't be typed"
        ),
    ] = ()

    @classmethod
    def of(cls, person: Person) -> "ProfileView":
        """A stored profile may be older than today's rules, so it is not validated again."""
        fields = dict(person.profile)
        verified = person.verified.fields if person.verified else ()
        return cls.model_construct(None, **fields, verified=verified)


class DraftView(Model):
    """A draft."""

    draft: Annotated[str, Field(description="Its id")]
    state: Annotated[DraftState, Field(description="Whether it is open or filed")]
    procedure: Annotated[str, Field(description="Mã thủ tục hành chính")]
    agency: Annotated[str, Field(description="The agency that the dossier is for")]
    case: Annotated[str | None, Field(description="The case (trường hợp); null: the usual one")]
    answers: Answers
    papers: Annotated[tuple[str, ...], Field(description="The ids of its attachments")]
    expires: Annotated[LocalTime, Field(description="When an open draft is deleted")]
    dossier: Annotated[str | None, Field(description="The dossier's code once it is filed")]
    quote: Annotated[
        Quote | None, Field(description="What filing it now costs; null once it is filed")
    ]

    @classmethod
    def of(cls, draft: Draft, quote: Quote | None) -> Self:
        return cls(
            draft=draft.id,
            state=draft.state,
            procedure=draft.procedure,
            agency=draft.agency,
            case=draft.case,
            answers=draft.answers,
            papers=draft.attachments,
            expires=draft.expires,
            dossier=draft.code,
            quote=quote,
        )


class UploadView(Model):
    """Where the file is posted to: a multipart form of `fields` and, last, `file`."""

    paper: Annotated[str, Field(description="The attachment's id")]
    url: Annotated[str, Field(description="The address of the form")]
    fields: Annotated[dict[str, str], Field(description="The form's fields, as they are")]
    expires: Annotated[LocalTime, Field(description="Until when the form is good")]


class AttachmentView(Model):
    """The state of an upload."""

    paper: Annotated[str, Field(description="The attachment's id")]
    component: Annotated[str, Field(description="The procedure's component it is for")]
    state: Annotated[AttachmentState, Field(description="Awaited, checked or rejected")]
    why: Annotated[str | None, Field(description="The code of the check that it failed")]
    detail: Annotated[
        str | None, Field(description="The same as a sentence in the caller's language")
    ]
    pages: Annotated[int | None, Field(description="Its pages, once it is checked")]
    signature: Annotated[
        SignatureState | None,
        Field(description="What a PDF's signatures are worth; null: it bears none"),
    ]
    scanned: Annotated[bool, Field(description="Whether a scanner of viruses looked at it")]

    @classmethod
    def of(cls, attachment: Attachment, language: str) -> Self:
        return cls(
            paper=attachment.id,
            component=attachment.component,
            state=attachment.state,
            why=attachment.why,
            detail=rejection_sentence(attachment.why, language) if attachment.why else None,
            pages=attachment.pages,
            signature=attachment.signature,
            scanned=attachment.scanned,
        )


class PageLinkView(Model):
    """A link that shows the picture of a page."""

    page: Annotated[int, Field(description="The number of the page, from 1")]
    url: Annotated[str, Field(description="A WebP picture of at most 1000 × 1500 pixels")]


class LinkView(Model):
    """A link that opens the file of an attachment."""

    paper: Annotated[str, Field(description="The attachment's id")]
    url: Annotated[str, Field(description="Opens the file; no token needed")]
    expires: Annotated[LocalTime, Field(description="When the URL stops working")]
    media_type: Annotated[str, Field(description="As the file is sent")]
    disposition: Annotated[
        Disposition,
        Field(description="`inline`: a page may show it; `attachment`: it is saved"),
    ]
    filename: Annotated[str, Field(description="The name under which it is saved")]
    sha256: Annotated[Sha256, Field(description="Of the file that the link opens")]
    pages: Annotated[
        tuple[PageLinkView, ...],
        Field(description="Its pages as pictures, as far as they are made: the first twenty"),
    ]

    @classmethod
    def of(cls, link: Link) -> Self:
        file = link.file.model_dump(exclude={"key"})
        pages = tuple(PageLinkView(**dict(page)) for page in link.pages)
        return cls(paper=link.attachment, url=link.url, expires=link.expires, pages=pages, **file)


class FilingView(Model):
    """A filed dossier, for its owner."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    lookup_key: Annotated[str, Field(description="Mã tra cứu: it opens the public look-up")]
    filed_at: Annotated[LocalTime, Field(description="The moment of the filing")]
    quote: Annotated[Quote, Field(description="What is to be paid, and when")]

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        return cls(
            code=dossier.id,
            lookup_key=dossier.lookup_key,
            filed_at=dossier.filed_at,
            quote=dossier.quote,
        )


class DossierSummaryView(Model):
    """A dossier in its owner's list."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    procedure: Annotated[ProcedureRef, Field(description="The procedure, as of the filing")]
    agency: Annotated[str, Field(description="The agency's code")]
    agency_name: Annotated[str, Field(description="The agency's name at filing")]
    filed_at: Annotated[LocalTime, Field(description="The moment of the filing")]

    @classmethod
    def of(cls, summary: DossierSummary) -> Self:
        return cls(**dict(summary))


class DossiersView(Model):
    """A page of the caller's dossiers."""

    items: Annotated[tuple[DossierSummaryView, ...], Field(description="Newest first")]
    next: Next


class SupplementRequestView(Model):
    """Yêu cầu bổ sung: the agency waits for the owner."""

    request: Annotated[str, Field(description="Its id")]
    items: Annotated[tuple[str, ...], Field(description="What is missing, a line each")]
    due: Annotated[LocalTime | None, Field(description="Until when it may come")]

    @classmethod
    def of(cls, request: SupplementRequest) -> Self:
        return cls(request=request.id, items=request.items, due=request.due)


class SupplementView(Model):
    """Bổ sung: what the owner sent after the filing."""

    request: Annotated[str, Field(description="The request that it replies to")]
    sent_at: Annotated[LocalTime, Field(description="When it was sent")]
    answers: Annotated[dict[str, Any] | None, Field(description="What was declared with it")]


class DossierView(DossierSummaryView):
    """A dossier as filed. What is personal is null for officials who do not work on dossiers."""

    applicant: Annotated[Applicant | None, Field(description="Người nộp hồ sơ")]
    contact: Annotated[Contact | None, Field(description="Where notices go")]
    answers: Annotated[dict[str, Any] | None, Field(description="What was declared in the form")]
    papers: Annotated[tuple[FiledPaper, ...], Field(description="The checked attachments")]
    quote: Annotated[Quote, Field(description="What was to be paid, and when")]
    draft: Annotated[str, Field(description="The draft at which files are announced")]
    supplement_request: Annotated[
        SupplementRequestView | None, Field(description="What the agency waits for; null: nothing")
    ]
    supplements: Annotated[
        tuple[SupplementView, ...], Field(description="What was sent after the filing")
    ]
    withdrawal_requested_at: Annotated[
        LocalTime | None, Field(description="Since when a request to withdraw waits for a reply")
    ]

    @classmethod
    def of_filed(cls, filed: FiledDossier) -> Self:
        declared = filed.declaration
        request, withdrawal = open_request(filed.dossier), filed.dossier.withdrawal
        return cls(
            **dict(filed.dossier.summary),
            applicant=declared and declared.applicant,
            contact=declared and declared.contact,
            answers=declared and declared.answers,
            papers=filed.dossier.attachments,
            quote=filed.dossier.quote,
            draft=filed.dossier.draft,
            supplement_request=request and SupplementRequestView.of(request),
            supplements=_supplements(filed),
            withdrawal_requested_at=withdrawal and withdrawal.sent_at,
        )


class ReaderView(Model):
    """Somebody read the personal data of the dossier."""

    at: Annotated[LocalTime, Field(description="When")]
    kind: Annotated[
        Literal["citizen", "staff", "integrator"],
        Field(description="`citizen`: the owner, once a day; `staff`: an official"),
    ]
    name: Annotated[str, Field(description="The official's name at that time")]
    agencies: Annotated[tuple[str, ...], Field(description="Where the official worked then")]
    operation: Annotated[str, Field(description="What was asked for, as `<service>.<operation>`")]
    paper: Annotated[
        str | None, Field(description="The attachment that was opened, if one was")
    ] = None
    purpose: Annotated[
        str | None, Field(description="Why it was opened; `own`: by the owner, as is their right")
    ] = None
    trace: Annotated[str, Field(description="The request, as the logs name it")]

    @classmethod
    def of(cls, record: AccessRecord) -> Self:
        fields = record.model_dump(include=set(cls.model_fields) - {"purpose"})
        return cls(**fields, paper=record.object or None, purpose=record.purpose or None)


class ReadersView(Model):
    """A page of those who read the personal data of a dossier."""

    items: Annotated[tuple[ReaderView, ...], Field(description="Newest first")]
    next: Next


def _supplements(filed: FiledDossier) -> tuple[SupplementView, ...]:
    sent = filed.dossier.supplements
    events = filed.supplements or (None,) * len(sent)
    return tuple(
        SupplementView(request=each.request, sent_at=each.sent_at, answers=event and event.answers)
        for each, event in zip(sent, events, strict=True)
    )
