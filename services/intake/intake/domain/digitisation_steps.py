"""The five steps of a digitisation, each from the state that the step before leads to."""

from datetime import datetime
from typing import Final

from contracts.intake import CopyConfirmed, PaperDigitised
from contracts.required_documents import Component
from contracts.terms import FiledPaper
from intake.domain.announcement import UNKNOWN_TYPE
from intake.domain.attachment import Attachment
from intake.domain.components import UnknownComponent
from intake.domain.digitisation import (
    CopyDiffers,
    Description,
    Digitisation,
    DoneStep,
    Official,
    Original,
    PaperExpired,
    ScanChecked,
    ScanFile,
    ScanRejected,
    ScanUnchecked,
    vietnam_date,
)
from intake.domain.dossier import Dossier
from intake.domain.transitions import DIGITISATION_GRAPH, DigitisationState, next_state

SCAN_TYPE: Final = "application/pdf"


def compare(
    dossier: Dossier,
    component: Component | None,
    original: Original,
    *,
    id: str,
    official: Official,
    at: datetime,
) -> Digitisation:
    """Đối chiếu với bản chính: raises UnknownComponent, CopyDiffers."""
    if component is None:
        raise UnknownComponent(field="component")
    if not original.agrees:
        raise CopyDiffers(field="agrees")
    return Digitisation(
        id=id,
        dossier=dossier.id,
        vault=dossier.vault,
        draft=dossier.draft,
        component=component.id,
        component_name=component.name,
        sheets=original.sheets,
        steps=(DoneStep(step="compared", by=official.sub, at=at),),
    )


def scan(
    digitisation: Digitisation,
    present: Attachment | None,
    file: ScanFile,
    *,
    official: Official,
    at: datetime,
) -> tuple[Digitisation, Attachment]:
    """Quét: the upload that is to come; another one only while none passed its check.

    Raises NotInThisState, ScanChecked.
    """
    state = next_state(DIGITISATION_GRAPH, digitisation.state, "scan")
    if present is not None and present.state == "checked":
        raise ScanChecked
    attachment = Attachment(
        **dict(file),
        dossier=digitisation.dossier,
        vault=digitisation.vault,
        draft=digitisation.draft,
        component=digitisation.component,
        name=f"{digitisation.component_name}.pdf",
        media_type=UNKNOWN_TYPE if file.is_loose else SCAN_TYPE,
        sheets=digitisation.sheets,
        announced_at=at,
    )
    return _stepped(digitisation, state, official, at).evolve(attachment=file.id), attachment


def describe(
    digitisation: Digitisation,
    scanned: Attachment | None,
    description: Description,
    *,
    official: Official,
    at: datetime,
) -> Digitisation:
    """Mô tả: raises NotInThisState, ScanUnchecked, ScanRejected, PaperExpired."""
    state = next_state(DIGITISATION_GRAPH, digitisation.state, "describe")
    if scanned is None or scanned.state == "awaiting_upload":
        raise ScanUnchecked
    if scanned.state == "rejected":
        raise ScanRejected
    _require_valid(description, at)
    return _stepped(digitisation, state, official, at).evolve(description=description)


def sign(
    digitisation: Digitisation, scanned: Attachment | None, *, official: Official, at: datetime
) -> tuple[Digitisation, CopyConfirmed]:
    """Ký số bản sao: the agency's seal is asked for. Raises NotInThisState, ScanUnchecked,
    PaperExpired.
    """
    state = next_state(DIGITISATION_GRAPH, digitisation.state, "sign")
    if scanned is None or scanned.shown is None or digitisation.description is None:
        raise ScanUnchecked
    _require_valid(digitisation.description, at)
    event = CopyConfirmed(
        paper=scanned.id,
        draft=digitisation.draft,
        sha256=scanned.shown,
        pages=digitisation.sheets,
        component=digitisation.component,
        component_name=digitisation.component_name,
        **dict(digitisation.description),
        by=official.sub,
        by_name=official.name or None,
    )
    return _stepped(digitisation, state, official, at).evolve(why=None), event


def store(
    digitisation: Digitisation,
    scanned: Attachment,
    *,
    document: str,
    sha256: str,
    at: datetime,
    file: str | None = None,
) -> tuple[Digitisation, PaperDigitised]:
    """Lưu: the signed copy is stored with the dossier's documents. Raises NotInThisState."""
    state = next_state(DIGITISATION_GRAPH, digitisation.state, "store")
    stored = digitisation.evolve(
        state=state,
        steps=(*digitisation.steps, DoneStep(step="stored", by="system", at=at)),
        copy_document=document,
        copy_sha256=sha256,
        copy_file=file,
    )
    event = PaperDigitised(
        paper=filed_scan(stored, scanned),
        document=document,
        sha256=sha256,
        reusable=True,  # it was valid when the signature was asked for
        valid_until=digitisation.description and digitisation.description.valid_until,
    )
    return stored, event


def fail_seal(digitisation: Digitisation, why: str) -> Digitisation:
    """The copy could not be signed: it is described still. Raises NotInThisState."""
    state = next_state(DIGITISATION_GRAPH, digitisation.state, "fail_seal")
    return digitisation.evolve(state=state, why=why)


def filed_scan(digitisation: Digitisation, scanned: Attachment) -> FiledPaper:
    """The scan as a paper of its dossier."""
    return FiledPaper(
        id=scanned.id,
        component=digitisation.component,
        name=digitisation.component_name,
        sha256=scanned.sha256,
        shown=scanned.shown,
        signature=scanned.signature,
        scanned=scanned.scanned,
        digitised=True,
    )


def _require_valid(description: Description, at: datetime) -> None:
    """Raises PaperExpired."""
    today, until = vietnam_date(at), description.valid_until
    if description.issued_on > today:
        raise PaperExpired(field="issued_on")
    if until is not None and (until < today or until < description.issued_on):
        raise PaperExpired(field="valid_until")


def _stepped(
    digitisation: Digitisation, state: DigitisationState, official: Official, at: datetime
) -> Digitisation:
    step = DoneStep(step=state, by=official.sub, at=at)
    return digitisation.evolve(state=state, steps=(*digitisation.steps, step))
