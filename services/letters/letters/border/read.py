"""The reader: packages that were stored are read once each, in the order in which they came."""

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
from letters.border.receive import Receiver
from letters.domain.arrival import Arrival, as_refused
from letters.domain.ports import AgencyPlaces
from letters.edxml.incoming import IncomingPackage, read_incoming
from letters.edxml.letter import StatusMessage
from letters.edxml.refusal import PackageRefused
from letters.repository import LettersRepository

AT_ONCE: Final = 50


@dataclass(frozen=True)
class Reader:
    """Reads what the fetcher stored."""

    repository: LettersRepository
    places: AgencyPlaces
    packages: RawPackages
    contents: LetterContents
    trust: Trust
    clock: Clock

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
        receiver = Receiver(self.repository, self.places)
        return self._note(self._received(receiver, signed, package, at), at)

    def _received(
        self, receiver: Receiver, arrival: Arrival, package: IncomingPackage, at: datetime
    ) -> Arrival:
        content = package.package
        if isinstance(content, StatusMessage):
            return receiver.status(arrival, content, at)
        if content.purpose.business == "recall":
            return receiver.recall(arrival, content, at)
        files = store_files(content, package.state, self.contents, self.trust.at(at), at)
        return receiver.letter(arrival, content, files, at)

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
