"""What a package says, handed to the province's own letters: each may be done again."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from contracts.terms.letters import RequestKind
from letters.border.canonical import incoming_wire, printed_of, type_of, urgency_of
from letters.deliveries.receive import (
    LetterNotThereYet,
    NoRecipientHere,
    ReceivedLetter,
    ReceivedRequest,
    ReceivedStatus,
    receive_letter,
    receive_request,
    receive_status,
)
from letters.domain.arrival import Arrival, as_read, as_refused, as_waiting
from letters.domain.letter import Letter, LetterFile, LetterRecallNotAllowed, Signer
from letters.domain.ports import AgencyPlaces
from letters.edxml.letter import Letter as OutsideLetter
from letters.edxml.letter import StatusMessage
from letters.repository import LettersRepository

SUPERSEDING: Final = ("update", "replace")


@dataclass(frozen=True)
class Receiver:
    """Of one axis. What is given back is the arrival as it stands then."""

    repository: LettersRepository
    places: AgencyPlaces

    def letter(
        self,
        arrival: Arrival,
        outside: OutsideLetter,
        files: tuple[LetterFile, ...],
        at: datetime,
    ) -> Arrival:
        """A letter is one letter; what it updates or replaces is asked for once it is here."""
        received = self._received(arrival, outside, files)
        try:
            letter = receive_letter(self.repository, received, at=at)
        except NoRecipientHere:
            return as_refused(arrival, "not_for_us")
        if letter.wire != received.digest:
            return as_refused(arrival, "document_id_taken").evolve(letter=letter.id)
        self.repository.note_document_id(letter.id, outside.document_id)
        fault = "" if letter.drafted_at == at else "repeated"
        if outside.purpose.business not in SUPERSEDING:
            return as_read(arrival, letter.id, fault)
        return self._supersede(arrival.evolve(letter=letter.id), outside, letter, at)

    def recall(self, arrival: Arrival, outside: OutsideLetter, at: datetime) -> Arrival:
        """A recall before its letter waits for it: a copy is not there once it was taken back."""
        document_id = outside.purpose.document_id
        wire = incoming_wire(outside.sender.id, document_id)
        return self._requested(arrival, outside, "recall", wire, f"{wire}|recall", at)

    def status(self, arrival: Arrival, message: StatusMessage, at: datetime) -> Arrival:
        """Of a letter of ours, by one that got it."""
        wire = message.letter.document_id
        received = ReceivedStatus(
            wire=wire,
            agency=message.sender.id,
            code=message.status,
            note=message.description or None,
        )
        letter = self.repository.letter_of_wire(wire)
        if letter is None:
            return as_waiting(arrival, "unknown_letter", at)
        if self.repository.sealed_delivery(letter, message.sender.id) is None:
            return as_refused(arrival, "not_a_recipient").evolve(letter=letter)
        receive_status(self.repository, received, at=at)
        return as_read(arrival, letter)

    def _supersede(
        self, arrival: Arrival, outside: OutsideLetter, letter: Letter, at: datetime
    ) -> Arrival:
        """One that did not come yet is waited for; the letter itself is there already."""
        purpose = outside.purpose
        kind: RequestKind = "update" if purpose.business == "update" else "replace"
        ids = [each.document_id for each in purpose.replacements] or [purpose.document_id]
        for document_id in ids:
            wire = incoming_wire(outside.sender.id, document_id)
            if self.repository.letter_of_wire(wire) == letter.id:
                continue
            done = self._requested(arrival, outside, kind, wire, f"{letter.id}|{kind}", at)
            if done.state != "read":
                return done
        return as_read(arrival, letter.id)

    def _requested(
        self,
        arrival: Arrival,
        outside: OutsideLetter,
        kind: RequestKind,
        wire: str,
        id: str,
        at: datetime,
    ) -> Arrival:
        request = ReceivedRequest(
            axis=arrival.axis,
            id=id,
            wire=wire,
            kind=kind,
            reason=outside.purpose.reason,
            by_wire=None if kind == "recall" else wire_of(outside),
        )
        try:
            letter = receive_request(self.repository, request, at=at)
        except LetterNotThereYet:
            return as_waiting(arrival, "unknown_letter", at)
        except LetterRecallNotAllowed:
            return as_refused(arrival, "recalled_before")
        return as_read(arrival, arrival.letter or letter.id)

    def _received(
        self, arrival: Arrival, outside: OutsideLetter, files: tuple[LetterFile, ...]
    ) -> ReceivedLetter:
        ours = [o.id for o in outside.recipients if self.places.axis_of(o.id) is None]
        signer = outside.signer
        subjects = [each.document_id for each in outside.responds_to if each.document_id]
        return ReceivedLetter(
            axis=arrival.axis,
            wire=wire_of(outside),
            digest=digest_of(outside),
            sender=outside.sender.id,
            type=type_of(outside),
            printed=printed_of(outside),
            dated=outside.promulgated.isoformat(),
            subject=outside.subject,
            urgency=urgency_of(outside),
            reply_by=outside.due.isoformat() if outside.due else None,
            signer=Signer(name=signer.name, office=signer.position or None),
            recipients=tuple(dict.fromkeys(ours)),
            files=files,
            answers=subjects[0] if subjects else None,
        )


def wire_of(outside: OutsideLetter) -> str:
    """The key of a letter; an update under the id of the letter that it updates has its own."""
    wire = incoming_wire(outside.sender.id, outside.document_id)
    purpose = outside.purpose
    if purpose.business == "update" and purpose.document_id == outside.document_id:
        return f"{wire}|update|{digest_of(outside)[:32]}"
    return wire


def digest_of(outside: OutsideLetter) -> str:
    """Of what a letter says, whoever signed it how often: two of one id are the same, or not."""
    files = ",".join(file.sha256 for file in outside.attachments)
    content = outside.evolve(attachments=(), traces=()).model_dump_json()
    return sha256(f"{content}|{files}".encode()).hexdigest()
