"""What a lane is to bring outside, as a package in the canonical form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kit.core.local_time import in_vietnam
from letters.border.canonical import URGENCIES, type_there
from letters.border.ports import LetterContents
from letters.domain.document_id import document_id
from letters.domain.lane import LaneMessage
from letters.domain.letter import Letter
from letters.edxml.axis import Kind
from letters.edxml.letter import (
    Attachment,
    Organ,
    OtherInfo,
    Package,
    Purpose,
    Reference,
    Replacement,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from letters.edxml.letter import Letter as OutsideLetter

Names = Callable[[str], str]
"""The name of an agency by its code, "" where nobody knows it."""


@dataclass(frozen=True)
class OutgoingPackages:
    """`letter_of` finds letters, `documents` the id that its writer gave one that came, `names` has
    those of agencies here and outside.
    """

    contents: LetterContents
    documents: Callable[[str], str | None]
    letter_of: Callable[[str], Letter | None]
    names: Names

    def package_of(self, letter: Letter, message: LaneMessage) -> tuple[Package, Kind] | None:
        """None for what needs no package: a letter that updates or replaces says so itself."""
        if message.kind == "status":
            return self._status(letter, message), "status"
        if message.kind == "request" and message.code != "recall":
            return None
        purpose = self._purpose(letter, message)
        files = () if purpose.business == "recall" else self._files(letter)
        return self._letter(letter, message, purpose, files), "edoc"

    def _letter(
        self,
        letter: Letter,
        message: LaneMessage,
        purpose: Purpose,
        files: tuple[Attachment, ...],
    ) -> OutsideLetter:
        signer = letter.signer
        return OutsideLetter(
            sender=self._organ(letter.sender),
            recipients=tuple(map(self._organ, message.to)),
            document_id=self._id(letter),
            number=str(letter.number or ""),
            notation=letter.notation,
            promulgated=_day(letter),
            type=type_there(letter.type),
            subject=letter.subject,
            signer=Signer(name=signer.name, position=signer.office or "") if signer else Signer(),
            due=date.fromisoformat(letter.reply_by) if letter.reply_by else None,
            other=OtherInfo(priority=URGENCIES.index(letter.urgency)),
            responds_to=self._responses(letter),
            traces=(Trace(organ=letter.sender, at=in_vietnam(message.at)),),
            purpose=purpose,
            attachments=files,
        )

    def _status(self, letter: Letter, message: LaneMessage) -> StatusMessage:
        reference = Reference(
            organ=letter.sender,
            code=letter.printed,
            document_id=self._id(letter),
            promulgated=_day(letter),
        )
        return StatusMessage(
            sender=self._organ(message.by_agency),
            letter=reference,
            staff=Staff(name=message.official or ""),
            status=message.code,
            description=message.note or "",
            at=in_vietnam(message.at),
        )

    def _purpose(self, letter: Letter, message: LaneMessage) -> Purpose:
        own = self._id(letter)
        if message.kind == "request":
            return Purpose(business="recall", document_id=own, reason=message.note or "")
        superseded = self.letter_of(letter.supersedes.letter) if letter.supersedes else None
        if letter.supersedes is None or superseded is None:
            return Purpose()
        earlier = self._id(superseded)
        if letter.supersedes.kind == "update":
            return Purpose(business="update", document_id=earlier)
        replaced = Replacement(document_id=earlier, organs=message.to)
        return Purpose(business="replace", replacements=(replaced,))

    def _responses(self, letter: Letter) -> tuple[Reference, ...]:
        """The letter that this one replies to, by the id that it has outside."""
        subject = self.letter_of(letter.answers) if letter.answers else None
        if subject is None:
            return ()
        reference = Reference(
            organ=subject.sender,
            code=subject.printed,
            document_id=self._id(subject),
            promulgated=_day(subject),
        )
        return (reference,)

    def _files(self, letter: Letter) -> tuple[Attachment, ...]:
        return tuple(
            Attachment(
                name=file.name,
                content_type=file.media_type,
                content=self.contents.read(letter.id, file.sha256, file.sealed),
            )
            for file in letter.files
        )

    def _id(self, letter: Letter) -> str:
        """By which id a letter is known outside."""
        own = document_id(letter.sender, letter.dated or "", letter.printed)
        return own if letter.axis is None else self.documents(letter.id) or own

    def _organ(self, code: str) -> Organ:
        return Organ(id=code, name=self.names(code))


def names_of(own: Callable[[str], str | None], outside: Mapping[str, str]) -> Names:
    """Agencies of the directory first, then those that the axis lists."""
    return lambda code: own(code) or outside.get(code, "")


def _day(letter: Letter) -> date:
    return date.fromisoformat(letter.dated) if letter.dated else datetime.min.date()
