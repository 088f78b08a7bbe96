"""A letter from outside becomes one of ours, with a copy at each recipient in the province."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kit.core.events import Change
from kit.persistence.items import ConditionFailed
from kit.persistence.repository import Conflict, retry_on_conflict
from letters.border.canonical import incoming_wire, number_of, type_of, urgency_of
from letters.domain.arrival import Arrival, as_read, as_refused
from letters.domain.delivery import Delivery
from letters.domain.lane import with_message
from letters.domain.letter import Letter, LetterFile, LetterStep, Signer
from letters.domain.ports import AgencyPlaces
from letters.edxml.letter import Letter as OutsideLetter
from letters.incoming.act import status_message
from letters.outgoing.draft import month_key
from letters.outgoing.send import copy_at
from letters.repository import LettersRepository

ARRIVED: Final = "01"
SUPERSEDING: Final = ("update", "replace")


@dataclass(frozen=True)
class Receiver:
    """Letters of one axis."""

    repository: LettersRepository
    places: AgencyPlaces

    def letter_of(self, sender: str, document_id: str) -> str | None:
        """Our id of a letter that came before."""
        stored = self.repository.letter_of_wire(incoming_wire(sender, document_id))
        return stored.strip('"') if stored else None

    @retry_on_conflict
    def receive(
        self,
        arrival: Arrival,
        outside: OutsideLetter,
        files: tuple[LetterFile, ...],
        *,
        id: str,
        at: datetime,
    ) -> Arrival:
        """Letter, copies, the status 01 of each and what came of the package: one transaction. The
        same letter once more is none.
        """
        wire = wire_of(outside)
        stored = self.repository.letter_of_wire(wire)
        if stored:
            return self._note(self._repeated(arrival, stored.strip('"'), files, outside), at)
        ours = [o.id for o in outside.recipients if self.places.axis_of(o.id) is None]
        if not ours:
            return self._note(as_refused(arrival, "not_for_us"), at)
        vault = month_key(at)
        self.repository.create_key(vault)
        letter = _letter(arrival, outside, files, tuple(dict.fromkeys(ours)), id, at)
        letter = letter.evolve(vault=vault)
        copies = [copy_at(letter, agency, None, at) for agency in letter.recipients]
        changed = _closed(arrival, id, outside)
        changes = [Change(each, None) for each in (letter, changed, *copies)]
        lanes = self._arrived(copies, at)
        try:
            self.repository.commit(
                [*changes, *lanes], at=at, extra_writes=[self.repository.wire_write(wire, id)]
            )
        except ConditionFailed:  # another run took the same letter first
            raise Conflict from None
        return changed.committed()

    def _repeated(
        self,
        arrival: Arrival,
        letter: str,
        files: tuple[LetterFile, ...],
        outside: OutsideLetter,
    ) -> Arrival:
        """The same id with other files is somebody's mistake, or worse: set aside."""
        existing = self.repository.sealed_letter(letter)
        digests = {file.sha256 for file in files}
        if existing is None or {file.sha256 for file in existing.files} != digests:
            return as_refused(arrival, "document_id_taken").evolve(letter=letter)
        if arrival.letter == letter:  # the run that stored the letter ended before it asked
            return _closed(arrival, letter, outside)
        return _closed(arrival, letter, outside, "repeated")

    def _arrived(self, copies: list[Delivery], at: datetime) -> list[Change]:
        """One lane for all copies: several statuses behind one another."""
        if not copies or copies[0].reports_to is None:
            return []
        first = copies[0]
        lane = self.repository.lane(str(first.reports_to), first.letter)
        lane = lane.evolve(vault=first.vault)
        for copy in copies:
            lane = with_message(lane, status_message(copy, ARRIVED, at))
        return [Change(lane, None)]

    def _note(self, arrival: Arrival, at: datetime) -> Arrival:
        self.repository.commit([Change(arrival, None)], at=at)
        return arrival.committed()


def _closed(arrival: Arrival, letter: str, outside: OutsideLetter, fault: str = "") -> Arrival:
    """One that supersedes others is read once those are asked for."""
    if outside.purpose.business in SUPERSEDING:
        return arrival.evolve(letter=letter, fault=fault)
    return as_read(arrival, letter, fault)


def wire_of(outside: OutsideLetter) -> str:
    """The key of a letter; an update under the id of the letter that it updates has its own."""
    wire = incoming_wire(outside.sender.id, outside.document_id)
    purpose = outside.purpose
    if purpose.business == "update" and purpose.document_id == outside.document_id:
        names = "".join(sorted(file.sha256 for file in outside.attachments))
        return f"{wire}|update|{names[:64]}|{outside.promulgated.isoformat()}"
    return wire


def _letter(
    arrival: Arrival,
    outside: OutsideLetter,
    files: tuple[LetterFile, ...],
    recipients: tuple[str, ...],
    id: str,
    at: datetime,
) -> Letter:
    number, notation = number_of(outside)
    return Letter(
        id=id,
        sender=outside.sender.id,
        type=type_of(outside),
        notation=notation,
        subject=outside.subject,
        urgency=urgency_of(outside),
        reply_by=outside.due.isoformat() if outside.due else None,
        recipients=recipients,
        files=files,
        state="sent",
        drafted_at=at,
        number=number,
        dated=outside.promulgated.isoformat(),
        signer=Signer(name=outside.signer.name, office=outside.signer.position or None),
        sent_at=at,
        steps=(LetterStep(act="receive", at=at),),
        axis=arrival.axis,
        wire=outside.document_id,
    )
