"""The reader: packages that were stored are read once each, in the order in which they came."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kit.core.agency_code import codes_above
from kit.core.budget import Budget
from kit.core.events import Change
from kit.core.time import Clock
from kit.platform import log
from letters.border.files import store_files
from letters.border.ports import LetterContents, RawPackages, Trust
from letters.border.receive import SUPERSEDING, Receiver
from letters.border.requests import ask_copies
from letters.border.statuses import hear_status
from letters.domain.arrival import Arrival, as_read, as_refused, as_waiting
from letters.domain.ports import AgencyPlaces
from letters.domain.requests_of_writer import WriterRequest
from letters.edxml.incoming import IncomingPackage, read_incoming
from letters.edxml.letter import Letter, StatusMessage
from letters.edxml.refusal import PackageRefused
from letters.repository import LettersRepository

AT_ONCE: Final = 50


@dataclass(frozen=True)
class Reader:
    """Reads what the fetcher stored; `new_id` makes ids of letters."""

    repository: LettersRepository
    places: AgencyPlaces
    packages: RawPackages
    contents: LetterContents
    trust: Trust
    clock: Clock
    new_id: Callable[[datetime], str]

    def run(self, budget: Budget) -> int:
        """How many packages were read or set aside; one that fails keeps no other from its turn."""
        count = 0
        for arrival in self.repository.due_arrivals(self.clock(), AT_ONCE):
            if budget.is_spent:
                break
            try:
                self.read(arrival)
            except Exception as error:  # noqa: BLE001 - logged; the package stays where it is
                log.failure("package_not_read", error, arrival=arrival)
            else:
                count += 1
        return count

    def read(self, id: str) -> Arrival | None:
        """What came of a package; one that was read before is left as it is."""
        arrival = self.repository.arrival_by_id(id)
        if arrival is None or arrival.state in ("read", "refused"):
            return arrival
        at = self.clock()
        trust = self.trust.at(at)
        try:
            package = read_incoming(self.packages.read(arrival.sha256), trust, at)
        except PackageRefused as refused:
            return self._refuse(arrival, refused.fault, refused.where, at)
        signed = arrival.evolve(signature=package.state, signer=package.signer)
        if not _is_of(package, arrival.sender):
            return self._refuse(signed, "other_sender", "From", at)
        if isinstance(package.package, StatusMessage):
            return hear_status(self.repository, signed, package.package, at=at)
        return self._letter(signed, package, package.package, at)

    def _letter(
        self, arrival: Arrival, package: IncomingPackage, outside: Letter, at: datetime
    ) -> Arrival:
        receiver = Receiver(self.repository, self.places)
        purpose = outside.purpose
        if purpose.business == "recall":
            return self._recall(arrival, receiver, outside, at)
        files = store_files(outside, package.state, self.contents, self.trust.at(at), at)
        done = receiver.receive(arrival, outside, files, id=self.new_id(at), at=at)
        if done.state == "refused" or done.letter is None or purpose.business not in SUPERSEDING:
            return done
        self._supersede(done.letter, receiver, outside, at)
        return self._note(as_read(done, done.letter, done.fault), at)

    def _recall(
        self, arrival: Arrival, receiver: Receiver, outside: Letter, at: datetime
    ) -> Arrival:
        """A recall before its letter waits for it: a copy is never there that was taken back."""
        letter = receiver.letter_of(outside.sender.id, outside.purpose.document_id)
        if letter is None:
            return self._note(as_waiting(arrival, "unknown_letter", at), at)
        request = WriterRequest(
            id=f"{outside.document_id}|recall",
            kind="recall",
            reason=outside.purpose.reason,
            at=at,
            by=outside.sender.id,
        )
        ask_copies(self.repository, letter, request, at)
        return self._note(as_read(arrival, letter), at)

    def _supersede(self, letter: str, receiver: Receiver, outside: Letter, at: datetime) -> None:
        """Letters that were never here are superseded by nothing."""
        purpose = outside.purpose
        ids = [each.document_id for each in purpose.replacements] or [purpose.document_id]
        for document_id in ids:
            earlier = receiver.letter_of(outside.sender.id, document_id)
            if earlier is None or earlier == letter:
                continue
            request = WriterRequest(
                id=letter,
                kind="update" if purpose.business == "update" else "replace",
                reason=purpose.reason,
                at=at,
                by=outside.sender.id,
                letter=letter,
            )
            ask_copies(self.repository, earlier, request, at)

    def _refuse(self, arrival: Arrival, fault: str, where: str, at: datetime) -> Arrival:
        log.metric("LetterPackageRefused")
        log.warning("package_refused", arrival=arrival.id, fault=fault, where=where)
        return self._note(as_refused(arrival, fault, where), at)

    def _note(self, arrival: Arrival, at: datetime) -> Arrival:
        self.repository.commit([Change(arrival, None)], at=at)
        return arrival.committed()


def _is_of(package: IncomingPackage, system: str) -> bool:
    """Whether who handed it in may write for who wrote it: the same agency, or one above."""
    writer = package.package.sender.id
    return not system or system in codes_above(writer)
