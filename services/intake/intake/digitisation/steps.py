"""The steps that officials of a dossier's agency take: compare, scan, describe, sign."""

from datetime import datetime
from typing import Final

from contracts.terms import DossierCode, Sha256
from intake.attachments.create import require_way
from intake.domain import digitisation_steps as steps
from intake.domain.announcement import (
    LARGEST_FILE,
    LARGEST_UPLOAD,
    UNMEASURED,
    FileNotDescribed,
    FileTooLarge,
)
from intake.domain.attachment import Attachment
from intake.domain.digitisation import Description, Digitisation, Original, ScanFile
from intake.domain.dossier import Dossier
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from kit.security.staff_directory import Staff

ROLES: Final = ("receptionist", "officer", "clerk", "head")
"""Who digitises: the one-stop desk, and those who work on the dossier."""


class StepCommand(Model):
    """`digitisation` is its id; of the first step that of the request, so that a repeat finds what
    it made.
    """

    code: DossierCode
    digitisation: str
    official: Staff


class CompareOriginal(StepCommand):
    """The original that was shown, of a component of the procedure."""

    component: str
    original: Original


class ScanOriginal(StepCommand):
    """`id` is the attachment's: that of the request. Either size and digest are stated, or where
    the browser returns to, which has to be of one of `origins`.
    """

    id: str
    size: int | None = None
    sha256: Sha256 | None = None
    return_to: str | None = None
    origins: tuple[str, ...] = ()


class DescribeCopy(StepCommand):
    """What the paper is."""

    description: Description


@retry_on_conflict
def compare_original(
    intake: IntakeRepository, command: CompareOriginal, *, at: datetime
) -> Digitisation:
    """Raises NotFound, UnknownComponent, CopyDiffers."""
    dossier = dossier_of_agency(intake, command.code, command.official)
    existing = intake.digitisation(command.digitisation)
    if existing is not None and existing.dossier == dossier.id:
        return existing
    procedure = required(intake.procedure(dossier.procedure.code, at))
    components = {each.id: each for each in procedure.content.documents}

    digitisation = steps.compare(
        dossier,
        components.get(command.component),
        command.original,
        id=command.digitisation,
        official=command.official,
        at=at,
    )

    intake.commit_digitisation(digitisation, at=at)
    return digitisation


@retry_on_conflict
def scan_original(intake: IntakeRepository, command: ScanOriginal, *, at: datetime) -> Attachment:
    """Raises NotFound, NotInThisState, ScanChecked, FileTooLarge, FileNotDescribed,
    ReturnToNotAllowed.
    """
    dossier, digitisation = loaded(intake, command)
    if digitisation.attachment == command.id:
        return required(intake.attachment(command.id))
    file = _file(command, dossier.owner)

    scanned, attachment = steps.scan(
        digitisation,
        scan_of(intake, digitisation),
        file,
        official=command.official,
        at=at,
    )

    intake.commit_digitisation(scanned, Change(attachment, None), at=at)
    return attachment


def _file(command: ScanOriginal, owner: str | None) -> ScanFile:
    """Measured before its upload, or by its check; raises the refusals of `scan_original`."""
    require_way(command.return_to, command.origins, is_described=command.sha256 is not None)
    if command.return_to is not None:
        return ScanFile(
            id=command.id, size=LARGEST_UPLOAD, sha256=UNMEASURED, owner=owner, is_loose=True
        )
    if command.size is None or command.sha256 is None:
        raise FileNotDescribed(field="sha256")
    if command.size > LARGEST_FILE:
        raise FileTooLarge(field="size")
    return ScanFile(id=command.id, size=command.size, sha256=command.sha256, owner=owner)


@retry_on_conflict
def describe_copy(intake: IntakeRepository, command: DescribeCopy, *, at: datetime) -> Digitisation:
    """Raises NotFound, NotInThisState, ScanUnchecked, ScanRejected, PaperExpired."""
    _, digitisation = loaded(intake, command)
    if digitisation.state == "described" and digitisation.description == command.description:
        return digitisation

    described = steps.describe(
        digitisation,
        scan_of(intake, digitisation),
        command.description,
        official=command.official,
        at=at,
    )

    intake.commit_digitisation(described, at=at)
    return described


@retry_on_conflict
def sign_copy(intake: IntakeRepository, command: StepCommand, *, at: datetime) -> Digitisation:
    """Raises NotFound, NotInThisState, PaperExpired; who asks again finds it in signing."""
    _, digitisation = loaded(intake, command)
    if digitisation.state == "signing":
        return digitisation

    scanned = scan_of(intake, digitisation)
    signing, event = steps.sign(digitisation, scanned, official=command.official, at=at)

    intake.commit_digitisation(signing, event=event, at=at)
    return signing


def dossier_of_agency(intake: IntakeRepository, code: str, official: Staff) -> Dossier:
    """Raises NotFound unless the official's agency has the case at this moment."""
    dossier = intake.dossier(code)
    if dossier is None or not official.covers(dossier.present_agency):
        raise NotFound
    return dossier


def loaded(intake: IntakeRepository, command: StepCommand) -> tuple[Dossier, Digitisation]:
    """Raises NotFound."""
    dossier = dossier_of_agency(intake, command.code, command.official)
    digitisation = intake.digitisation(command.digitisation)
    if digitisation is None or digitisation.dossier != dossier.id:
        raise NotFound
    return dossier, digitisation


def scan_of(intake: IntakeRepository, digitisation: Digitisation) -> Attachment | None:
    """The scan as its check left it, or None."""
    return intake.attachment(digitisation.attachment) if digitisation.attachment else None
