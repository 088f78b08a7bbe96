"""A draft that begins with a card at a kiosk, by somebody who needs no account."""

from datetime import datetime

from contracts.terms import Contact
from intake.catalogue.offer import FilingPlace, open_offer
from intake.domain.card_reading import CardChallenge, CardReading, require_reading
from intake.domain.desk_entry import DeskEntry
from intake.domain.draft import Draft
from intake.domain.draft_content import DraftContent
from intake.domain.kiosk import Kiosk, KioskCredential, KioskNotValid, require_kiosk
from intake.domain.new_draft import new_draft
from intake.forms.general import form_of
from intake.forms.prefill import registered_by_card
from intake.kiosks.card_assertion import reading_of
from intake.repositories.drafter import AtKiosk
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Directory


class IssueChallenge(Model):
    """`nonce` is the id of the request."""

    nonce: str
    device: KioskCredential


class BeginAtKiosk(Model):
    """`id` is the request's: a repeat finds the draft that it made. `assertion` is what the reader
    signed; `address` and `contact` are as the person typed them.
    """

    id: str
    device: KioskCredential
    assertion: str
    content: DraftContent
    address: str
    contact: Contact | None = None


@retry_on_conflict
def issue_challenge(
    intake: IntakeRepository, command: IssueChallenge, *, at: datetime
) -> CardChallenge:
    """What the next reading of the device answers; raises KioskNotValid."""
    kiosk = device_of(intake, command.device)
    existing = intake.card_challenge(command.nonce)
    if existing is not None and existing.kiosk == kiosk.id:
        return existing
    challenge = CardChallenge(id=command.nonce, kiosk=kiosk.id, issued_at=at)
    intake.commit([Change(challenge, None)], at=at)
    return challenge


@retry_on_conflict
def begin_at_kiosk(
    intake: IntakeRepository, directory: Directory, command: BeginAtKiosk, *, at: datetime
) -> Draft:
    """The draft is nobody's account's: it bears the card's name and number.

    Raises NotFound, KioskNotValid, CardReadingNotValid and the refusals of `open_offer` and
    `new_draft`.
    """
    kiosk = device_of(intake, command.device)
    if intake.draft(command.id):
        return intake.draft_of(AtKiosk(kiosk.id), command.id)
    require_kiosk(kiosk, command.content.agency)
    if kiosk.reader_key is None:
        raise KioskNotValid(field="kiosk")
    reading = reading_of(command.assertion, kiosk.reader_key)
    challenge = require_reading(reading, intake.card_challenge(reading.nonce), kiosk, at=at)

    draft = _draft(intake, directory, command, reading, at=at)

    intake.create_data_key(draft.id)
    intake.commit([Change(draft, None), Change(challenge.spend(draft.id), None)], at=at)
    return draft


def device_of(intake: IntakeRepository, device: KioskCredential) -> Kiosk:
    """The registered device, by its credential; raises KioskNotValid."""
    kiosk = intake.kiosk(device.kiosk)
    return require_kiosk(kiosk, kiosk.agency if kiosk else "", device.secret)


def _draft(
    intake: IntakeRepository,
    directory: Directory,
    command: BeginAtKiosk,
    reading: CardReading,
    *,
    at: datetime,
) -> Draft:
    content = command.content
    place = FilingPlace(procedure=content.procedure, agency=content.agency, channel="kiosk")
    procedure, agency = open_offer(intake, directory, place, at=at)
    applicant = reading.applicant(command.address)
    entry = DeskEntry(
        channel="kiosk",
        by=reading.kiosk,
        proof="card_reader",
        applicant=applicant,
        contact=command.contact,
    )
    read = registered_by_card(form_of(procedure.content), applicant)
    content = content.evolve(
        agency=agency.code, kiosk=reading.kiosk, answers={**read, **content.answers}
    )
    return new_draft(content, procedure, id=command.id, owner=None, at=at, under=entry)
