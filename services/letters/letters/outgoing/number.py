"""A clerk gives a letter the next number of the register, or makes its number void."""

from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import required, retry_on_conflict
from letters.domain.book import BookEntry, BookKey, Void, book_of
from letters.domain.letter import Letter, LetterStep, act_on_letter, has_done, numbered
from letters.outgoing.draft import Authorize
from letters.repository import LettersRepository


@retry_on_conflict
def number_letter(
    repository: LettersRepository, id: str, *, by: str | None, at: datetime, authorize: Authorize
) -> Letter:
    """The letter with its number: register, line and letter are one transaction.

    Raises NotFound, LetterActNotAllowed.
    """
    letter = required(repository.letter(id))
    authorize(letter)
    if by is not None and has_done(letter, "number", by):
        return letter
    key = book_of(letter.sender, "out", at)
    book = repository.book(key)
    changed = numbered(letter, book.last + 1, LetterStep(act="number", at=at, by=by))
    register, line = repository.numbered(key, book, entry_of(changed, by or "", at))
    repository.commit([Change(changed, None), register], at=at, extra_writes=[line])
    return changed.committed()


@retry_on_conflict
def void_letter(
    repository: LettersRepository,
    id: str,
    *,
    reason: str,
    by: str,
    at: datetime,
    authorize: Authorize,
) -> Letter:
    """The number stays in the register with the reason, and nothing is sent under it."""
    letter = required(repository.letter(id))
    authorize(letter)
    if has_done(letter, "void", by):
        return letter
    changed = act_on_letter(letter, "void", LetterStep(act="void", at=at, by=by, note=reason))
    key = BookKey(letter.sender, int((letter.dated or "")[:4]), "out")
    entry = required(repository.sealed_entry(key, letter.number or 0))
    void = repository.void_write(key, entry.evolve(void=Void(reason=reason, by=by, at=at)))
    repository.save_letter(changed, at, extra_writes=[void])
    return changed.committed()


def entry_of(letter: Letter, by: str, at: datetime) -> BookEntry:
    """The line of the outgoing register."""
    return BookEntry(
        number=letter.number or 0,
        at=at,
        letter=letter.id,
        type=letter.type,
        document=letter.printed,
        dated=letter.dated or "",
        of=letter.sender,
        to=letter.recipients,
        subject=letter.subject,
        signer=letter.signer.name if letter.signer else None,
        by=by,
        vault=letter.vault or "",
    )
