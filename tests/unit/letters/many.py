"""Many letters between many agencies, with what goes wrong on the way: repeats, refusals, voids,
races, lost transactions, and packages and statuses from outside in any order.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from contracts.terms.letters import Reply
from kit.platform.fault_injection import Plan
from kit.security.agency import Agency
from letters.deliveries.receive import (
    ReceivedLetter,
    ReceivedStatus,
    receive_letter,
    receive_status,
)
from letters.domain.book import BookKey
from letters.domain.delivery_acts import LetterWithdrawn
from letters.domain.document_id import document_id
from letters.domain.letter import Letter, LetterFile
from letters.domain.requests_of_writer import LetterRequestOpen, LetterRequestReplied, WriterRequest
from letters.incoming.act import (
    ActOnDelivery,
    ReplyToWriter,
    act_on_incoming,
    reply_to_writer,
)
from letters.outgoing.ask import ask_recipients
from letters.outgoing.draft import DraftLetter, LetterContent, draft_letter
from letters.outgoing.number import number_letter, void_letter
from letters.outgoing.send import send_letter
from letters.outgoing.sign import SignLetter, sign_letter
from tests.unit.documents.world import World as DocumentsWorld
from tests.unit.letters.world import World

AGENCIES = tuple(f"H49.{number}" for number in range(10, 90))
MINISTRIES = ("G22", "G09", "H01")
CODES = ("01", "03", "04", "05", "06")


def anybody(_: object) -> None:
    """What rights are is tested elsewhere."""


@dataclass
class ManyLetters:
    """`seed` makes a run again; `pdf` is the file of letters that bear the seal."""

    seed: int
    pdf: bytes
    sealing: DocumentsWorld
    world: World = field(default_factory=lambda: World(Plan(rate=0.02)))
    counts: Counter[str] = field(default_factory=Counter)
    recalled: list[tuple[str, str]] = field(default_factory=list)
    outside: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.repository = self.world.repository
        for code in AGENCIES:
            agency = Agency(code=code, name=code, valid_from="2025-07-01")
            self.world.directory.put_agency(agency)

    def run(self, letters: int, sealed_each: int) -> None:
        """So many letters; every so-many-th bears the agency's seal."""
        for number in range(letters):
            self.world.clock.advance(timedelta(seconds=20))
            if number % 20 == 7:
                self._from_outside(number)
            else:
                self._from_inside(seal=number % sealed_each == 0)

    def _from_inside(self, *, seal: bool) -> None:
        at, sender = self.world.clock(), self.chance.choice(AGENCIES)
        letter = self._drafted(sender, seal=seal)
        for _ in range(3):
            number_letter(self.repository, letter, by="clerk", at=at, authorize=anybody)
        if self.chance.random() < 0.03:
            void_letter(self.repository, letter, reason="Sai", by="clerk", at=at, authorize=anybody)
            self.counts["void"] += 1
            return
        signing = SignLetter(id=letter, by="head", name="Bà Bình", office=None, seal=seal)
        sign_letter(self.repository, signing, at=at, authorize=anybody)
        if seal:
            self._seal()
        for _ in range(3):
            sent = send_letter(
                self.repository,
                self.world.service.places,
                letter,
                by="clerk",
                at=at,
                authorize=anybody,
            )
        self.counts["sent"] += 1
        self.counts["copies"] += len(sent.recipients)
        self._received(sent)

    def _drafted(self, sender: str, *, seal: bool) -> str:
        others = [each for each in AGENCIES if each != sender]
        count = min(60, 1 + int(self.chance.expovariate(1 / 2.5)))
        recipients = self.chance.sample(others, count)
        if self.chance.random() < 0.05:
            recipients[-1] = self.chance.choice(MINISTRIES)
        file = LetterFile(
            sha256="ab" * 32, name="Công văn.pdf", media_type="application/pdf", size=9
        )
        if seal:
            from hashlib import sha256

            digest = sha256(self.pdf).hexdigest()
            self.sealing.file_store.papers = {f"files/{digest}": self.pdf}
            file = file.evolve(sha256=digest, size=len(self.pdf))
        content = LetterContent(
            type="cong_van",
            notation="UBND-VP",
            subject="V/v phối hợp",
            recipients=tuple(recipients),
            files=(file,),
        )
        from kit.core.ids import new_ulid

        draft = DraftLetter(
            id=new_ulid(self.world.clock()), sender=sender, content=content, by="officer"
        )
        for _ in range(2):
            drafted = draft_letter(self.repository, draft, at=self.world.clock())
        return drafted.id

    def _seal(self) -> None:
        """The request goes to documents, and its answer back, each three times."""
        wanted = self.world.events()[-1]
        self.sealing.clock.now = self.world.clock()
        for _ in range(3):
            self.sealing.receive(wanted)
        answer = self.sealing.events()[-1]
        for _ in range(3):
            self.world.service.inbox.handle(answer)
        self.counts["sealed"] += 1

    def _received(self, letter: Letter) -> None:
        recall = self.chance.random() < 0.1
        for agency in letter.recipients:
            if agency in MINISTRIES:
                self._reported_by(letter, agency)
            else:
                self._worked_on(letter, agency, recall_after=recall and self.chance.random() < 0.5)
        if recall:
            self._recalled(letter)

    def _worked_on(self, letter: Letter, agency: str, *, recall_after: bool) -> None:
        if self.chance.random() < 0.2 or recall_after:
            return
        acts = ["refuse"] if self.chance.random() < 0.03 else ["accept", "assign", "start"]
        for act in acts:
            to = "officer" if act == "assign" else None
            command = ActOnDelivery.model_validate(
                {"letter": letter.id, "agency": agency, "act": act, "by": act, "to": to}
            )
            for _ in range(3):
                act_on_incoming(self.repository, command, at=self.world.clock(), authorize=anybody)
        self.counts[acts[0]] += 1

    def _recalled(self, letter: Letter) -> None:
        request = WriterRequest(
            id=f"R{letter.id}", kind="recall", reason="Nhầm", at=self.world.clock(), by="clerk"
        )
        for _ in range(3):
            ask_recipients(self.repository, letter.id, request, at=request.at, authorize=anybody)
        for agency in letter.recipients:
            if agency in MINISTRIES:
                code = self.chance.choice(("15", "16"))
                self._report(letter, agency, code)
            self._decided(letter.id, agency)
        self.counts["recalled"] += 1

    def _decided(self, letter: str, agency: str) -> None:
        """A late acceptance, and the clerk's reply, whichever is allowed."""
        at = self.world.clock()
        late = ActOnDelivery(letter=letter, agency=agency, act="accept", by="accept")
        try:
            act_on_incoming(self.repository, late, at=at, authorize=anybody)
        except (LetterRequestOpen, LetterWithdrawn):
            self.counts["too late"] += 1
        except Exception as refusal:  # noqa: BLE001 - an act that its state forbids
            self.counts[type(refusal).__name__] += 1
        reply: Reply = self.chance.choice(("agreed", "declined"))
        command = ReplyToWriter(letter=letter, agency=agency, reply=reply, by="clerk")
        for _ in range(2):
            try:
                reply_to_writer(self.repository, command, at=at, authorize=anybody)
            except LetterRequestReplied:
                break
        self.recalled.append((letter, agency))

    def _reported_by(self, letter: Letter, agency: str) -> None:
        codes = [*CODES] * 3
        self.chance.shuffle(codes)
        for code in codes:
            self._report(letter, agency, code)
        self.outside.append((letter.id, agency))

    def _report(self, letter: Letter, agency: str, code: str) -> None:
        wire = document_id(letter.sender, letter.dated or "", letter.printed)
        status = ReceivedStatus(wire=wire, agency=agency, code=code)
        receive_status(self.repository, status, at=self.world.clock())

    def _from_outside(self, number: int) -> None:
        recipients = tuple(self.chance.sample(AGENCIES, self.chance.randint(1, 4)))
        received = ReceivedLetter(
            axis="vxp",
            wire=f"G22,2026/11/30,{number}/VPCP-TTĐT",
            digest="cd" * 32,
            sender="G22",
            type="cong_van",
            printed=f"{number}/VPCP-TTĐT",
            dated="2026-11-30",
            subject="V/v triển khai",
            recipients=recipients,
        )
        letters = {
            receive_letter(self.repository, received, at=self.world.clock()).id for _ in range(3)
        }
        assert len(letters) == 1
        self.counts["from outside"] += 1
        self.counts["copies"] += len(recipients)
        self._received(received_letter(self.repository.letter(letters.pop())))

    def check(self) -> int:
        """Registers have every number once and in a row; each recall ended; how many lines."""
        lines = 0
        for agency in AGENCIES:
            for direction in ("out", "in"):
                key = BookKey(agency, 2026, "out" if direction == "out" else "in")
                entries, _ = self.repository.entries(key, None, 1_000_000)
                last = self.repository.book(key).last
                assert [each.number for each in entries] == list(range(last, 0, -1)), key
                assert len({each.letter for each in entries}) == last, key
                lines += last
        for letter, agency in self.recalled:
            copy = self.repository.sealed_delivery(letter, agency)
            assert copy is not None
            assert len(copy.requests) == 1
            assert copy.requests[0].reply in ("agreed", "declined"), copy
            agreed = copy.requests[0].reply == "agreed"
            assert (copy.state == "withdrawn") == (agreed and copy.state != "refused"), copy
        for letter, agency in self.outside:
            copy = self.repository.sealed_delivery(letter, agency)
            assert copy is not None
            assert copy.state in ("finished", "withdrawn"), copy
        return lines


def received_letter(letter: Letter | None) -> Letter:
    """The letter that was stored."""
    assert letter is not None
    return letter
