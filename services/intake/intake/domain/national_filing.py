"""A dossier that a citizen filed at the National Portal: it keeps the code that the portal gave."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from contracts.required_documents import Component
from contracts.terms import Moment
from intake.domain.announcement import LARGEST_UPLOAD, UNKNOWN_TYPE, UNMEASURED
from intake.domain.applicants import Declarant
from intake.domain.attachment import Attachment
from intake.domain.awaited_paper import AwaitedPaper
from intake.domain.dossier import DossierIdentity, FiledPapers, Filing, file_draft
from intake.domain.draft import LIFETIME, Draft
from intake.domain.procedure import Procedure
from intake.domain.required_documents import LONGEST_NAME

if TYPE_CHECKING:  # the functions that answer requests import no event of exchange
    from contracts.national import DossierReceived, NationalPaper

OTHER: Final = "other"
"""The component of a paper whose code is of no component of the procedure."""
OTHER_NAME: Final = "Giấy tờ khác"


class NationalFiling(NamedTuple):
    """The changes of a registration: they are committed together."""

    filing: Filing
    attachments: tuple[Attachment, ...]


class NationalIdentity(NamedTuple):
    """The code that the portal gave, with its look-up key and vault, and the agency that has it."""

    code: str
    lookup_key: str
    vault: str
    agency: str
    agency_name: str


def register(
    received: "DossierReceived",
    procedure: Procedure,
    national: NationalIdentity,
    *,
    at: Moment,
) -> NationalFiling:
    """What the portal took is not judged again: the agency accepts, rejects, or asks for more.

    The quote is the catalogue's, of the day of the filing there.
    """
    components = procedure.content.documents
    awaited, attachments = awaited_papers(
        received.papers, components, code=national.code, vault=national.vault, at=at
    )
    draft = Draft(
        id=national.vault,
        vault=national.vault,
        owner=None,
        procedure=procedure.id,
        agency=national.agency,
        answers=received.answers,
        expires=at + LIFETIME,
    )
    filing = file_draft(
        draft,
        procedure,
        Declarant(received.applicant, received.contact),
        agency_name=national.agency_name,
        papers=FiledPapers(()),
        identity=DossierIdentity(national.code, national.lookup_key, received.filed_at),
    )
    filing = Filing(
        filing.dossier.evolve(portal="national", awaited_papers=awaited),
        filing.event.evolve(portal="national", received_at=received.filed_at),
        filing.draft.evolve(attachments=tuple(each.id for each in attachments)),
    )
    return NationalFiling(filing, attachments)


def awaited_papers(
    papers: "Sequence[NationalPaper]",
    components: Sequence[Component],
    *,
    code: str,
    vault: str,
    at: Moment,
) -> tuple[tuple[AwaitedPaper, ...], tuple[Attachment, ...]]:
    """The papers as the dossier awaits them, and the attachments that their files become."""
    awaited = tuple(_awaited(paper, components) for paper in papers)
    attachments = tuple(
        _attachment(paper, place, code, vault, at)
        for paper, place in zip(papers, awaited, strict=True)
        if paper.has_file
    )
    return awaited, attachments


def _awaited(paper: "NationalPaper", components: Sequence[Component]) -> AwaitedPaper:
    component = component_of(paper.code, components)
    return AwaitedPaper(
        id=paper.id,
        component=component.id if component else OTHER,
        name=component.name[:LONGEST_NAME] if component else OTHER_NAME,
        state="to_fetch" if paper.has_file else "no_file",
        digitised=paper.digitised,
        reused=paper.reused,
        from_registry=paper.from_registry,
    )


def component_of(code: str, components: Sequence[Component]) -> Component | None:
    """By its national code (MaThanhPhanHoSo), else by our own id; None for any other code."""
    by_code = (each for each in components if code and each.code == code)
    return next(by_code, None) or next((each for each in components if each.id == code), None)


def _attachment(
    paper: "NationalPaper", place: AwaitedPaper, code: str, vault: str, at: Moment
) -> Attachment:
    """Nobody announced size, type and digest: the check measures what is fetched."""
    return Attachment(
        id=paper.id,
        dossier=code,
        vault=vault,
        draft=vault,
        owner=None,
        component=place.component,
        name=paper.name,
        media_type=UNKNOWN_TYPE,
        size=LARGEST_UPLOAD,
        sha256=UNMEASURED,
        is_loose=True,
        announced_at=at,
    )
