"""The border of letters in memory: our system, a post office, and agencies outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from kit.core.budget import UNLIMITED
from kit.platform.fault_injection import Plan
from kit.security.trust_list import TrustList
from letters.adapters.edxml_axis import EdxmlAxis
from letters.border.fetch import Fetcher
from letters.border.outgoing_package import OutgoingPackages, names_of
from letters.border.read import Reader
from letters.deliveries.send_lanes import LaneSender
from letters.domain.delivery import Delivery
from letters.domain.document_id import document_id
from letters.domain.letter import Letter as OwnLetter
from letters.edxml.axis import (
    AxisAgency,
    AxisRefused,
    AxisUnavailable,
    Kind,
    Receipt,
    WaitingPackage,
)
from letters.edxml.dialect import AXIS, Dialect
from letters.edxml.letter import Letter, Package, StatusMessage
from letters.edxml.read import read
from letters.edxml.sign import write_signed
from local.doubles.document_axis.post_office import Message, PostOffice, UnknownRecipient
from tests.unit.letters.edxml.letters import AT, status
from tests.unit.letters.edxml.letters import letter as outside_letter
from tests.unit.letters.edxml.signed import office, trust
from tests.unit.letters.world import HOME, NEAR, World

VXP = "vxp"
PROVINCE = "H49"
MINISTRY = "G09"


class MemoryAxis:
    """`DocumentAxis` of one system, straight at the post office."""

    dialect: Dialect = AXIS

    def __init__(self, office: PostOffice, system: str) -> None:
        self.office = office
        self.system = system

    def _fault(self) -> str | None:
        fault = self.office.next_fault()
        if fault == "away":
            raise AxisUnavailable("away")
        return fault

    def agencies(self) -> tuple[AxisAgency, ...]:
        return tuple(AxisAgency(c, n) for c, n in self.office.agencies.items())

    def register(self, agency: AxisAgency) -> None:
        self.office.agencies[agency.code] = agency.name

    def send(self, package: bytes, kind: Kind) -> str:
        fault = self._fault()
        try:
            number = self.office.take(
                self.system, kind, package, times=3 if fault == "thrice" else 1
            )
        except UnknownRecipient:
            raise AxisRefused("18", is_final=True) from None
        if fault == "lost":
            raise AxisUnavailable("lost")
        return number

    def waiting(self, kind: Kind) -> tuple[WaitingPackage, ...]:
        self._fault()
        return tuple(
            WaitingPackage(m.id, m.sender, m.kind) for m in self.office.waiting(self.system, kind)
        )

    def fetch(self, id: str) -> bytes:
        self._fault()
        message = self.office.message(self.system, id)
        assert message
        return message.content

    def acknowledge(self, id: str, receipt: Receipt) -> None:
        self._fault()
        message = self.office.message(self.system, id)
        assert message
        message.state = receipt

    def sent(self, id: str) -> Mapping[str, str]:
        return self.office.sent(self.system, id)


@dataclass
class MemoryPackages:
    """`RawPackages`."""

    stored: dict[str, bytes] = field(default_factory=dict)

    def store(self, digest: str, content: bytes) -> None:
        self.stored[digest] = content

    def read(self, digest: str) -> bytes:
        return self.stored[digest]


@dataclass
class MemoryContents:
    """`LetterContents`; files that nobody stored are there too."""

    stored: dict[str, bytes] = field(default_factory=dict)

    def store(self, digest: str, content: bytes, media_type: str) -> None:
        self.stored[digest] = content

    def read(self, letter: str, digest: str, sealed: str | None) -> bytes:
        return self.stored.get(digest, b"%PDF-1.7 Noi dung")


class FixedTrust:
    """`Trust`: one list at all times."""

    def at(self, moment: datetime) -> TrustList:
        return trust()


class Border(World):
    """The world of letters with its border. Agencies outside hand in for themselves; what is for an
    agency of ours waits under the province's own code.
    """

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__(plan)
        self.clock.now = AT
        self.office = PostOffice(self.clock, {PROVINCE: "Tỉnh", MINISTRY: "Bộ", "H25.12": "Huyện"})
        self.packages = MemoryPackages()
        self.contents = MemoryContents()

    @cached_property
    def axis(self) -> "ProvinceAxis":
        return ProvinceAxis(self.office)

    def tick(self) -> datetime:
        """The clock, which moves on by a millisecond: no two packages come at once."""
        self.clock.advance(timedelta(milliseconds=1))
        return self.clock()

    @property
    def fetcher(self) -> Fetcher:
        return Fetcher(VXP, self.axis, self.repository, self.packages, self.tick)

    @property
    def reader(self) -> Reader:
        return Reader(
            self.repository,
            self.service.places,
            self.packages,
            self.contents,
            FixedTrust(),
            self.tick,
        )

    @property
    def sender(self) -> LaneSender:
        names = names_of(lambda code: None, self.office.agencies)
        repository = self.repository
        outgoing = OutgoingPackages(
            self.contents, repository.document_id_of, repository.letter, names
        )
        axis = EdxmlAxis(self.axis, office(), outgoing)
        return LaneSender(VXP, repository, axis, self.clock)

    def receive(self) -> None:
        """The fetcher and the reader each run once."""
        self.fetcher.run(UNLIMITED)
        self.reader.run(UNLIMITED)

    def send_out(self) -> int:
        """The sender runs once."""
        return self.sender.run(UNLIMITED)

    def hand_in(self, package: Package, times: int = 1, by: str = "") -> None:
        """An agency outside hands in a signed package for us."""
        content = write_signed(package, AXIS, office())
        for _ in range(times):
            self.put(content, by or package.sender.id, kind_of(package))

    def put(self, content: bytes, by: str, kind: Kind = "edoc") -> None:
        """A package waits for us, whatever it is."""
        number = f"{len(self.office.messages):06}"
        message = Message(number, by, PROVINCE, kind, content, self.clock())
        self.office.messages.append(message)

    def copy(self, letter: str, agency: str = HOME) -> Delivery:
        delivery = self.repository.delivery(letter, agency)
        assert delivery
        return delivery

    def letters(self) -> list[OwnLetter]:
        """Every letter that came from outside."""
        keys = {pk for pk, _ in self.transport.items if pk.startswith("LETTER#")}
        loaded = (self.repository.letter(key.removeprefix("LETTER#")) for key in sorted(keys))
        return [each for each in loaded if each and each.axis]

    def arrivals(self) -> list[Any]:
        keys = sorted(pk for pk, _ in self.transport.items if pk.startswith("ARRIVAL#"))
        return [self.repository.arrival_by_id(key.removeprefix("ARRIVAL#")) for key in keys]

    def sent_statuses(self) -> list[tuple[str, str]]:
        """Recipient and code of what we codes outside, in the order of the axis."""
        codes: list[tuple[str, str]] = []
        for message in self.office.messages:
            if message.sender == PROVINCE and message.kind == "status":
                package = read(message.content).package
                assert isinstance(package, StatusMessage)
                codes.append((package.sender.id, package.status))
        return codes


class ProvinceAxis(MemoryAxis):
    """The province's own system."""

    def __init__(self, office: PostOffice) -> None:
        super().__init__(office, PROVINCE)


def kind_of(package: Package) -> Kind:
    return "status" if isinstance(package, StatusMessage) else "edoc"


def from_ministry(**changes: Any) -> Letter:
    """A letter of the ministry to two agencies of ours and one elsewhere."""
    own = outside_letter()
    organs = (own.sender.evolve(id=HOME), own.sender.evolve(id=NEAR), own.recipients[1])
    sender = own.sender.evolve(id=MINISTRY, name="Bộ Nội vụ")
    whole = own.evolve(
        sender=sender,
        recipients=organs,
        document_id="G09,2026/11/20,77/BNV-CQĐP",
        number="77",
        notation="BNV-CQĐP",
    )
    return whole.evolve(**changes)


def status_of(letter: OwnLetter, code: Any) -> StatusMessage:
    """What the ministry says of a letter of ours."""
    reference = status("01").letter.evolve(
        organ=letter.sender,
        code=letter.printed,
        document_id=document_id(letter.sender, letter.dated or "", letter.printed),
    )
    return status(code).evolve(letter=reference, description="")
