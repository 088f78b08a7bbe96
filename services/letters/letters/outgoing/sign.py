"""A leader signs a letter, and the agency's seal is put to its first file."""

from datetime import datetime
from typing import Final

from contracts.documents import LetterFileFailed, LetterFileSealed
from contracts.letters import LetterSealRequested
from kit.core.errors import Invalid
from kit.core.events import Change, Envelope
from kit.core.model import Event, Model
from kit.persistence.repository import required, retry_on_conflict
from letters.domain.letter import (
    Letter,
    LetterStep,
    Signer,
    act_on_letter,
    require_sendable,
)
from letters.domain.ports import LetterFiles
from letters.outgoing.draft import Authorize
from letters.repository import LettersRepository

PDF: Final = "application/pdf"


class LetterFileNotPdf(Invalid):
    """Only a PDF can bear the agency's seal."""

    code = "letter_file_not_pdf"
    vi = "Chỉ tệp PDF mới ký được chữ ký số của cơ quan."
    en = "Only a PDF file can bear the agency's signature."


class LetterFileMissing(Invalid):
    """A file of the letter was announced and never uploaded."""

    code = "letter_file_missing"
    vi = "Có tệp chưa được tải lên. Vui lòng tải lại tệp của văn bản."
    en = "A file was not uploaded. Please upload the letter's files again."


def require_files(files: LetterFiles, letter: Letter) -> None:
    """Raises LetterFileMissing."""
    if not all(files.has(each.sha256) for each in letter.files):
        raise LetterFileMissing(field="files")


class SignLetter(Model):
    """`seal`: documents is to put the agency's signature into the first file; without it the file
    bears its signatures already.
    """

    id: str
    by: str
    name: str
    office: str | None
    seal: bool = True


@retry_on_conflict
def sign_letter(
    repository: LettersRepository, command: SignLetter, *, at: datetime, authorize: Authorize
) -> Letter:
    """The letter as the leader approved it; it waits for its seal where it is to have one.

    Raises NotFound, LetterActNotAllowed, LetterRecipientRequired, LetterFileRequired,
    LetterFileNotPdf.
    """
    letter = required(repository.letter(command.id))
    authorize(letter)
    if any(each.act == "sign" and each.by == command.by for each in letter.steps[-2:]):
        return letter
    require_sendable(letter)
    step = LetterStep(act="sign", at=at, by=command.by)
    changed = act_on_letter(letter, "sign", step).evolve(
        signer=Signer(sub=command.by, name=command.name, office=command.office)
    )
    event: Event | None = None
    if command.seal:
        if letter.files[0].media_type != PDF:
            raise LetterFileNotPdf(field="files")
        event = LetterSealRequested(agency=letter.sender, file=letter.files[0].sha256)
    else:
        changed = changed.evolve(state="signed")
    repository.save_letter(changed, at, event)
    return changed.committed()


def record_seal(repository: LettersRepository, message: Envelope, *, at: datetime) -> None:
    """What documents sealed; a letter that is void by now has its seal for nothing.

    Raises Conflict, Duplicate.
    """
    event = message.read(LetterFileSealed)
    letter = repository.sealed_letter(message.subject)
    changed = sealed(letter, event.file, event.sha256, at) if letter else None
    changes = [Change(changed, None)] if changed is not None and changed is not letter else []
    repository.commit(changes, at=at, cause=message)


def record_failure(repository: LettersRepository, message: Envelope, *, at: datetime) -> None:
    """Why documents could not seal; raises Conflict, Duplicate."""
    event = message.read(LetterFileFailed)
    letter = repository.letter(message.subject)
    changed = seal_failed(letter, event.file, event.why, at) if letter else None
    changes = [Change(changed, None)] if changed is not None and changed is not letter else []
    repository.commit(changes, at=at, cause=message)


def sealed(letter: Letter, file: str, digest: str, at: datetime) -> Letter:
    """The letter whose file bears the seal; the same one where it no longer waits for it."""
    if letter.state != "signing" or letter.files[0].sha256 != file:
        return letter
    first = letter.files[0].evolve(sealed=digest)
    changed = letter.evolve(files=(first, *letter.files[1:]))
    return act_on_letter(changed, "seal", LetterStep(act="seal", at=at))


def seal_failed(letter: Letter, file: str, why: str, at: datetime) -> Letter:
    """The letter whose file can't be sealed goes back to who signs."""
    if letter.state != "signing" or letter.files[0].sha256 != file:
        return letter
    return act_on_letter(letter, "seal_failed", LetterStep(act="seal_failed", at=at, note=why))
