"""Dossiers as filed, for those who may read them."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field

from contracts.portal_flags import portal_flags
from contracts.terms import (
    Applicant,
    Contact,
    FiledPaper,
    Portal,
    ProcedureRef,
    Quote,
    Sha256,
)
from intake.api.dossiers.statement_schemas import FormSignedView, GroundView, PaperStatementView
from intake.api.schemas import Next
from intake.attachments.open import Link
from intake.attachments.stored_file import Disposition
from intake.domain.awaited_paper import AwaitedPaper
from intake.domain.dossier import DossierSummary
from intake.domain.filed_dossier import open_request
from intake.domain.supplement import SupplementRequest
from intake.dossiers.get import FiledDossier
from kit.core.local_time import LocalTime
from kit.core.model import Model
from kit.security.access_records import AccessRecord


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
        file = link.file.model_dump(exclude={"key", "is_document"})
        pages = tuple(PageLinkView(**dict(page)) for page in link.pages)
        return cls(paper=link.attachment, url=link.url, expires=link.expires, pages=pages, **file)


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
    portal: Annotated[
        Portal | None, Field(description="The portal at which it was filed; null: with us")
    ]
    awaited_papers: Annotated[
        tuple[AwaitedPaper, ...],
        Field(description="Papers that the portal lists and whose files are not here, with why"),
    ]
    paper_statement: Annotated[
        PaperStatementView | None,
        Field(description="The cases and conditions of the papers; null: nothing depends on them"),
    ]
    papers_saved: Annotated[int, Field(description="How many of them nobody had to hand in again")]
    portal_flags: Annotated[
        tuple[dict[str, str], ...],
        Field(description="Of each paper, as the National Portal has them (TaiLieuNop)"),
    ]
    missing_papers: Annotated[
        tuple[str, ...], Field(description="Components that a letter lacked when it was filed")
    ]
    grounds: Annotated[
        tuple[GroundView, ...],
        Field(description="What a desk requested although the State has its data"),
    ]
    form_signature: Annotated[
        FormSignedView | None,
        Field(description="Who signed the e-form, and when; null: nobody, or personal"),
    ]
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
        statement = declared and declared.paper_statement
        signed = declared and declared.form_signature
        request, withdrawal = open_request(filed.dossier), filed.dossier.withdrawal
        return cls(
            **dict(filed.dossier.summary),
            applicant=declared and declared.applicant,
            contact=filed.contact,
            answers=declared and declared.answers,
            papers=filed.dossier.attachments,
            portal=filed.dossier.portal,
            awaited_papers=filed.dossier.awaited_papers,
            paper_statement=statement and PaperStatementView.of(statement),
            papers_saved=sum(paper.reused for paper in filed.dossier.attachments),
            portal_flags=tuple(map(portal_flags, filed.dossier.attachments)),
            missing_papers=declared.missing_papers if declared else (),
            grounds=tuple(map(GroundView.of, declared.grounds)) if declared else (),
            form_signature=signed and FormSignedView.of(signed),
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
