"""The contents that all documents share, ready to print: the templates only lay them out."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from contracts.terms import Capacity, FiledPaper, HandedPaper, Moment, ProcedureRef
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting, labels
from documents.rendering.people import (
    ApplicantDetails,
    RepresentativeDetails,
    applicant_of,
    representative_of,
)
from kit.core.model import JsonDict, Model

COMMITTEES: Final = ("ubnd ", "ủy ban nhân dân ", "uỷ ban nhân dân ")
ON_BEHALF: Final = "TM. Ủy ban nhân dân"
CHAIR: Final = "Chủ tịch"


class AttachmentLine(Model):
    """A line of the list of attachments: `count` files of one component in one form."""

    name: str
    count: int
    form: str


class SignaturePictures(Model):
    """SVG: the official's handwritten signature, and the agency's seal of `diameter` millimetres.

    Where they stand: NĐ 30/2020/NĐ-CP, Phụ lục I.
    """

    signature: str | None
    seal: str | None
    diameter: int


class Paper(Model):
    """The fields of everything that is printed. `document` is its own id, empty where nothing is
    stored; `dateline` has the day of the act.

    `capacity` has the lines over the name of a deputy who signs for another.

    `address` is where anybody verifies it, `marked_at` the moment on the mark of its signature;
    `pictures` stand in the place of that mark where there are some.

    `book_number` is its number in the agency's book, `data` the XML that the PDF carries, where
    there is one.
    """

    document: str
    code: str
    agency: str
    dateline: str
    capacity: tuple[str, ...] = ()
    pictures: SignaturePictures | None = None
    address: str | None = None
    marked_at: str | None = None
    book_number: str | None = None
    data: str | None = None

    @property
    def qr_text(self) -> str:
        """The text of the QR code: where it is verified, else the dossier code."""
        return self.address or self.code


class Contents(Paper):
    """The fields of every document of a dossier."""

    procedure: ProcedureRef


class ApplicantContents(Contents):
    """The contents of a document that names the applicant; `received` is the time of filing."""

    applicant: ApplicantDetails
    representative: RepresentativeDetails | None
    received: str


def attachment_lines(
    attachments: Sequence[FiledPaper], handed: Sequence[HandedPaper] = ()
) -> tuple[AttachmentLine, ...]:
    """The list of attachments, then of papers handed over; those of one component in one form are
    one line.
    """
    counts = Counter(
        (attachment.name or attachment.component, labels.form_of_attachment(attachment))
        for attachment in attachments
    )
    for paper in handed:
        name = paper.name or paper.component
        counts[name, labels.HANDED_ORIGINAL] += paper.originals
        counts[name, labels.HANDED_COPY] += paper.copies
    return tuple(
        AttachmentLine(name=name, count=count, form=form)
        for (name, form), count in counts.items()
        if count
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


def applicant_fields(dossier: Dossier, at: Moment, request: DocumentRequest) -> JsonDict:
    """The fields of `ApplicantContents`; raises Erased."""
    own = {
        "applicant": applicant_of(dossier),
        "representative": representative_of(dossier),
        "received": formatting.moment(dossier.filed_at),
    }
    return common_fields(dossier, at, request) | own


def capacity_lines(
    capacity: Capacity | None, agency: str = "", *, collective: bool = False
) -> tuple[str, ...]:
    """ "KT. CHỦ TỊCH" and "PHÓ CHỦ TỊCH"; none where the official signs in their own right.

    `collective`: the kind of paper is the People's Committee's own, so that its members sign on its
    behalf ("TM. ỦY BAN NHÂN DÂN"); who is authorised (TUQ.) signs for its chair alone.
    """
    lines = (f"{capacity.kind}. {capacity.office}", capacity.title) if capacity else ()
    is_authorised = capacity is not None and capacity.kind == "TUQ"
    if collective and not is_authorised and agency.lower().startswith(COMMITTEES):
        lines = (ON_BEHALF, *(lines or (CHAIR,)))
    return tuple(line.upper() for line in lines)
